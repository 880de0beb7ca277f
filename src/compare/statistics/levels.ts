import { type Levels, levelsPerLook } from './looks.ts';
import type { Rule } from './rule.ts';

/** How many sampled metrics can fail the run, by the kind of their launches; only those that `takesShare` count. */
export type MetricCounts = Readonly<Record<Rule['launches'], number>>;

/** A page has half the pairs of an endpoint, and each is dear: a larger share is worth more to it than to an endpoint. */
const SHARES = { shared: 1, own: 2 } as const satisfies MetricCounts;

/**
 * Between equal levels at all looks (0.5) and nearly the whole level at the last (0). Simulated: 0.5 misses 1 to 2 % more
 * regressions in noise; 0.25 finds another 1 to 2 %, but needs 2 to 3 pairs more, and loses it all if time runs out.
 */
const SHAPE = 0.4;

/** The chance to call a metric that did not change worse (and as much again: improved), over all looks. */
const WORSE = 0.025;
/** That chance is for runs of up to this many metrics; in larger ones each gets less. */
const METRICS_AT_THAT_CHANCE = 5;

/**
 * Shares the run's level over the metrics that can fail it (Bonferroni, weighted), and each metric's over its looks.
 *
 * @param confidence of the whole run: 0.99 means that at most 1 % of runs in which nothing changed call any regression,
 * whatever their noise looks like, as long as it treats both sides alike.
 */
export function levelsOf(
  confidence: number,
  metrics: MetricCounts,
  { launches, looks }: Pick<Rule, 'launches' | 'looks'>,
): Levels {
  const shares = Math.max(SHARES[launches], metrics.shared * SHARES.shared + metrics.own * SHARES.own);
  const count = Math.max(1, metrics.shared + metrics.own);
  return {
    regressed: levelsPerLook(looks, ((1 - confidence) * SHARES[launches]) / shares, SHAPE),
    worse: levelsPerLook(looks, WORSE * Math.min(1, METRICS_AT_THAT_CHANCE / count), SHAPE),
  };
}

/**
 * Whether a metric takes a share of the run's level. One that is the same on both sides in every pair (no errors on
 * either, no layout shift) can't raise a false alarm, whichever way the others point (after Tarone 1990). One without
 * pairs may yet: the level that a schedule stops by must not be looser than the one that is decided by.
 */
export const takesShare = (pairs: readonly { readonly base: number; readonly head: number }[]): boolean =>
  pairs.length === 0 || pairs.some(({ base, head }) => base !== head);
