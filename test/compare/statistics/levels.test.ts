import { describe, expect, it } from 'vitest';
import { leastLaunches, levelOf, levelUpTo, looksWithin } from '../../../src/compare/statistics/levels.ts';

describe('the level of a subject', () => {
  it('is four fifths of the share that it has in the level of the run', () => {
    expect(levelOf(0.99, 1)).toBeCloseTo(0.008, 12);
    expect(levelOf(0.99, 4)).toBeCloseTo(0.002, 12);
    expect(levelOf(0.99, 1, 'budgets')).toBeCloseTo(0.002, 12);
  });

  it.each([
    [1, 7],
    [2, 8],
    [4, 9],
    [8, 10],
    [16, 11],
    [100, 14],
  ])('of %i subjects needs %i launches before anything can be certain', (subjects, least) => {
    expect(leastLaunches(levelOf(0.99, subjects))).toBe(least);
  });
});

describe('the looks of a subject', () => {
  const level = levelOf(0.99, 1);

  it('begin one launch after anything can be certain, and end eight launches later', () => {
    expect(looksWithin(level, 99)).toEqual({ first: 8, last: 16 });
    expect(looksWithin(levelOf(0.99, 100), 99)).toEqual({ first: 15, last: 20 });
  });

  it('end where the rounds end', () => {
    expect(looksWithin(level, 10)).toEqual({ first: 8, last: 10 });
    expect(looksWithin(level, 7)).toEqual({ first: 7, last: 7 });
  });

  it('are none where the rounds allow too few launches', () => {
    expect(looksWithin(level, 6)).toBeNull();
  });

  it('spend half of the level at the first look and all of it at the last', () => {
    expect(levelUpTo(8, { first: 8, last: 16 }, level)).toBeCloseTo(level / 2, 12);
    expect(levelUpTo(12, { first: 8, last: 16 }, level)).toBeCloseTo((3 * level) / 4, 12);
    expect(levelUpTo(16, { first: 8, last: 16 }, level)).toBeCloseTo(level, 12);
    expect(levelUpTo(7, { first: 7, last: 7 }, level)).toBe(level);
  });
});
