import { type Evidence, evidenceOf, type Pair } from './evidence.ts';
import { confidenceInterval } from './interval.ts';
import { quantileAbove } from './normal.ts';
import { INTERVAL_LEVEL, type Rule } from './rule.ts';
import { limitOf, type Ruling, rulingOn, type Status } from './ruling.ts';
import { effectivePairs } from './weights.ts';

export type { Pair, Status };

/** What is said of one metric's change. */
export interface Judgement {
  readonly status: Status;
  /** Nothing that could still be measured would be looked at. */
  readonly settled: boolean;
  /** `ratio`: estimate, bounds and `detectable` are fractions of base (head / base − 1); else amounts in the unit. */
  readonly compared: 'ratio' | 'difference';
  readonly estimate: number;
  /** The interval of 90 % (5 % at each end) around the estimate; null where there are too few pairs for a bound. */
  readonly low: number | null;
  readonly high: number | null;
  /** The smallest change for the worse that pairs like these show in four runs of five; null where there is no interval. */
  readonly detectable: number | null;
  /** Pairs and launches that the judgement rests on: those up to the look at which it was settled. */
  readonly rounds: number;
  readonly launches: number;
  /** How many equal pairs these would be worth after weighting. */
  readonly effectiveRounds: number;
  /** Whether it rests on the second witness: the metric's own p-value would not have been enough. */
  readonly witness: boolean;
}

/**
 * Judges the change of one metric. Pairs are looked at in their order, at each of the rule's looks, and the first look
 * that settles the question decides: later pairs play no part, so that the same pairs give the same judgement whether
 * they come one by one or all at once. Swapping base and head mirrors it exactly.
 *
 * Pairs that end between two looks, or before the first, are called what they show; no number of them is too small.
 *
 * @throws RangeError if there are no pairs.
 */
export function judge(pairs: readonly Pair[], rule: Rule): Judgement {
  if (pairs.length === 0) throw new RangeError('judge: there are no pairs to judge');
  const lastLook = rule.looks.at(-1) ?? pairs.length;
  const end = Math.min(pairs.length, lastLook);
  for (const look of rule.looks) {
    if (look >= end) break;
    const evidence = evidenceOf(pairs.slice(0, look), rule);
    const ruling = rulingOn(evidence, rule);
    if (ruling.settled) return judgement(evidence, rule, ruling);
  }
  const evidence = evidenceOf(pairs.slice(0, end), rule);
  const ruling = rulingOn(evidence, rule);
  const settled = end === lastLook || (ruling.settled && rule.looks.includes(end));
  return judgement(evidence, rule, { ...ruling, settled });
}

/** In four runs of five: the chance to see a change of the size that is called detectable. */
const POWER = quantileAbove(0.2);

function judgement(evidence: Evidence, rule: Rule, ruling: Ruling): Judgement {
  const { pairs, differences, weights, averages, scale, word } = evidence;
  const limit = limitOf(evidence);
  const interval = confidenceInterval(differences, weights, averages, INTERVAL_LEVEL, [0, limit, -limit]);

  // Differences are positive where it got worse; readers want head against base.
  const read = (position: number | null, sign: 1 | -1) => (position === null ? null : scale.read(sign * position) + 0);
  const higherIsWorse = rule.worse === 'higher';
  return {
    ...ruling,
    compared: scale.compared,
    estimate: scale.read(higherIsWorse ? evidence.estimate : -evidence.estimate) + 0,
    low: higherIsWorse ? read(interval.low, 1) : read(interval.high, -1),
    high: higherIsWorse ? read(interval.high, 1) : read(interval.low, -1),
    detectable: interval.low === null || interval.high === null ? null : detectable(interval.high - interval.low),
    rounds: pairs.length,
    launches: new Set(pairs.map(({ launch }) => launch)).size,
    effectiveRounds: effectivePairs(weights),
  };

  /** A normal estimate of this spread passes its level with that power; less than is worth a word is never told. */
  function detectable(width: number): number {
    const { worse } = rule.levels;
    const level = (worse.findLast(({ from }) => from <= pairs.length) ?? worse[0])?.p ?? INTERVAL_LEVEL;
    const standardError = width / (2 * quantileAbove(INTERVAL_LEVEL));
    const seen = Math.max(word, standardError * (quantileAbove(level) + POWER));
    return Math.abs(scale.read(higherIsWorse ? seen : -seen));
  }
}
