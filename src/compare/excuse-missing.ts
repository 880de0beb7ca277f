import type { Measurements } from '../model/measurements.ts';
import type { LimitedMetric } from '../model/plan.ts';
import type { Decided } from './decided.ts';
import { samplesOf } from './pairs.ts';
import { written } from './results-without-values.ts';

/**
 * Excuses metrics that neither side has a value for, if both sides fail alike: an endpoint that times out on base, too,
 * has no response times. The rate of failures then warns "as base is", and that is the evidence. A limit that the user
 * wrote still needs a value. So does a subject without one right answer on head: head may have broken what both sides
 * use, such as their database.
 *
 * @param decided of one subject or part
 * @param limited in the same order
 */
export function excuseMissing(
  decided: readonly Decided[],
  limited: readonly LimitedMetric[],
  measurements: Measurements,
): Decided[] {
  const failAlike = decided.some(
    ({ verdict, budget, head }, index) =>
      limited[index]?.metric.countsFailures === true &&
      verdict === 'warn' &&
      budget?.asBase === true &&
      head !== null &&
      head < 1,
  );
  if (!failAlike) return [...decided];
  return decided.map((one, index) => {
    const { metric, budget, threshold } = limited[index] as LimitedMetric;
    const isWanted = budget?.written === true || threshold?.written === true;
    if (one.verdict !== 'invalid' || isWanted || samplesOf(measurements, one, metric).base.length > 0) return one;
    const { unjudgedBudget: _, ...kept } = one;
    return { ...kept, gates: false, threshold: { ...written(null), status: 'invalid' }, verdict: 'pass', lack: null };
  });
}
