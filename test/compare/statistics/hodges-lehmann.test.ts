import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/simulator/random.ts';
import {
  hodgesLehmann,
  hodgesLehmannWithoutEach,
  median,
  walshAverages,
} from '../../../src/compare/statistics/hodges-lehmann.ts';
import { DEPRESSION } from './hollander-wolfe.ts';

const estimate = (differences: readonly number[], weights = differences.map(() => 1)) =>
  hodgesLehmann(walshAverages(differences, weights));

describe('the Hodges–Lehmann estimate', () => {
  it('agrees with Hollander and Wolfe on their depression data', () => {
    expect(estimate(DEPRESSION)).toBeCloseTo(0.46, 2);
  });

  it('is the median of the means of all pairs, each difference with itself as well', () => {
    // 0, 1, 2, 4, 5 and 8.
    expect(estimate([0, 2, 8])).toBe(3);
  });

  it('follows the weights', () => {
    expect(estimate([1, 5, 9])).toBe(5);
    expect(estimate([1, 5, 9], [1000, 1, 1])).toBe(1);
    expect(estimate([1, 5, 9], [1, 1, 1000])).toBe(9);
  });

  it('mirrors exactly, with any weights', () => {
    const random = seeded(4);
    for (let run = 0; run < 200; run++) {
      const differences = Array.from({ length: 12 }, () => Math.round(random.normal(5)));
      const weights = differences.map(() => (run % 2 ? 1 : Math.round(random.between(1, 4)) / 10));
      const mirrored = estimate(
        differences.map((difference) => -difference),
        weights,
      );
      expect(mirrored + 0).toBe(-estimate(differences, weights) + 0);
    }
  });

  it('is not moved far by one wild difference', () => {
    expect(Math.abs(estimate([0.1, 0.2, 0.15, 0.12, 0.18, 50]) - 0.16)).toBeLessThan(0.1);
  });

  it('without a launch is the estimate of the others', () => {
    const differences = [0.4, 0.5, 0, 0.1, 0.05, -0.1];
    const weights = [1, 2, 3, 1, 2, 3];
    expect(hodgesLehmannWithoutEach(walshAverages(differences, weights), [0, 0, 1, 1, 2, 2])).toEqual([
      estimate(differences.slice(2), weights.slice(2)),
      estimate([0.4, 0.5, 0.05, -0.1], [1, 2, 2, 3]),
      estimate(differences.slice(0, 4), weights.slice(0, 4)),
    ]);
  });

  it('has a plain median beside it', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});
