import type { Unit } from '../model/metric.ts';
import type { Sentence } from '../text/inline.ts';

/** What a page shows of a result's details, as data: the check knows what they are, the renderer how they are drawn. */
export type Chart = DifferenceMap | Phases | Beside | Percentiles | Waterfall | Film | Flame;

/** The difference of two whole things by their parts: an area for each part. */
export interface DifferenceMap {
  readonly kind: 'difference-map';
  readonly title: Sentence;
  readonly unit: Unit;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly name: string;
  /** Parts of one group lie together; null: by itself. */
  readonly group: string | null;
  /** Null: this side does not have it. */
  readonly base: number | null;
  readonly head: number | null;
}

/** What one figure of each side consists of, in the order in which it happens. */
export interface Phases {
  readonly kind: 'phases';
  readonly title: Sentence;
  readonly unit: Unit;
  readonly phases: readonly Omit<Part, 'group'>[];
}

/** How a figure of both sides is distributed: its value at each share of all, ascending. */
export interface Percentiles {
  readonly kind: 'percentiles';
  readonly title: Sentence;
  readonly unit: Unit;
  /** Empty: this side has none. */
  readonly base: readonly Percentile[];
  readonly head: readonly Percentile[];
}

export interface Percentile {
  /** More than 0, less than 1. */
  readonly share: number;
  /** More than 0; so many have this value at most. */
  readonly value: number;
  /** Half of what was measured apart lies between these; null where that is not known. */
  readonly low: number | null;
  readonly high: number | null;
}

/** When things of both sides began and ended, in the order of head. */
export interface Waterfall {
  readonly kind: 'waterfall';
  readonly title: Sentence;
  /** What a row is: `request`. */
  readonly of: string;
  readonly rows: readonly {
    readonly name: string;
    /** Null: this side does not have it. */
    readonly base: Span | null;
    readonly head: Span | null;
    /** Others wait for it. */
    readonly blocking: boolean;
  }[];
}

/** Milliseconds. */
interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What a page looked like while it loaded. */
export interface Film {
  readonly kind: 'film';
  readonly title: Sentence;
  /** What happens at `markMs`. */
  readonly mark: string;
  readonly base: FilmSide | null;
  readonly head: FilmSide | null;
}

export interface FilmSide {
  /** Height over width. */
  readonly ratio: number;
  readonly markMs: number | null;
  readonly endMs: number;
  /** Base64, and nothing but its characters: they are written as they are. At least one; each stands until the next. */
  readonly frames: readonly { readonly ms: number; readonly jpeg: string }[];
}

/** What calls what, and how much of a figure each takes with what it calls: callers before what they call. */
export interface Flame {
  readonly kind: 'flame';
  readonly title: Sentence;
  readonly unit: Unit;
  readonly calls: readonly Call[];
}

export interface Call {
  /** Its caller's place in the list, before its own; null: none. */
  readonly parent: number | null;
  readonly name: string;
  readonly place: string;
  /** 0: this side does not call it. */
  readonly base: number;
  readonly head: number;
}

/** Rows that base and head have of the same things. */
export interface Beside {
  readonly kind: 'beside';
  readonly title: Sentence;
  /** What a row is: `query`. */
  readonly of: string;
  readonly rows: readonly {
    readonly name: Sentence;
    readonly base: string;
    readonly head: string;
    readonly changed: boolean;
  }[];
}

/** Orders parts by how much they changed, the most first. */
export const byDifference = (a: Pick<Part, 'base' | 'head'>, b: Pick<Part, 'base' | 'head'>): number =>
  differenceOf(b) - differenceOf(a);

const differenceOf = ({ base, head }: Pick<Part, 'base' | 'head'>): number => Math.abs((head ?? 0) - (base ?? 0));
