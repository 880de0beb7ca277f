import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAtFlips, NOTHING_SPENT } from '../../../src/compare/statistics/flips.ts';

const flipped = (column: readonly number[], flip: number): number[] =>
  column.map((number, launch) => ((flip >> launch) & 1 ? -number : number));

const statistic = (column: readonly number[]): number => {
  const rms = Math.sqrt(column.reduce((sum, one) => sum + one ** 2, 0) / column.length);
  return rms === 0 ? Number.NEGATIVE_INFINITY : column.reduce((sum, one) => sum + one, 0) / rms;
};

const launches = (length: number) =>
  fc.array(fc.integer({ min: -50, max: 50 }), { minLength: length, maxLength: length });
const columns = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }))
  .chain(([length, count]) => fc.array(launches(length), { minLength: count, maxLength: count }));

describe('A look at all flips of the launches', () => {
  it('calls a column certain exactly where brute force over all flips does', () => {
    fc.assert(
      fc.property(columns, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (given, share) => {
        const length = given[0]?.length ?? 0;
        const maxima = Array.from({ length: 2 ** length }, (_, flip) =>
          Math.max(...given.map((column) => statistic(flipped(column, flip)))),
        );
        const expected = given.map((column) => {
          const own = statistic(column);
          const isZero = own === Number.NEGATIVE_INFINITY;
          return !isZero && maxima.filter((one) => one >= own - 1e-9).length <= Math.floor(share * 2 ** length);
        });
        expect(lookAtFlips(given, share, NOTHING_SPENT).certain).toEqual(expected);
      }),
    );
  });

  it('needs as many launches as the level has halvings: all for the worse has a p of 2 to the minus launches', () => {
    const worse = (length: number) => [Array.from({ length }, (_, launch) => 1 + launch / 100)];
    expect(lookAtFlips(worse(6), 0.01, NOTHING_SPENT).certain).toEqual([false]);
    expect(lookAtFlips(worse(7), 0.01, NOTHING_SPENT).certain).toEqual([true]);
  });

  it('rejects nothing where the border falls on a tie', () => {
    // Flips of the two launches that are equal tie; the level has room for one of the two.
    expect(lookAtFlips([[5, 1, -1, 1]], 2 / 16, NOTHING_SPENT).spent.flips.size).toBe(1);
  });

  it('spends over all looks no more flips than the share that they may spend together', () => {
    fc.assert(
      fc.property(launches(9), (numbers) => {
        let spent = NOTHING_SPENT;
        for (let length = 5; length <= 9; length++) {
          const share = 0.05 + 0.02 * (length - 5);
          spent = lookAtFlips([numbers.slice(0, length)], share, spent).spent;
          expect(spent.flips.size).toBeLessThanOrEqual(share * 2 ** length);
        }
      }),
    );
  });

  it('is not changed by the size of the numbers, by a column of zeros, or by a column that is there twice', () => {
    fc.assert(
      fc.property(launches(8), fc.double({ min: 0.01, max: 100, noNaN: true }), (numbers, factor) => {
        const [alone] = lookAtFlips([numbers], 0.05, NOTHING_SPENT).certain;
        const others = [
          [numbers.map((number) => factor * number)],
          [numbers, numbers.map(() => 0)],
          [numbers, numbers],
        ];
        for (const given of others) expect(lookAtFlips(given, 0.05, NOTHING_SPENT).certain[0]).toBe(alone);
      }),
    );
  });

  it('spends nothing while all numbers are zero, so that what differs later can be certain', () => {
    const zeros = [0, 0, 0, 0, 0, 0, 0];
    const { spent } = lookAtFlips([zeros], 0.1, NOTHING_SPENT);
    expect(spent.flips.size).toBe(0);
    const later = lookAtFlips([[...zeros, 1, 1, 1, 1, 1, 1, 1, 1]], 0.1, spent);
    expect(later.certain).toEqual([true]);
  });

  it('keeps no more of a million flips than the share that may be certain', () => {
    const column = Array.from({ length: 20 }, (_, launch) => Math.sin(launch + 1) + 0.3);
    const { spent } = lookAtFlips([column, column.map((number) => number ** 3)], 1e-4, NOTHING_SPENT);
    expect(spent.flips.size).toBeGreaterThan(50);
    expect(spent.flips.size).toBeLessThanOrEqual(104);
  });
});
