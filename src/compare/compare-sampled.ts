import type { Metric } from '../model/metric.ts';
import { isWorseStatus, worseSign } from '../model/worse.ts';
import type { Comparison } from './comparison.ts';
import type { MetricJudgement } from './judge-subject.ts';
import type { MetricSamples, Pair } from './pairs.ts';
import { level, levels } from './side-levels.ts';

/**
 * A larger detectable ratio means that nothing can be detected. It becomes null, since readers would take it for a
 * figure.
 */
const LARGEST = 1e12;

const isOfNothing = (
  { compared }: Metric,
  pairs: readonly Pair[],
  { limited: { threshold } }: MetricJudgement,
): boolean => compared === 'ratio' && threshold?.by !== 'amount' && pairs.every(({ base }) => base === 0);

/** Compares a metric with noise, in the metric's unit. */
export function compareSampled(metric: Metric, samples: MetricSamples, judged: MetricJudgement): Comparison {
  const { change, budget } = judged;
  const status = budget?.status ?? null;
  if (change === null) {
    const values = samples.head.map(({ value }) => value);
    return { base: null, head: level(metric, values), change: null, status: null, budget: status };
  }
  const { scale, pairs, launches } = change;
  const sign = worseSign(metric);
  const read = (position: number) => scale.read(sign * position) + 0;
  const numbers = [...new Set(pairs.map(({ launch }) => launch))].sort((a, b) => a - b).slice(0, launches);
  const used = pairs.filter(({ launch }) => numbers.includes(launch));
  const sides = levels(metric, used, scale.compared, read(change.estimate));
  const absolute = sides.head - sides.base;
  const relative = scale.compared === 'ratio' ? sides.head / sides.base - 1 : null;
  const shown = relative ?? absolute;
  const bounds = change.interval === null ? null : [read(change.interval.low), read(change.interval.high)];
  const detectable = change.detectable === null ? null : Math.abs(read(change.detectable));
  return {
    ...sides,
    change: {
      absolute,
      relative,
      // The mean of rare events may lie outside of the interval around their pseudomedian.
      low: bounds === null ? null : Math.min(...bounds, shown),
      high: bounds === null ? null : Math.max(...bounds, shown),
      detectable: detectable !== null && detectable <= LARGEST ? detectable : null,
      rounds: used.length,
      launches,
      ...(change.isPlain ? { plain: true as const } : {}),
    },
    // A fraction of zero is undefined, so this counts as new, as in exact.ts.
    status: isOfNothing(metric, used, judged) && isWorseStatus(change.status) ? 'new' : change.status,
    budget: status,
  };
}
