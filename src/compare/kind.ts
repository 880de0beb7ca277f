import type { Metric } from '../model/metric.ts';
import type { MetricSamples } from './pairs.ts';

/** With fewer visits of a side, a fact may still turn out to vary. */
const ENOUGH_TO_AGREE = 2;

/**
 * How a metric is judged in this run. A fact is exact if all visits of each side agree; a fact that varies (beacons, lazy
 * loading) has noise like a time.
 */
export function kindOf({ kind }: Metric, { base, head }: MetricSamples): 'exact' | 'sampled' {
  if (kind !== 'fact') return kind;
  return agree(base) && agree(head) ? 'exact' : 'sampled';
}

/** A side without visits contradicts nothing. */
const agree = (samples: MetricSamples['head']): boolean =>
  samples.length === 0 ||
  (samples.length >= ENOUGH_TO_AGREE && samples.every(({ value }) => value === samples[0]?.value));
