import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/simulator/random.ts';
import { probabilityAtLeast, probabilityAtMost } from '../../../src/compare/statistics/signed-rank.ts';
import { DEPRESSION } from './hollander-wolfe.ts';

const equal = (numbers: readonly number[]) => numbers.map(() => 1);

/** 1, 2, … n, of which the positive ones add up to `sum`. */
function ranksWithPositiveSum(n: number, sum: number): number[] {
  let left = sum;
  return Array.from({ length: n }, (_, i) => n - i).map((rank) => {
    if (rank > left) return -rank;
    left -= rank;
    return rank;
  });
}

/** P(Σ a·coin ≥ observed) by going through all 2ⁿ throws. */
function enumerated(differences: readonly number[], weights: readonly number[]): number {
  const sorted = differences
    .map((x, i) => ({ x, weight: weights[i] as number }))
    .sort((a, b) => Math.abs(a.x) - Math.abs(b.x));
  let before = 0;
  const counts = sorted.map(({ weight }) => {
    before += weight;
    return weight * before;
  });
  const observed = sorted.reduce((sum, { x }, k) => sum + (x > 0 ? (counts[k] as number) : 0), 0);
  let reached = 0;
  for (let throws = 0; throws < 2 ** counts.length; throws++) {
    const sum = counts.reduce((all, count, k) => all + ((throws >> k) & 1 ? count : 0), 0);
    if (sum >= observed - 1e-9) reached++;
  }
  return reached / 2 ** counts.length;
}

describe('the signed-rank test', () => {
  it.each([
    { n: 5, sum: 15, p: 1 / 32 },
    { n: 10, sum: 45, p: 0.04199 },
    { n: 20, sum: 150, p: 0.04865 },
    { n: 24, sum: 209, p: 0.04755 },
  ])('agrees with the tables of Wilcoxon for n = $n, T ≥ $sum', ({ n, sum, p }) => {
    const differences = ranksWithPositiveSum(n, sum);
    expect(probabilityAtMost(differences, equal(differences), 0)).toBeCloseTo(p, 5);
  });

  it('agrees with Hollander and Wolfe on their depression data', () => {
    expect(probabilityAtMost(DEPRESSION, equal(DEPRESSION), 0)).toBeCloseTo(0.01953, 5);
  });

  it('says the same of both directions when the differences are mirrored', () => {
    const random = seeded(1);
    for (let run = 0; run < 50; run++) {
      const differences = Array.from({ length: 15 }, () => random.normal(1));
      const weights = differences.map(() => random.between(0.1, 1));
      const mirrored = differences.map((difference) => -difference);
      expect(probabilityAtLeast(mirrored, weights, -0.3)).toBe(probabilityAtMost(differences, weights, 0.3));
    }
  });

  it.each([3, 6, 9, 12])('agrees with going through all throws of %i weighted coins', (n) => {
    const random = seeded(n);
    for (let run = 0; run < 20; run++) {
      const differences = Array.from({ length: n }, () => random.normal(1) + 0.4);
      const weights = differences.map(() => Math.exp(random.normal(1)));
      const p = probabilityAtMost(differences, weights, 0);
      // Rounded counts may turn a near tie of two throws round.
      expect(Math.abs(p - enumerated(differences, weights))).toBeLessThanOrEqual(Math.max(0.003, 2.5 / 2 ** n));
      expect(probabilityAtMost(differences, equal(weights), 0)).toBeCloseTo(
        enumerated(differences, equal(weights)),
        12,
      );
    }
  });

  it('does not depend on the unit of the weights', () => {
    const random = seeded(2);
    const differences = Array.from({ length: 20 }, () => random.normal(1));
    const weights = differences.map(() => random.between(0.1, 1));
    const scaled = weights.map((weight) => weight * 1024);
    expect(probabilityAtMost(differences, scaled, 0)).toBe(probabilityAtMost(differences, weights, 0));
    expect(
      probabilityAtMost(
        differences,
        equal(weights).map(() => 7.3),
        0,
      ),
    ).toBe(probabilityAtMost(differences, equal(weights), 0));
  });

  it('rises with the centre', () => {
    const random = seeded(3);
    for (let run = 0; run < 20; run++) {
      const differences = Array.from({ length: 14 }, () => random.normal(1));
      let before = 0;
      for (let centre = -3; centre <= 3; centre += 0.1) {
        const p = probabilityAtMost(differences, equal(differences), centre);
        expect(p).toBeGreaterThanOrEqual(before - 1e-12);
        before = p;
      }
    }
  });

  it('counts a zero for neither side, so that it makes both sides less certain', () => {
    const without = [1, 2, 3, 4, 5];
    const withZeros = [...without, 0, 0];
    const p = probabilityAtMost(without, equal(without), 0);
    expect(probabilityAtMost(withZeros, equal(withZeros), 0)).toBeGreaterThanOrEqual(p);
    const zeros = [0, 0, 0, 0];
    expect(probabilityAtMost(zeros, equal(zeros), 0)).toBe(1);
    expect(probabilityAtLeast(zeros, equal(zeros), 0)).toBe(1);
  });

  it('lets ties share their ranks, whatever their order', () => {
    // Ranks 1.5, 1.5, 3: the positive sum of 4.5 is reached by 3 of the 8 throws {1.5 + 3, 1.5 + 3, all}.
    expect(probabilityAtMost([1, -1, 2], [1, 1, 1], 0)).toBeCloseTo(3 / 8, 12);
    expect(probabilityAtMost([-1, 1, 2], [1, 1, 1], 0)).toBeCloseTo(3 / 8, 12);
    expect(probabilityAtMost([2, 1, -1], [0.4, 0.3, 0.9], 0)).toBe(probabilityAtMost([-1, 2, 1], [0.9, 0.4, 0.3], 0));
  });
});
