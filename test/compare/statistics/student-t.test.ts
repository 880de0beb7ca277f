import { describe, expect, it } from 'vitest';
import { poissonLowerBound } from '../../../src/compare/statistics/poisson-bound.ts';
import { quantileAbove, upperTail } from '../../../src/compare/statistics/student-t.ts';

describe('quantiles of the t distribution', () => {
  // Abramowitz & Stegun, table 26.10.
  it.each([
    [0.05, 1, 6.314],
    [0.05, 2, 2.92],
    [0.05, 7, 1.895],
    [0.01, 3, 4.541],
    [0.01, 10, 2.764],
    [0.001, 4, 7.173],
    [0.001, 30, 3.385],
  ])('P(T > t) = %f with %i degrees of freedom at t = %f', (probability, degrees, t) => {
    expect(quantileAbove(probability, degrees)).toBeCloseTo(t, 3);
    expect(upperTail(t, degrees)).toBeCloseTo(probability, 4);
  });

  it('is symmetric about zero', () => {
    expect(quantileAbove(0.8, 6)).toBeCloseTo(-quantileAbove(0.2, 6), 9);
    expect(upperTail(0, 5)).toBe(0.5);
  });
});

describe('the lower bound of a Poisson mean', () => {
  // Garwood 1936, one-sided, 99 %.
  it.each([
    [1, 0.01],
    [2, 0.149],
    [3, 0.436],
    [5, 1.279],
    [10, 4.13],
  ])('of which %i were seen is %f at 99 percent', (seen, bound) => {
    expect(poissonLowerBound(seen, 0.01)).toBeCloseTo(bound, 3);
  });
});
