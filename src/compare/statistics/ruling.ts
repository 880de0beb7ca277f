import { type Evidence, probabilityBeyond, probabilityOfNone } from './evidence.ts';
import { hodgesLehmannWithoutEach } from './hodges-lehmann.ts';
import { isSignificant } from './looks.ts';
import { calmAt, INTERVAL_LEVEL, LEAST_LAUNCHES, type Rule } from './rule.ts';
import { effectivePairs, LEAST_EFFECTIVE_PAIRS } from './weights.ts';
import { WITNESSED, witnessed } from './witness.ts';

export type Status = 'regressed' | 'worse' | 'unchanged' | 'improved' | 'uncertain';

export interface Ruling {
  readonly status: Status;
  /** More pairs are not needed to say so. */
  readonly settled: boolean;
  /** Whether it rests on the second witness: the metric's own p-value would not have been enough. */
  readonly witness: boolean;
}

/**
 * What may be said at a look, and whether more pairs are needed to say it:
 *
 * - `regressed`: certain at the level of the whole run, at least the threshold and past the floor, and so without each
 *   launch. `improved` is settled by the mirror image of it.
 * - `worse`, `improved`: certain at the lower level, and worth a word without each launch. Settled once it is also
 *   certain that the change stays below the threshold.
 * - `unchanged`: the interval shows that the change stays below the threshold. Settled once it is also near to none.
 * - `uncertain`: none of these.
 */
export function rulingOn(evidence: Evidence, rule: Rule): Ruling {
  if (evidence.differences.every((difference) => difference === 0)) {
    return { status: 'unchanged', settled: true, witness: false };
  }
  const worse = claim(evidence, rule, 1);
  const better = claim(evidence, rule, -1);
  if (worse?.strong) return { status: 'regressed', settled: true, witness: worse.witness };
  if (better?.strong) return { status: 'improved', settled: true, witness: better.witness };

  const belowLimit = probabilityBeyond(evidence, limitOf(evidence)) <= INTERVAL_LEVEL;
  if (worse) return { status: 'worse', settled: belowLimit, witness: worse.witness };
  if (better) return { status: 'improved', settled: belowLimit, witness: better.witness };
  return belowLimit
    ? { status: 'unchanged', settled: staysNear(evidence, rule), witness: false }
    : { status: 'uncertain', settled: false, witness: false };
}

/** What an unchanged metric stays below: its threshold; without one, what counts as near. */
export const limitOf = ({ threshold, near }: Evidence): number => (Number.isFinite(threshold) ? threshold : near);

interface Claim {
  /** Enough to fail a run, were it for the worse. */
  readonly strong: boolean;
  readonly witness: boolean;
}

/** What is certain of a change in one direction; null: nothing that is worth a word. */
function claim(evidence: Evidence, { levels, launches }: Rule, direction: 1 | -1): Claim | null {
  const { pairs, weights, averages, estimate, threshold, word } = evidence;
  if (direction * estimate < word) return null;
  const groups = pairs.map(({ launch }) => launch);
  const count = new Set(groups).size;
  const without = launches === 'shared' && count > 1 ? hodgesLehmannWithoutEach(averages, groups) : [];
  const size = Math.min(...[estimate, ...without].map((one) => direction * one));
  if (size < word) return null;

  const large =
    size >= threshold &&
    effectivePairs(weights) > LEAST_EFFECTIVE_PAIRS - 0.01 &&
    (launches === 'own' || count >= LEAST_LAUNCHES);
  const p = probabilityOfNone(evidence, direction);
  if (large && isSignificant(p, pairs.length, levels.regressed)) return { strong: true, witness: false };
  const testified = p <= WITNESSED.worse && witnessed(evidence, direction);
  if (large && testified && p <= WITNESSED.regressed) return { strong: true, witness: true };
  if (isSignificant(p, pairs.length, levels.worse)) return { strong: false, witness: false };
  return testified ? { strong: false, witness: true } : null;
}

/** Whether a metric that stays below its threshold is near enough to no change at all to be left alone. */
function staysNear(evidence: Evidence, { launches }: Rule): boolean {
  const { probability, estimate } = calmAt(evidence.pairs.length, launches);
  return (
    Math.abs(evidence.estimate) <= estimate * evidence.word && probabilityBeyond(evidence, evidence.near) <= probability
  );
}
