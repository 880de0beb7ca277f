import { expect, test } from 'vitest';
import { metrics } from '../../src/checks/api/metrics.ts';
import { compareSampled } from '../../src/compare/compare-sampled.ts';
import { type Pair, samplesOf } from '../../src/compare/pairs.ts';
import { scaleOf } from '../../src/compare/statistics/scale.ts';
import type { Metric } from '../../src/model/metric.ts';

test('A change that two noisy launches could detect is null where it is too large to be a number of a report', () => {
  const metric = metrics.find(({ id }) => id === 'p95') as Metric;
  const key = { check: 'api', subject: 'list', variant: null, part: null };
  const pairs = [0, 1].map((launch) => ({ round: launch, launch, base: 1, head: 40 ** launch }) as unknown as Pair);
  const judgement = {
    status: 'uncertain',
    settled: false,
    estimate: 0,
    interval: { low: -1, high: 1 },
    launches: 2,
  } as const;
  const detectableAt = (detectable: number) =>
    compareSampled(metric, samplesOf({ samples: [] } as never, key, metric), {
      key,
      limited: { metric, budget: null, threshold: null },
      budget: null,
      change: {
        ...{ ...judgement, detectable, supportedBy: null, isPlain: false },
        ...{ scale: scaleOf(pairs, 'ratio'), pairs, numbers: [], threshold: 0.2, witness: null },
      },
    }).change?.detectable;
  expect(detectableAt(0.5)).toBeCloseTo(Math.expm1(0.5));
  expect(detectableAt(500)).toBeNull();
  expect(detectableAt(5_000)).toBeNull();
});
