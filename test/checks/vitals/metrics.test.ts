import { expect, test } from 'vitest';
import { allMetrics, metricsOn } from '../../../src/checks/vitals/metrics.ts';

const gating = (metrics: ReturnType<typeof metricsOn>) => metrics.filter(({ gates }) => gates).map(({ id }) => id);

test('INP gates, where a step is taken that counts as an interaction', () => {
  const by = { by: 'css', css: '#a', written: '#a' } as const;
  expect(gating(metricsOn('mobile', 'simulate', [{ action: 'click', on: by }]))).toEqual(['lcp', 'cls', 'tbt', 'inp']);
  expect(gating(metricsOn('mobile', 'simulate', [{ action: 'scroll', to: by }]))).toEqual(['lcp', 'cls', 'tbt']);
});

test('TBT does not gate under applied throttling', () => {
  expect(gating(metricsOn('mobile', 'devtools'))).toEqual(['lcp', 'cls']);
});

test('Facts never fail a run by themselves, and each metric has one name', () => {
  const facts = allMetrics.filter(({ kind }) => kind === 'fact');
  expect(facts.filter(({ gates, group, budget }) => gates || group !== null || budget !== null)).toEqual([]);
  expect(facts.filter(({ quiet }) => !quiet).map(({ id }) => id)).toEqual([
    'requests',
    'bytes',
    'render-blocking',
    'third-party-requests',
  ]);
  expect(new Set(allMetrics.map(({ id }) => id)).size).toBe(allMetrics.length);
});
