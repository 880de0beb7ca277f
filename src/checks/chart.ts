import type { Unit } from '../model/metric.ts';
import type { Sentence } from '../text/inline.ts';

/** What a page shows of a result's details, as data: the check knows what they are, the renderer how they are drawn. */
export type Chart = DifferenceMap | Phases | Beside;

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
