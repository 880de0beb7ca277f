import type { Metric } from '../checks/metric.ts';
import { type Comparison, type Limits, relativeChange } from './comparison.ts';
import type { MetricSamples } from './pairs.ts';
import type { Status } from './statistics/judge.ts';
import { WORTH_A_WORD } from './statistics/rule.ts';

/** Metrics without noise: one value a side says it all. */
export function compareExact(metric: Metric, { base, head }: MetricSamples, limits: Limits): Comparison {
  const is = head[0]?.value as number;
  const was = base[0]?.value ?? null;
  const budget = limits.budget && (isPast(metric, is, limits.budget.limit) ? 'over' : 'within');
  if (was === null) return { base: null, head: is, change: null, status: null, onWitness: false, budget };
  return {
    base: was,
    head: is,
    change: {
      absolute: is - was,
      relative: relativeChange(was, is),
      low: null,
      high: null,
      detectable: null,
      rounds: 1,
      launches: 1,
    },
    status: statusOf(metric, was, is, limits),
    onWitness: false,
    budget,
  };
}

const isPast = ({ worse }: Metric, value: number, limit: number): boolean =>
  worse === 'higher' ? value > limit : value < limit;

function statusOf(metric: Metric, base: number, head: number, { threshold }: Limits): Status {
  const worsening = metric.worse === 'higher' ? head - base : base - head;
  const size = Math.abs(worsening);
  if (size === 0 || size < metric.floor) return 'unchanged';
  const allowed = threshold && (threshold.by === 'fraction' ? threshold.limit * base : threshold.limit);
  if (worsening > 0 && allowed !== null && size >= allowed) return 'regressed';
  if (size < WORTH_A_WORD.limit * base) return 'unchanged';
  return worsening > 0 ? 'worse' : 'improved';
}
