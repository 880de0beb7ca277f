import type { Metric } from '../model/metric.ts';
import type { Result } from '../model/report.ts';
import type { Comparison } from './comparison.ts';

type Testimony = NonNullable<NonNullable<Result['change']>['witness']>;

/**
 * What a metric's witness says, where that matters: the verdict rests on it, or the metric itself is uncertain and the
 * witness is not. Null elsewhere.
 *
 * @param judged the witness's own result; asked for only where it may matter.
 */
export function testimonyOf(
  { witness }: Metric,
  { status, onWitness }: Comparison,
  judged: (metric: string) => Result | null,
): Testimony | null {
  if (witness === undefined || !(onWitness || status === 'uncertain')) return null;
  const result = judged(witness);
  const relative = result?.change?.relative ?? null;
  if (result === null || relative === null) return null;
  const clear = ['regressed', 'worse', 'improved'].includes(result.threshold.status);
  return onWitness || clear ? { metric: witness, relative } : null;
}
