import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/simulator/random.ts';
import { hodgesLehmann, walshAverages } from '../../../src/compare/statistics/hodges-lehmann.ts';
import { confidenceInterval } from '../../../src/compare/statistics/interval.ts';
import { probabilityAtLeast, probabilityAtMost } from '../../../src/compare/statistics/signed-rank.ts';
import { DEPRESSION } from './hollander-wolfe.ts';

const equal = (numbers: readonly number[]) => numbers.map(() => 1);

function interval(differences: readonly number[], weights: readonly number[], level: number, anchors?: number[]) {
  return confidenceInterval(differences, weights, walshAverages(differences, weights), level, anchors);
}

describe('the confidence interval', () => {
  it('agrees with Hollander and Wolfe on their depression data: 96 %', () => {
    const averages = walshAverages(DEPRESSION, equal(DEPRESSION)).map(({ value }) => value);
    expect(interval(DEPRESSION, equal(DEPRESSION), 0.02)).toEqual({ low: averages[5], high: averages.at(-6) });
    expect(averages[5]).toBeCloseTo(0.01, 3);
    expect(averages.at(-6)).toBeCloseTo(0.786, 3);
  });

  it('holds zero exactly when neither p-value is below its level', () => {
    const random = seeded(5);
    for (let run = 0; run < 300; run++) {
      const centre = random.between(-1, 1);
      const differences = Array.from({ length: 6 + (run % 15) }, () => random.normal(1) + centre);
      const weights = run % 2 ? equal(differences) : differences.map(() => Math.exp(random.normal(1)));
      const { low, high } = interval(differences, weights, 0.025);
      const tooHigh = probabilityAtMost(differences, weights, 0) <= 0.025;
      const tooLow = probabilityAtLeast(differences, weights, 0) <= 0.025;
      expect(low !== null && low > 0).toBe(tooHigh);
      expect(high !== null && high < 0).toBe(tooLow);
    }
  });

  it('agrees with the p-value at every other anchor too', () => {
    const random = seeded(6);
    for (let run = 0; run < 300; run++) {
      const differences = Array.from({ length: 12 }, () => random.normal(0.2));
      const weights = differences.map(() => Math.exp(random.normal(1)));
      const { high } = interval(differences, weights, 0.05, [0, 0.1, -0.1]);
      expect(high !== null && high < 0.1).toBe(probabilityAtLeast(differences, weights, 0.1) <= 0.05);
    }
  });

  it('holds the estimate, narrows with more differences, and mirrors', () => {
    const random = seeded(7);
    const differences = Array.from({ length: 40 }, () => random.normal(1));
    const few = interval(differences.slice(0, 10), equal(differences.slice(0, 10)), 0.05);
    const many = interval(differences, equal(differences), 0.05);
    const estimate = hodgesLehmann(walshAverages(differences, equal(differences)));
    expect(many.low).toBeLessThan(estimate);
    expect(many.high).toBeGreaterThan(estimate);
    expect(Number(many.high) - Number(many.low)).toBeLessThan(Number(few.high) - Number(few.low));
    const mirrored = differences.map((difference) => -difference);
    expect(interval(mirrored, equal(mirrored), 0.05)).toEqual({ low: -Number(many.high), high: -Number(many.low) });
  });

  it('has no bounds where the differences are too few for the level', () => {
    expect(interval([1, 2, 3, 4], [1, 1, 1, 1], 0.05)).toEqual({ low: null, high: null });
    expect(interval([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], 0.05)).toEqual({ low: 1, high: 5 });
    expect(interval([], [], 0.05)).toEqual({ low: null, high: null });
  });

  it('is a point where all differences are the same', () => {
    const same = Array.from({ length: 8 }, () => 0.3);
    expect(interval(same, equal(same), 0.05)).toEqual({ low: 0.3, high: 0.3 });
  });
});
