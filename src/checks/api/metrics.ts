import type { Metric } from '../../model/metric.ts';
import { observers } from '../../observe/index.ts';

/** The smallest change of a response time that counts. */
export const floorMs = 1;

const time = (id: string, extra: Partial<Metric> = {}): Metric => ({
  id,
  label: id,
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: false,
  group: 'response-time',
  floor: floorMs,
  budget: null,
  ...extra,
});

/**
 * Response times are percentiles of a visit's requests by nearest rank. A failed request counts as slower than all
 * others.
 *
 * - error rate: share of requests without an expected answer
 * - availability: share of requests that were answered with a status below 500
 * - requests per second: expected answers, while `connections` requests are always pending. It adds little to response
 *   times: twice as slow is half as many
 * - bytes per second: bytes of these answers, head and body. It also falls when answers get smaller
 */
export const metrics: readonly Metric[] = [
  time('p50', { witness: 'cpu' }),
  time('p90', { witness: 'cpu' }),
  time('p95', { witness: 'cpu', gates: true, budget: 500 }),
  time('p99', { witness: 'cpu', budget: 1_000, answers: 1_000 }),
  time('max', { label: 'slowest' }),
  {
    ...time('error-rate', { label: 'error rate', unit: 'fraction', compared: 'difference', gates: true }),
    group: 'error-rate',
    floor: 0.005,
    budget: 0.01,
    level: 'mean',
    countsFailures: true,
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
  ...observers.flatMap(({ metrics }) => metrics),
];

/** Metrics that follow from the rate where it is fixed. */
const THROUGHPUT = ['requests-per-second', 'bytes-per-second'];

export const withoutThroughput = (values: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(values).filter(([id]) => !THROUGHPUT.includes(id)));

/** The metrics of an endpoint. Where its rate is fixed, it has no throughput, and its response times are those at this rate. */
export const metricsAt = (rate: number | undefined, all: readonly Metric[]): readonly Metric[] =>
  rate === undefined
    ? all
    : all
        .filter(({ id }) => !THROUGHPUT.includes(id))
        .map((one) => (one.group === 'response-time' ? { ...one, label: `${one.label} at ${rate}/s` } : one));

export const whyNoThroughput = (metric: string): string | null =>
  THROUGHPUT.includes(metric) ? 'it follows from "rate", which fixes what is sent: limit the error rate or p95' : null;
