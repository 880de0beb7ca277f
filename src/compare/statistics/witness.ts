import { type Evidence, probabilityOfNone } from './evidence.ts';
import { hodgesLehmann, walshAverages } from './hodges-lehmann.ts';
import { WORTH_A_WORD } from './rule.ts';
import { scaleOf } from './scale.ts';

/**
 * Levels that are enough for a metric when a second witness has clearly moved the same way. Two that are independent
 * under luck have to err together: 0.02 · 0.0005 is far below any level that a metric would otherwise need.
 */
export const WITNESSED = {
  regressed: 0.02,
  worse: 0.05,
} as const;

const WITNESS_LEVEL = 0.0005;

/**
 * Whether CPU time per request moved the same way in the same pairs: by what is worth a word (or half the threshold, if
 * that is less), and with a p-value of its own that leaves little to luck. It has no weights: waiting for a core costs
 * no CPU time.
 */
export function witnessed({ pairs, threshold }: Evidence, direction: 1 | -1): boolean {
  const witnesses = pairs.map(({ witness }) => witness).filter((witness) => witness !== undefined);
  if (witnesses.length < pairs.length) return false;
  const scale = scaleOf(witnesses, 'ratio');
  if (scale.compared !== 'ratio') return false;
  const { differences } = scale;
  const weights = differences.map(() => 1);
  const estimate = direction * hodgesLehmann(walshAverages(differences, weights));
  return (
    estimate >= Math.min(threshold / 2, scale.at(WORTH_A_WORD)) &&
    probabilityOfNone({ differences, weights }, direction) <= WITNESS_LEVEL
  );
}
