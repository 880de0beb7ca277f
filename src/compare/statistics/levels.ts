/** Levels for the looks at a run's subjects. */

/** The shares of the run's level for changes and for budgets of times. */
const SHARE = { changes: 0.8, budgets: 0.2 } as const;

/**
 * The level of one subject: an equal share of the run's (Bonferroni). Metrics of a subject share it by one joint test.
 *
 * @param confidence of the whole run: 0.99 means that at most 1 % of runs in which nothing changed call a regression.
 * @param subjects how many could fail the run; 0 counts as 1.
 */
export const levelOf = (confidence: number, subjects: number, question: keyof typeof SHARE = 'changes'): number =>
  (SHARE[question] * (1 - confidence)) / Math.max(1, subjects);

/** With fewer launches no change is certain at this level, however large: p is never below 2^−L. */
export const leastLaunches = (level: number): number => Math.ceil(Math.log2(1 / level) - 1e-9);

/** When a subject's launches are tested: after each from `first` to `last`. Fixed before measuring. */
export interface Looks {
  readonly first: number;
  readonly last: number;
  /** Launches from look to look, where that is not one. */
  readonly step?: number;
}

/** The most launches that a look tests: 2^20 flips are the limit. */
export const MOST_LAUNCHES = 20;

/** Launches of a subject after its first look. */
const MORE_LAUNCHES = 8;

/**
 * The looks of a subject; null if its launches are too few for anything to be certain.
 *
 * @param most launches that the subject's rounds allow.
 */
export function looksWithin(level: number, most: number): Looks | null {
  const least = leastLaunches(level);
  const last = Math.min(least + 1 + MORE_LAUNCHES, most, MOST_LAUNCHES);
  return last < least ? null : { first: Math.min(least + 1, last), last };
}

/**
 * The share of `level` that all looks up to this number of launches may spend: half at the first look, all at the last.
 */
export function levelUpTo(launches: number, { first, last }: Looks, level: number): number {
  return first === last ? level : level * (0.5 + (0.5 * (launches - first)) / (last - first));
}
