import { hodgesLehmann, type WalshAverage, walshAverages } from './hodges-lehmann.ts';
import { NEAR, type Rule, WORTH_A_WORD } from './rule.ts';
import { type Scale, scaleOf, type Values } from './scale.ts';
import { probabilityAtLeast, probabilityAtMost } from './signed-rank.ts';
import { type RunQueueDelay, weightsOf } from './weights.ts';

/** One round of a metric: both sides visited one after the other. */
export interface Pair extends Values {
  readonly launch: number;
  /** What the machine's noise did to the two visits; absent where the kernel does not tell. */
  readonly delay?: RunQueueDelay;
  /** A quieter metric of the same visits that moves for the same reason: CPU time per request. */
  readonly witness?: Values;
}

/** All that a look at some pairs is decided by. */
export interface Evidence {
  readonly pairs: readonly Pair[];
  readonly scale: Scale;
  /** On the scale; positive ones are changes for the worse. */
  readonly differences: readonly number[];
  readonly weights: readonly number[];
  readonly averages: readonly WalshAverage[];
  readonly estimate: number;
  /** Where a regression begins (∞: nowhere), where a change is worth a word, and what counts as near. */
  readonly threshold: number;
  readonly word: number;
  readonly near: number;
}

export function evidenceOf(pairs: readonly Pair[], rule: Rule): Evidence {
  const scale = scaleOf(pairs, rule.compared);
  const differences = rule.worse === 'higher' ? scale.differences : scale.differences.map((difference) => -difference);
  const weights = weightsOf(pairs.map(({ delay }) => delay));
  const averages = walshAverages(differences, weights);
  const floor = scale.at({ limit: rule.floor, by: 'amount' });
  const threshold = rule.threshold === null ? Number.POSITIVE_INFINITY : scale.at(rule.threshold);
  return {
    pairs,
    scale,
    differences,
    weights,
    averages,
    estimate: hodgesLehmann(averages),
    threshold: Math.max(threshold, floor),
    word: Math.max(scale.at(WORTH_A_WORD), floor),
    near: Math.max(Math.min(threshold, scale.at(NEAR)), floor),
  };
}

type Sample = Pick<Evidence, 'differences' | 'weights'>;

/** The p-value of "it did not change in this direction" (1: for the worse, −1: for the better). */
export const probabilityOfNone = ({ differences, weights }: Sample, direction: 1 | -1): number =>
  direction === 1 ? probabilityAtMost(differences, weights, 0) : probabilityAtLeast(differences, weights, 0);

/** The p-value of "it changed by `size` or more, in the one direction or the other". */
export const probabilityBeyond = ({ differences, weights }: Sample, size: number): number =>
  Math.max(probabilityAtLeast(differences, weights, size), probabilityAtMost(differences, weights, -size));
