import { expect, it } from 'vitest';
import { metricsOn } from '../../src/checks/vitals/metrics.ts';
import { decide } from '../../src/compare/decide.ts';
import type { Metric } from '../../src/model/metric.ts';
import { aPlanned, limited } from '../support/plans/a-plan.ts';
import { aSample, someMeasurements } from '../support/plans/some-measurements.ts';
import { coinsFor } from './coins.ts';

const measure = { rounds: { api: 8 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 };

/** What eight visits of a page measured whose image head loads 1.5 s late, by a timer; milliseconds. */
const RECORDED = {
  lcp: {
    base: [2_410, 2_404, 2_418, 2_411, 2_409, 2_415, 2_407, 2_412],
    head: [2_420, 2_411, 2_419, 2_424, 2_413, 2_422, 2_418, 2_416],
  },
  'observed-lcp': {
    base: [169, 174, 166, 181, 170, 168, 172, 177],
    head: [1_724, 1_731, 1_719, 1_742, 1_722, 1_718, 1_729, 1_735],
  },
};

it('an LCP that only the browser saw get worse is a warning, and the simulated one passes', () => {
  const metrics = Object.keys(RECORDED).map((id) => metricsOn('mobile').find((one) => one.id === id) as Metric);
  const subjects = [aPlanned(metrics.map((metric) => limited(metric, {})))];
  const samples = Object.entries(RECORDED).flatMap(([metric, of]) =>
    (['base', 'head'] as const).flatMap((side) =>
      of[side].map((value, round) => aSample({ side, round, launch: round, metric, value })),
    ),
  );
  const decided = decide({ subjects, measure }, someMeasurements({ samples, coins: coinsFor(samples, 1) }));
  expect(decided.map(({ metric, verdict, threshold }) => [metric, threshold.status, verdict])).toEqual([
    ['lcp', 'unchanged', 'pass'],
    ['observed-lcp', 'worse', 'warn'],
  ]);
});
