import type { Metric } from '../model/metric.ts';
import { worseSign } from '../model/worse.ts';
import { type Comparison, type Limits, relativeChange } from './comparison.ts';
import type { MetricSamples } from './pairs.ts';
import { holdBudget, type Measured } from './ratchet.ts';
import { MIN_EFFECT } from './series.ts';

/** Compares a metric without noise: one value for each side is enough. */
export function compareExact(metric: Metric, { base, head }: MetricSamples, limits: Limits): Comparison {
  const is = measured(head) as Measured;
  const was = measured(base);
  const held = limits.budget && holdBudget(limits.budget, metric, is, was);
  const kept = { head: is.value, budget: held?.status ?? null, held };
  if (was === null) return { ...kept, base: null, change: null, status: null };
  return {
    ...kept,
    base: was.value,
    change: {
      absolute: is.compared - was.compared,
      relative: metric.compared === 'difference' ? null : relativeChange(was.compared, is.compared),
      low: null,
      high: null,
      detectable: null,
      rounds: 1,
      launches: 1,
    },
    status: statusOf(metric, was.compared, is.compared, limits),
  };
}

/** The change is computed from the value, or from `compared` if the check gives it. Null if not measured. */
const measured = ([sample]: MetricSamples['head']): Measured | null =>
  sample ? { value: sample.value, compared: sample.compared ?? sample.value } : null;

function statusOf(metric: Metric, base: number, head: number, { threshold }: Limits): Comparison['status'] {
  const worsening = worseSign(metric) * (head - base);
  const size = Math.abs(worsening);
  if (size === 0 || size < metric.floor) return 'unchanged';
  // A fraction of zero is undefined: a value that base lacks is new, and only its budget applies.
  if (base === 0 && metric.compared !== 'difference' && threshold?.by !== 'amount' && worsening > 0) return 'new';
  const allowed = threshold && (threshold.by === 'fraction' ? threshold.limit * base : threshold.limit);
  // For a count, `+1` allows one more.
  const isPast = (limit: number) => (metric.unit === 'count' ? size > limit : size >= limit);
  if (worsening > 0 && allowed !== null && isPast(allowed)) return 'regressed';
  if (size < MIN_EFFECT * base) return 'unchanged';
  return worsening > 0 ? 'worse' : 'improved';
}
