import type { Metric } from '../../model/metric.ts';

/** The smallest change of a response time that counts, as in the api check; milliseconds. */
const FLOOR_MS = 1;

const metric = (id: string, given: Partial<Metric> & Pick<Metric, 'unit'>): Metric => ({
  id,
  label: id,
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: false,
  group: null,
  floor: 0,
  budget: null,
  appliesTo: 'found',
  ...given,
});

const gating = { gates: true, group: 'benchmark' } as const;
const percentile = (id: string, given: Partial<Metric> = {}): Metric =>
  metric(id, { unit: 'ms', floor: FLOOR_MS, ...given });

/** The time of one operation: the metric of a benchmark that a limit names. */
export const time: Metric = metric('time', { unit: 'ns', ...gating });

/**
 * The numbers that a benchmark may have. None has all of them: a tool that times operations gives `time`, a load
 * generator gives percentiles. A benchmark's own repetitions are no samples, so each run gives one number.
 *
 * - rate: operations, or requests, a second; only of a tool that gives no time, since it says the same
 * - allocated, allocations: memory that one operation allocates, and how often
 * - value, score: numbers in a unit of the user's; the smaller value is better, and the larger score
 */
export const metrics: readonly Metric[] = [
  time,
  metric('rate', { unit: '1/s', worse: 'lower', ...gating }),
  percentile('p50'),
  percentile('p90'),
  percentile('p95', { gates: true, group: 'response-time' }),
  percentile('p99'),
  percentile('max', { label: 'slowest' }),
  metric('error-rate', {
    label: 'error rate',
    unit: 'fraction',
    compared: 'difference',
    gates: true,
    group: 'error-rate',
    floor: 0.005,
    level: 'mean',
  }),
  metric('allocated', { label: 'memory allocated', unit: 'B', kind: 'fact', grain: 0.01 }),
  metric('allocations', { unit: 'count', kind: 'fact', grain: 0.01 }),
  metric('peak-memory', { label: 'peak memory', unit: 'B' }),
  metric('size', { unit: 'B', kind: 'fact', ...gating }),
  metric('value', { unit: 'score', ...gating }),
  metric('score', { unit: 'score', worse: 'lower', ...gating }),
];

/** The metrics of a suite. A limit by a benchmark's name is a metric of its own: the time of each benchmark it fits. */
export const metricsOf = (names: readonly string[]): Metric[] => [
  ...metrics,
  ...names.map((name) => ({ ...time, id: name })),
];
