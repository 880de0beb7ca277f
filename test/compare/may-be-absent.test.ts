import { expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { aBudget, aMetric, aPlanned, limited } from '../support/plans/a-plan.ts';
import { aSample, someMeasurements } from '../support/plans/some-measurements.ts';
import { coinsFor } from './coins.ts';

const other = aMetric('p50', {});
const measure = { rounds: { api: 8 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 };

/** The verdict on a metric that not every subject has, in eight rounds in which these sides had a value. */
function verdictWith(sides: readonly ('base' | 'head')[], written: boolean) {
  const metric = aMetric('lcp', { mayBeAbsent: true });
  const subjects = [aPlanned([limited(other, {}), limited(metric, { budget: { ...aBudget(2_500), written } })])];
  const samples = Array.from({ length: 8 }, (_, round) => round).flatMap((round) => [
    ...(['base', 'head'] as const).map((side) => aSample({ side, round, launch: round, metric: 'p50', value: 10 })),
    ...sides.map((side) => aSample({ side, round, launch: round, metric: 'lcp', value: 900 })),
  ]);
  const decided = decide({ subjects, measure }, someMeasurements({ samples, coins: coinsFor(samples, 1) }));
  return decided.find((one) => one.metric === 'lcp')?.verdict;
}

it('a metric that neither side has is no failure, where only a default budget asks for it', () => {
  expect(verdictWith([], false)).toBe('pass');
});

it('a metric that neither side has is invalid, where the user wrote a budget for it', () => {
  expect(verdictWith([], true)).toBe('invalid');
});

it('a metric that head lost is invalid', () => {
  expect(verdictWith(['base'], false)).toBe('invalid');
  expect(verdictWith(['base', 'head'], false)).toBe('pass');
});
