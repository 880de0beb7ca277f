import type { Unit } from '../model/metric.ts';
import type { Sentence } from '../text/inline.ts';

/**
 * Charts of a result's details on a page, as data. The check knows what the data means, the renderer how to draw it.
 */
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
  /** The group next to whose parts it lies; null if it has none. */
  readonly group: string | null;
  /** Null: this side does not have it. */
  readonly base: number | null;
  readonly head: number | null;
}

/** The parts of one figure on each side, in the order in which they happen. */
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
  /** More than 0. The part `share` of all has this value at most. */
  readonly value: number;
  /** Half of the separate measurements lie between these; null if that is unknown. */
  readonly low: number | null;
  readonly high: number | null;
}

/** When things of both sides began and ended, in the order of head. */
export interface Waterfall {
  readonly kind: 'waterfall';
  readonly title: Sentence;
  /** The noun for a row: `request`. */
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

/** Pictures of a page while it loaded. */
export interface Film {
  readonly kind: 'film';
  readonly title: Sentence;
  /** The event at `markMs`. */
  readonly mark: string;
  readonly base: FilmSide | null;
  readonly head: FilmSide | null;
}

export interface FilmSide {
  /** Height over width. */
  readonly ratio: number;
  readonly markMs: number | null;
  readonly endMs: number;
  /**
   * Base64, without any other characters, since it is written unescaped. At least one frame; each stays until the next.
   */
  readonly frames: readonly { readonly ms: number; readonly jpeg: string }[];
}

/**
 * Calls between functions, callers first, with each function's part of a figure. The part includes the functions that
 * it calls.
 */
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
  /** The noun for a row: `query`. */
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
