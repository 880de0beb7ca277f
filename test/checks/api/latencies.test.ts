import { expect, test } from 'vitest';
import { distributionOf, latenciesOf } from '../../../src/checks/api/latencies.ts';
import type { Answer } from '../../../src/checks/api/load-result.ts';

const answer = (ms: number, status = 200): Answer => ({ status, ms, first: false, bytes: 100 });

/** A visit whose answers took 1 ms, 2 ms, … and then `failed` that were wrong. */
const visit = (answers: number, { factor = 1, failed = 0, timeouts = 0 } = {}) =>
  latenciesOf(
    {
      sent: answers + failed + timeouts,
      answers: [
        ...Array.from({ length: answers }, (_, index) => answer(factor * (index + 1))),
        ...Array.from({ length: failed }, () => answer(1, 500)),
      ],
      timeouts,
      durationMs: 1_000,
    },
    ['2xx'],
    10_000,
  );

const at = (visits: Parameters<typeof distributionOf>[0], share: number) =>
  distributionOf(visits)?.percentiles.find((one) => one.share === share) ?? null;

test('the percentiles of all visits together are those of their answers, to one percent', () => {
  const visits = Array.from({ length: 10 }, () => visit(1_000));
  for (const share of [0.1, 0.5, 0.9, 0.95, 0.99, 0.999])
    expect(Math.abs((at(visits, share)?.ms ?? 0) / (share * 1_000) - 1)).toBeLessThan(0.01);
  expect(distributionOf(visits)?.requests).toBe(10_000);
});

test('a percentile that fewer than ten requests lie beyond is not known', () => {
  expect(at([visit(1_000)], 0.99)).not.toBeNull();
  expect(at([visit(1_000)], 0.995)).toBeNull();
  expect(distributionOf([visit(5)])).toBeNull();
  expect(distributionOf([])).toBeNull();
});

test('a failed request is slower than all others, and a time-out as slow as its limit', () => {
  expect(at([visit(900, { failed: 100 })], 0.9)?.ms).toBeCloseTo(900, -1);
  expect(at([visit(900, { failed: 100 })], 0.95)).toBeNull();
  expect(at([visit(900, { timeouts: 100 })], 0.95)?.ms).toBeCloseTo(10_000, -2);
});

test('half of the visits lie between the ends that a percentile has', () => {
  const visits = [1, 1.1, 1.2, 1.3, 1.4].map((factor) => visit(1_000, { factor }));
  const { low = 0, high = 0 } = at(visits, 0.5) ?? {};
  expect(Math.abs((low ?? 0) / 550 - 1)).toBeLessThan(0.01);
  expect(Math.abs((high ?? 0) / 650 - 1)).toBeLessThan(0.01);
  expect(at([visit(1_000), visit(1_000)], 0.5)).toMatchObject({ low: null, high: null });
});

test('however many answers there were, what is kept of them is small', () => {
  const visits = Array.from({ length: 96 }, (_, index) => visit(2_000, { factor: 1 + index / 7 }));
  expect(JSON.stringify(visits[0]).length).toBeLessThan(12_000);
  expect(JSON.stringify(distributionOf(visits)).length).toBeLessThan(2_500);
});
