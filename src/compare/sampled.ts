import type { Metric } from '../model/metric.ts';
import type { Comparison, Limits } from './comparison.ts';
import { type MetricSamples, pairsOf } from './pairs.ts';
import { level, levels } from './side-levels.ts';
import { judgeBudget } from './statistics/budget.ts';
import { type Judgement, judge } from './statistics/judge.ts';
import type { Rule } from './statistics/rule.ts';

/** Compares a metric with noise: rounds as pairs, and head's own values against the budget. */
export function compareSampled(metric: Metric, samples: MetricSamples, { budget }: Limits, rule: Rule): Comparison {
  const values = samples.head.map((sample) => sample.value);
  const { worse, compared } = metric;
  const status = budget && judgeBudget(values, { limit: budget.limit, worse, compared });
  const pairs = pairsOf(samples);
  if (pairs.length === 0) {
    return { base: null, head: level(metric, values), change: null, status: null, onWitness: false, budget: status };
  }
  const judgement = judge(pairs, rule);
  const judged = pairs.slice(0, judgement.rounds);
  const sides = levels(metric, judged, judgement.compared, judgement.estimate);
  return {
    ...sides,
    change: changeOf(sides, judgement),
    status: judgement.status,
    onWitness: judgement.witness,
    budget: status,
  };
}

function changeOf(sides: { base: number; head: number }, judgement: Judgement): Comparison['change'] {
  const absolute = sides.head - sides.base;
  const relative = judgement.compared === 'ratio' ? sides.head / sides.base - 1 : null;
  const shown = relative ?? absolute;
  const { low, high, detectable, rounds, launches } = judgement;
  return {
    absolute,
    relative,
    // The mean of rare events may lie outside the interval of their pseudomedian.
    low: low === null ? null : Math.min(low, shown),
    high: high === null ? null : Math.max(high, shown),
    detectable,
    rounds,
    launches,
  };
}
