import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/simulator/random.ts';
import { levelsOf, takesShare } from '../../../src/compare/statistics/levels.ts';
import { isSignificant, levelsPerLook } from '../../../src/compare/statistics/looks.ts';
import { quantileAbove, upperTail } from '../../../src/compare/statistics/normal.ts';
import { LOOKS, looksUpTo } from '../../../src/compare/statistics/rule.ts';
import { probabilityAtMost } from '../../../src/compare/statistics/signed-rank.ts';

const POCOCK = 0.5;
const OBRIEN_FLEMING = 0;

/** `count` looks, equally far apart, at so many pairs that the normal distribution is right. */
const equallySpaced = (count: number) => Array.from({ length: count }, (_, i) => 100 * (i + 1));
const lastBoundary = (count: number, shape: number) =>
  quantileAbove(levelsPerLook(equallySpaced(count), 0.025, shape).at(-1)?.p ?? Number.NaN);

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1.2815515655446004, 0.1],
    [1.959963984540054, 0.025],
    [3.090232306167813, 0.001],
    [4.264890793922825, 0.00001],
  ])('has %f above it with the probability that tables give', (z, probability) => {
    expect(upperTail(z) / probability).toBeCloseTo(1, 9);
    expect(upperTail(-z)).toBeCloseTo(1 - probability, 9);
    expect(quantileAbove(probability)).toBeCloseTo(z, 8);
  });
});

describe('levels per look', () => {
  // Jennison & Turnbull, Group Sequential Methods (2000), tables 2.1, 2.3 and 2.9; two-sided 5 %.
  it.each([
    { count: 2, pocock: 2.178, half: 2.038, obrienFleming: 1.977 },
    { count: 3, pocock: 2.289, half: 2.083, obrienFleming: 2.004 },
    { count: 4, pocock: 2.361, half: 2.113, obrienFleming: 2.024 },
    { count: 5, pocock: 2.413, half: 2.136, obrienFleming: 2.04 },
  ])('agree with the tables for $count looks', ({ count, pocock, half, obrienFleming }) => {
    expect(lastBoundary(count, POCOCK)).toBeCloseTo(pocock, 2);
    expect(lastBoundary(count, 0.25)).toBeCloseTo(half, 2);
    expect(lastBoundary(count, OBRIEN_FLEMING)).toBeCloseTo(obrienFleming, 2);
  });

  it('are the whole level where there is one look', () => {
    expect(levelsPerLook([10], 0.01, 0.4)).toEqual([{ from: 10, p: expect.closeTo(0.01, 8) }]);
  });

  it('leave out looks at too few pairs to reject', () => {
    const levels = levelsPerLook(LOOKS.own, 0.002, 0.4);
    expect(levels.map(({ from }) => from)).not.toContain(6);
    for (const { from, p } of levels) expect(p).toBeGreaterThan(2 ** -from);
    expect(isSignificant(0, 6, levels)).toBe(false);
  });

  it('hold between two looks as at the one before', () => {
    const levels = [
      { from: 12, p: 0.001 },
      { from: 20, p: 0.004 },
    ];
    expect(isSignificant(0.002, 19, levels)).toBe(false);
    expect(isSignificant(0.002, 20, levels)).toBe(true);
    expect(isSignificant(0.0001, 11, levels)).toBe(false);
  });

  it.each([
    { kind: 'shared', overall: 0.025 },
    { kind: 'shared', overall: 0.01 },
    { kind: 'own', overall: 0.025 },
    { kind: 'own', overall: 0.01 },
  ] as const)(
    'err in no more than $overall of all runs without a change, exact signed ranks ($kind)',
    ({ kind, overall }) => {
      const levels = levelsPerLook(LOOKS[kind], overall, 0.4);
      const random = seeded(11);
      const runs = 10_000;
      let errors = 0;
      for (let run = 0; run < runs; run++) {
        const differences = Array.from({ length: 40 }, () => random.normal(1));
        const rejects = (look: number) => {
          const seen = differences.slice(0, look);
          return isSignificant(
            probabilityAtMost(
              seen,
              seen.map(() => 1),
              0,
            ),
            look,
            levels,
          );
        };
        if (LOOKS[kind].some(rejects)) errors++;
      }
      expect(errors / runs).toBeLessThan(overall + 3 * Math.sqrt(overall / runs));
      expect(errors / runs).toBeGreaterThan(0.6 * overall);
    },
  );
});

describe('the looks of a plan', () => {
  it('are the usual ones, up to the number of rounds that the user allows', () => {
    expect(looksUpTo(40, 'shared')).toEqual([12, 16, 20, 28, 40]);
    expect(looksUpTo(20, 'own')).toEqual([6, 9, 12, 16, 20]);
    expect(looksUpTo(21, 'shared')).toEqual([12, 16, 21]);
    expect(looksUpTo(5, 'shared')).toEqual([5]);
    expect(looksUpTo(60, 'shared')).toEqual([12, 16, 20, 28, 40, 60]);
  });
});

describe('the level of the whole run', () => {
  const looks = LOOKS.shared;
  const last = (levels: readonly { p: number }[]) => levels.at(-1)?.p ?? Number.NaN;

  it('is shared over the metrics that can fail it', () => {
    const one = levelsOf(0.99, { shared: 1, own: 0 }, { launches: 'shared', looks });
    const five = levelsOf(0.99, { shared: 5, own: 0 }, { launches: 'shared', looks });
    expect(last(five.regressed)).toBeLessThan(last(one.regressed) / 3);
    expect(last(five.worse)).toBe(last(one.worse));
  });

  it('gives a page a larger share than an endpoint', () => {
    const counts = { shared: 1, own: 1 };
    const endpoint = levelsOf(0.99, counts, { launches: 'shared', looks: [20] });
    const page = levelsOf(0.99, counts, { launches: 'own', looks: [20] });
    expect(last(page.regressed)).toBeCloseTo(2 * last(endpoint.regressed), 8);
    expect(last(page.regressed) + last(endpoint.regressed)).toBeCloseTo(0.01, 8);
  });

  it('is not shared with metrics that are the same on both sides', () => {
    const same = { base: 0, head: 0 };
    const moved = { base: 1, head: 2 };
    expect(takesShare(Array(12).fill(same))).toBe(false);
    expect(takesShare([...Array(12).fill(same), moved])).toBe(true);
    expect(takesShare([])).toBe(true);
  });
});
