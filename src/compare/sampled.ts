import type { Metric } from '../checks/check.ts';
import type { Comparison, Limits } from './comparison.ts';
import { level, levels } from './levels.ts';
import type { MetricSamples } from './pairs.ts';
import { judgeBudget } from './statistics/budget.ts';
import { type Judgement, judge } from './statistics/judge.ts';
import { levelPerLook } from './statistics/looks.ts';
import { looksUpTo } from './statistics/rule.ts';

/** One-sided p up to which a change is certain: that of a 95 % interval. */
const LEVEL = 0.025;

/** Metrics with noise: the rounds are judged as pairs, and head's own values against the budget. */
export function compareSampled(
  metric: Metric,
  launches: 'shared' | 'own',
  { head, pairs }: MetricSamples,
  limits: Limits,
): Comparison {
  const values = head.map((sample) => sample.value);
  const { worse, floor } = metric;
  const budget = limits.budget && judgeBudget(values, { limit: limits.budget.limit, worse, compared: metric.compared });
  if (pairs.length === 0) return { base: null, head: level(metric, values), change: null, status: null, budget };

  const looks = looksUpTo(pairs.length, launches);
  const level95 = levelPerLook(looks, LEVEL);
  const judgement = judge(
    pairs.map((pair) => ({ base: pair.base.value, head: pair.head.value, launch: pair.head.launch })),
    {
      compared: metric.compared,
      worse,
      threshold: limits.threshold,
      floor,
      looks,
      levels: { regressed: level95, worse: level95 },
      launches,
    },
  );
  const sides = levels(metric, pairs, judgement.compared, judgement.estimate);
  return { ...sides, change: changeOf(sides, judgement), status: judgement.status, budget };
}

function changeOf(sides: { base: number; head: number }, judgement: Judgement): Comparison['change'] {
  const absolute = sides.head - sides.base;
  const relative = judgement.compared === 'ratio' ? sides.head / sides.base - 1 : null;
  const shown = relative ?? absolute;
  const { low, high, detectable, rounds } = judgement;
  return {
    absolute,
    relative,
    // The mean of rare events may lie outside of the interval of their pseudomedian.
    low: low === null ? null : Math.min(low, shown),
    high: high === null ? null : Math.max(high, shown),
    detectable,
    rounds,
  };
}
