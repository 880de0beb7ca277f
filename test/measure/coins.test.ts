import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinsOf } from '../../src/measure/coins.ts';

const seed = (number: number): string => createHash('md5').update(String(number)).digest('hex');
const LAUNCHES = [...Array(20).keys()];

describe('the coins of a run', () => {
  it('are fair, for every launch and in every pair of launches', () => {
    const runs = 2_000;
    const heads = LAUNCHES.map(() => 0);
    const together = LAUNCHES.map(() => 0);
    for (let run = 0; run < runs; run++) {
      const toss = coinsOf(seed(run));
      const coins = LAUNCHES.map((launch) => toss('api api', launch));
      for (const launch of LAUNCHES) {
        if (coins[launch] === 'head') heads[launch] = (heads[launch] ?? 0) + 1;
        if (coins[launch] === coins[(launch + 1) % 20]) together[launch] = (together[launch] ?? 0) + 1;
      }
    }
    // Five standard deviations of 2 000 fair coins.
    for (const count of [...heads, ...together]) expect(Math.abs(count - runs / 2)).toBeLessThan(112);
  });

  it('fall alike for the same seed, whatever else is measured', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.nat(20), (number, unit, launch) => {
        const toss = coinsOf(seed(number));
        toss('another unit', launch);
        expect(coinsOf(seed(number))(unit, launch)).toBe(toss(unit, launch));
      }),
    );
  });

  it('differ from unit to unit and from seed to seed', () => {
    const series = (number: number, unit: string) => LAUNCHES.map((launch) => coinsOf(seed(number))(unit, launch));
    expect(series(1, 'vitals home')).not.toEqual(series(1, 'vitals cart'));
    expect(series(1, 'vitals home')).not.toEqual(series(2, 'vitals home'));
  });
});
