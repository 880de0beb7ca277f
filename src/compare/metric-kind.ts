import type { Metric } from '../model/metric.ts';
import type { MetricSamples } from './pairs.ts';
import { median } from './statistics/center.ts';

/**
 * How a metric is judged in this run. A fact is exact if all visits of each side agree; a fact that varies (beacons,
 * lazy loading) has noise like a time.
 *
 * @param least launches of a side that must agree. A value that each process draws by chance agrees in two launches
 * half of the time.
 */
export function kindOf(
  { kind, grain = 0, grainAmount = 0 }: Metric,
  { base, head }: MetricSamples,
  least: number,
): 'exact' | 'sampled' {
  if (kind !== 'fact') return kind;
  // A side without visits counts as agreeing.
  const agree = (samples: MetricSamples['head']): boolean =>
    samples.length === 0 ||
    (launchesOf(samples) >= least && spread(samples) <= Math.max(grainAmount, grain * Math.abs(middle(samples))));
  return agree(base) && agree(head) ? 'exact' : 'sampled';
}

const middle = (samples: MetricSamples['head']): number => median(samples.map(({ value }) => value));

function spread(samples: MetricSamples['head']): number {
  const values = samples.map(({ value }) => value);
  return Math.max(...values) - Math.min(...values);
}

const launchesOf = (samples: MetricSamples['head']): number => new Set(samples.map(({ launch }) => launch)).size;
