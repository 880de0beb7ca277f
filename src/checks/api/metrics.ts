import type { Metric } from '../check.ts';

const time = (id: string, extra: Partial<Metric> = {}): Metric => ({
  id,
  label: id,
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: false,
  group: 'response-time',
  floor: 1,
  budget: null,
  ...extra,
});

/** Response times are those of the answers that were expected, and of time-outs, which count as slow as the timeout. */
export const metrics: readonly Metric[] = [
  time('p50'),
  time('p90'),
  time('p95', { gates: true, budget: 500 }),
  time('p99', { budget: 1_000, answers: 1_000 }),
  time('max', { label: 'slowest' }),
  {
    ...time('error-rate', { label: 'error rate', unit: 'fraction', compared: 'difference', gates: true }),
    group: 'error-rate',
    floor: 0.005,
    budget: 0.01,
    level: 'mean',
  },
  time('availability', {
    unit: 'fraction',
    worse: 'lower',
    compared: 'difference',
    group: null,
    floor: 0.005,
    level: 'mean',
  }),
  time('requests-per-second', { label: 'requests per second', unit: '1/s', worse: 'lower', group: null }),
  time('bytes-per-second', { label: 'throughput', unit: 'B/s', worse: 'lower', group: null, floor: 1_000 }),
];
