import { expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { progressIn } from '../../src/compare/when-to-stop.ts';
import type { Sample } from '../../src/model/measurements.ts';
import { aBudget, aMetric, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aSample, LIST, someMeasurements } from '../support/plans/some-measurements.ts';
import { coinsFor } from './coins.ts';

const errors = aMetric('error-rate', { unit: 'fraction', compared: 'difference', floor: 0.005, level: 'mean' });
const subjects = [
  aPlanned([limited(aMetric('p50'), { threshold: aThreshold(0.2) }), limited(errors, { budget: aBudget(0.01) })]),
];
const plan = { subjects, measure: { rounds: { api: 40 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 } };

/** Head fails all requests of its visits but of the first ones, which take 3.7 times as long as base's. */
function measured(rounds: number, good: number) {
  const visit = (side: 'base' | 'head', round: number): Sample[] => {
    const works = side === 'base' || round < good;
    const at = { side, round, launch: round };
    const time = aSample({ ...at, metric: 'p50', value: (side === 'base' ? 10 : 37) + (round % 3) / 10 });
    return [...(works ? [time] : []), aSample({ ...at, metric: 'error-rate', value: works ? 0 : 1 })];
  };
  const samples = Array.from({ length: rounds }, (_, round) => [
    ...visit('base', round),
    ...visit('head', round),
  ]).flat();
  return someMeasurements({ samples, coins: coinsFor(samples, 1) });
}

const decided = (rounds: number, good: number) =>
  Object.fromEntries(
    decide(plan, measured(rounds, good)).map(({ metric, verdict, lack }) => [metric, [verdict, lack]]),
  );

it('a metric that few of head’s visits gave is invalid, however the few were', () => {
  expect(decided(12, 1)).toEqual({
    p50: ['invalid', { code: 'too-few-values', needed: 6, found: 1 }],
    'error-rate': ['fail', null],
  });
});

it('a metric that half of head’s visits gave is judged by them', () => {
  expect(decided(24, 12).p50).toEqual(['fail', null]);
});

it('a subject is settled once its errors are certain, though few visits gave a response time', () => {
  const progress = (rounds: number, good: number) => progressIn(plan)(LIST, measured(rounds, good));
  expect(progress(9, 2).settled).toBe(true);
  expect(progress(9, 5).settled).toBe(false);
});
