import type { Metric } from '../model/metric.ts';
import type { Comparison } from './comparison.ts';
import type { Decided } from './decided.ts';

type WitnessChange = NonNullable<NonNullable<Decided['change']>['witness']>;

/**
 * The change of a metric's witness, if the verdict rests on it, or if the metric is uncertain and the witness is not.
 * Null otherwise.
 *
 * @param decided gives the witness's own verdict; asked only where it may matter.
 */
export function witnessChange(
  { witness }: Metric,
  { status, onWitness }: Comparison,
  decided: (metric: string) => Decided | null,
): WitnessChange | null {
  if (witness === undefined || !(onWitness || status === 'uncertain')) return null;
  const verdict = decided(witness);
  const relative = verdict?.change?.relative ?? null;
  if (verdict === null || relative === null) return null;
  const clear = ['regressed', 'worse', 'improved'].includes(verdict.threshold.status);
  return onWitness || clear ? { metric: witness, relative } : null;
}
