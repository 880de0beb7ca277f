import { expect, test } from 'vitest';
import { metricsOn } from '../../src/checks/vitals/metrics.ts';
import { levels } from '../../src/compare/side-levels.ts';
import type { Metric } from '../../src/model/metric.ts';

test('A count that both sides repeat in every round is that count, and within a budget of it', () => {
  const metric = metricsOn('mobile').find(({ id }) => id === 'requests') as Metric;
  for (let count = 1; count <= 100; count++) {
    const pairs = Array.from({ length: 8 }, () => ({ base: count, head: count }));
    expect(levels(metric, pairs, 'ratio', 0)).toEqual({ base: count, head: count });
  }
});
