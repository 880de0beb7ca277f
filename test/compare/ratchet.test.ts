import { describe, expect, it } from 'vitest';
import { holdBudget } from '../../src/compare/ratchet.ts';

const KB = 1_000;
const SIZE = { worse: 'higher', floor: KB } as const;
const RATE = { worse: 'lower', floor: 1 } as const;
/** A size whose stable content has as many bytes more or less. */
const size = (value: number, shift = 0) => ({ value, compared: value + shift });

describe('a budget without a ratchet', () => {
  it('holds as it was written, whatever base has', () => {
    const budget = { limit: 250 * KB, ratchet: false };
    expect(holdBudget(budget, SIZE, size(240 * KB), size(100 * KB))).toEqual({
      limit: 250 * KB,
      status: 'within',
      ratchet: false,
    });
    expect(holdBudget(budget, SIZE, size(250 * KB), null).status).toBe('within');
    expect(holdBudget(budget, SIZE, size(250 * KB + 1), size(300 * KB)).status).toBe('over');
  });
});

describe('a budget with a ratchet', () => {
  const budget = { limit: 250 * KB, ratchet: true };

  it('follows base downwards, by more than the floor', () => {
    expect(holdBudget(budget, SIZE, size(200 * KB), size(200 * KB))).toEqual({
      limit: 200 * KB,
      status: 'within',
      ratchet: true,
    });
    expect(holdBudget(budget, SIZE, size(201 * KB), size(200 * KB))).toEqual({
      limit: 200 * KB,
      status: 'over',
      ratchet: true,
    });
    // A build that stamps its time is never the same twice.
    expect(holdBudget(budget, SIZE, size(201 * KB - 1), size(200 * KB)).status).toBe('within');
    expect(holdBudget(budget, SIZE, size(199 * KB), size(200 * KB)).status).toBe('within');
  });

  it('does not follow base upwards', () => {
    for (const base of [250 * KB, 300 * KB]) {
      expect(holdBudget(budget, SIZE, size(251 * KB), size(base))).toEqual({
        limit: 250 * KB,
        status: 'over',
        ratchet: false,
      });
      expect(holdBudget(budget, SIZE, size(250 * KB), size(base))).toMatchObject({
        limit: 250 * KB,
        status: 'within',
        ratchet: false,
      });
    }
  });

  it('is held against the stable content: hashes in names move the real size by bytes', () => {
    expect(holdBudget(budget, SIZE, size(202 * KB, -2 * KB), size(200 * KB)).status).toBe('within');
    expect(holdBudget(budget, SIZE, size(199 * KB, 2 * KB), size(200 * KB))).toMatchObject({
      limit: 200 * KB,
      status: 'over',
      ratchet: true,
    });
  });

  it('still holds head to what was written, where only hashes took it past that', () => {
    expect(holdBudget(budget, SIZE, size(250 * KB + 10, -20), size(250 * KB - 10))).toEqual({
      limit: 250 * KB,
      status: 'over',
      ratchet: false,
    });
  });

  it('holds as it was written where base is not known', () => {
    expect(holdBudget(budget, SIZE, size(240 * KB), null)).toEqual({
      limit: 250 * KB,
      status: 'within',
      ratchet: false,
    });
  });

  it('lets nothing worth a word come back where base has none', () => {
    expect(holdBudget(budget, SIZE, size(KB), size(0))).toEqual({ limit: 0, status: 'over', ratchet: true });
    expect(holdBudget(budget, SIZE, size(0), size(0)).status).toBe('within');
  });

  it('follows base upwards where less is worse', () => {
    const least = { limit: 90, ratchet: true };
    expect(holdBudget(least, RATE, size(94), size(95))).toEqual({ limit: 95, status: 'over', ratchet: true });
    expect(holdBudget(least, RATE, size(95), size(95)).status).toBe('within');
    expect(holdBudget(least, RATE, size(89), size(80))).toEqual({ limit: 90, status: 'over', ratchet: false });
  });
});
