import { failureOf } from '../model/failure-code.ts';
import type { Failure } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import { worseSign } from '../model/worse.ts';
import type { Comparison, Limits } from './comparison.ts';
import type { MetricSamples } from './pairs.ts';
import { holdBudget } from './ratchet.ts';
import { level } from './side-levels.ts';

/** The failure that ended each side; null if none did. */
export type Endings = Readonly<Record<'base' | 'head', Failure | null>>;

/** A metric's value that follows from a failure: all requests timed out, so the error rate is 1. Null if none does. */
const valueIn = (failure: Failure | null, { id }: Metric): number | null =>
  new Map(Object.entries(failure?.values ?? {})).get(id) ?? null;

/** Whether a side itself ended by its failure: a busy generator or a rate limiter is no side's. */
export const isOfSide = (failure: Failure | null): boolean => failure !== null && failureOf(failure.code) === 'side';

/**
 * Judges a metric whose value follows from the failure that ended head; null if none does. There is one value, and no
 * statistics. If base ended as well, its failure counts as head's does, whatever the visits before it showed.
 */
export function compareByFailure(
  metric: Metric,
  ended: Endings,
  { base }: MetricSamples,
  limits: Limits,
): Comparison | null {
  const value = valueIn(ended.head, metric);
  if (value === null) return null;
  const head = { value, compared: value };
  const held = limits.budget && holdBudget({ ...limits.budget, ratchet: false }, metric, head, null);
  const kept = { head: value, budget: held?.status ?? null, held };
  const values = base.map((sample) => sample.value);
  const was = valueIn(ended.base, metric) ?? (values.length > 0 ? level(metric, values) : null);
  if (was === null) return { ...kept, base: null, change: null, status: null };
  const worsening = worseSign(metric) * (value - was);
  const { threshold } = limits;
  const allowed = threshold && (threshold.by === 'fraction' ? threshold.limit * was : threshold.limit);
  const isPast = allowed !== null && worsening >= Math.max(allowed, metric.floor);
  return {
    ...kept,
    ...against(was, value),
    status: isPast ? 'regressed' : worsening > 0 ? 'worse' : 'unchanged',
  };
}

/**
 * Compares head, which was measured, with the failure that ended base before it had a value. One failure can't show
 * that head is worse, so it only counts if head is not.
 */
export function againstFailure(metric: Metric, comparison: Comparison, ended: Failure | null): Comparison {
  const base = valueIn(ended, metric);
  if (comparison.base !== null || base === null) return comparison;
  const worsening = worseSign(metric) * (comparison.head - base);
  if (worsening > 0) return comparison;
  return {
    ...comparison,
    ...against(base, comparison.head),
    status: -worsening >= metric.floor ? 'improved' : 'unchanged',
  };
}

const against = (base: number, head: number): Pick<Comparison, 'base' | 'change'> => ({
  base,
  change: { absolute: head - base, relative: null, low: null, high: null, detectable: null, rounds: 1, launches: 1 },
});
