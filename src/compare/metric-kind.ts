import type { Metric } from '../model/metric.ts';
import type { MetricSamples } from './pairs.ts';
import { median } from './statistics/center.ts';

/**
 * How a metric is judged in this run. A fact is exact if all visits of each side agree; a fact that varies (beacons,
 * lazy loading) has noise like a time.
 *
 * Inspections end early where nothing changed. So a fact that is the same in all of their visits, of both sides, is
 * exact after fewer launches: it can't regress by chance.
 *
 * @param least launches of a side that must agree. A value that each process draws by chance agrees in two launches
 * half of the time.
 */
export function kindOf(
  { kind, seen, grain = 0, grainAmount = 0 }: Metric,
  { base, head }: MetricSamples,
  least: number,
): 'exact' | 'sampled' {
  if (kind !== 'fact') return kind;
  const areAlike = (samples: MetricSamples['head']): boolean =>
    spread(samples) <= Math.max(grainAmount, grain * Math.abs(middle(samples)));
  // A side without visits counts as agreeing.
  const agree = (samples: MetricSamples['head']): boolean =>
    samples.length === 0 || (launchesOf(samples) >= least && areAlike(samples));
  const isSame = seen === 'inspection' && base.length > 0 && head.length > 0 && areAlike([...base, ...head]);
  return isSame || (agree(base) && agree(head)) ? 'exact' : 'sampled';
}

const middle = (samples: MetricSamples['head']): number => median(samples.map(({ value }) => value));

function spread(samples: MetricSamples['head']): number {
  const values = samples.map(({ value }) => value);
  return Math.max(...values) - Math.min(...values);
}

const launchesOf = (samples: MetricSamples['head']): number => new Set(samples.map(({ launch }) => launch)).size;
