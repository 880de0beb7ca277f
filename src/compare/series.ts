import type { LimitedMetric } from '../model/plan.ts';
import { worseSign } from '../model/worse.ts';
import type { Pair } from './pairs.ts';
import { mean } from './statistics/center.ts';
import type { Series } from './statistics/judge.ts';
import { launchNumbers } from './statistics/launch-number.ts';
import { type Scale, scaleOf } from './statistics/scale.ts';

/** The smallest change that is called worse or improved, as a fraction of base. */
export const MIN_EFFECT = 0.05;
/** A metric without a threshold is unchanged below this; a fraction of base. */
const EQUIVALENCE = 0.1;

/** A metric's pairs on their scale, launch by launch. */
export interface ScaledSeries {
  readonly scale: Scale;
  readonly series: Omit<Series, 'support'>;
}

/**
 * A metric's change in each launch, on its scale.
 *
 * @param pairs at least one.
 * @param launches all launches of the subject, in their order.
 */
export function seriesOf(
  { metric, threshold }: LimitedMetric,
  pairs: readonly Pair[],
  launches: readonly number[],
): ScaledSeries {
  const scale = scaleOf(pairs, metric.compared);
  const sign = worseSign(metric);
  const floor = scale.at({ limit: metric.floor, by: 'amount' });
  const atLeastFloor = (limit: number) => Math.max(floor, scale.at({ limit, by: 'fraction' }));
  const center = metric.level === 'mean' ? 'mean' : 'typical';
  const differences = pairs.map(({ launch }, index) => ({
    launch,
    difference: sign * (scale.differences[index] as number),
  }));
  return {
    scale,
    series: {
      launches: launchNumbers(differences, launches, center),
      threshold: threshold === null ? null : Math.max(floor, scale.at(threshold)),
      minEffect: atLeastFloor(MIN_EFFECT),
      equivalenceMargin: atLeastFloor(EQUIVALENCE),
      center,
    },
  };
}

/** The mean of a metric over the devices of a page: two views of one change, under the same coins. */
export const pooled = (all: readonly Omit<Series, 'support'>[]): Omit<Series, 'support'> => {
  const [first] = all as [Omit<Series, 'support'>];
  return {
    ...first,
    launches: first.launches.map((_, launch) => {
      const numbers = all.map(({ launches }) => launches[launch] ?? null);
      return numbers.every((number) => number !== null) ? mean(numbers) : null;
    }),
    threshold: mean(all.map(({ threshold }) => threshold ?? Number.POSITIVE_INFINITY)),
    minEffect: mean(all.map(({ minEffect }) => minEffect)),
    equivalenceMargin: mean(all.map(({ equivalenceMargin }) => equivalenceMargin)),
  };
};
