import type { Metric } from '../model/metric.ts';
import { worseSign } from '../model/worse.ts';
import type { Comparison, Limits } from './comparison.ts';
import type { MetricSamples } from './pairs.ts';
import { holdBudget } from './ratchet.ts';
import { level } from './side-levels.ts';

/**
 * Judges a metric whose value follows from the failure that ended head: all requests timed out, so the error rate is 1.
 * There is one value, and no statistics.
 */
export function compareByFailure(metric: Metric, value: number, { base }: MetricSamples, limits: Limits): Comparison {
  const head = { value, compared: value };
  const held = limits.budget && holdBudget({ ...limits.budget, ratchet: false }, metric, head, null);
  const kept = { head: value, budget: held?.status ?? null, held };
  if (base.length === 0) return { ...kept, base: null, change: null, status: null };
  const was = level(
    metric,
    base.map((sample) => sample.value),
  );
  const worsening = worseSign(metric) * (value - was);
  const { threshold } = limits;
  const allowed = threshold && (threshold.by === 'fraction' ? threshold.limit * was : threshold.limit);
  const isPast = allowed !== null && worsening >= Math.max(allowed, metric.floor);
  const none = { relative: null, low: null, high: null, detectable: null };
  return {
    ...kept,
    base: was,
    change: { absolute: value - was, ...none, rounds: 1, launches: 1 },
    status: isPast ? 'regressed' : worsening > 0 ? 'worse' : 'unchanged',
  };
}
