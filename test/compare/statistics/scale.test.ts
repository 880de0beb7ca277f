import { describe, expect, it } from 'vitest';
import { scaleOf } from '../../../src/compare/statistics/scale.ts';

const pair = (base: number, head: number) => Array(7).fill({ base, head }) as { base: number; head: number }[];
const swapped = (pairs: { base: number; head: number }[]) =>
  pairs.map(({ base, head }) => ({ base: head, head: base }));

describe('the scale of ratios', () => {
  it('puts an amount where base and head differ by it', () => {
    const scale = scaleOf(pair(100, 130), 'ratio');
    expect(scale.at({ limit: 30, by: 'amount' })).toBeCloseTo(scale.differences[0] as number, 12);
    expect(scale.at({ limit: 0.3, by: 'fraction' })).toBeCloseTo(scale.differences[0] as number, 12);
    expect(scale.read(scale.differences[0] as number)).toBeCloseTo(0.3, 12);
  });

  it('is the same, mirrored, when the sides are swapped', () => {
    const pairs = [...pair(100, 130), { base: 80, head: 77 }, { base: 121, head: 140 }];
    const [here, there] = [scaleOf(pairs, 'ratio'), scaleOf(swapped(pairs), 'ratio')];
    expect(there.differences).toEqual(here.differences.map((difference) => -difference));
    expect(there.at({ limit: 12, by: 'amount' })).toBe(here.at({ limit: 12, by: 'amount' }));
  });

  it('gives way to differences where a value is zero', () => {
    expect(scaleOf([...pair(1, 2), { base: 0, head: 1 }], 'ratio').compared).toBe('difference');
  });
});

describe('the scale of differences', () => {
  it('puts a fraction of base where base and head differ by it, whichever of them is called base', () => {
    expect(scaleOf(pair(100, 150), 'difference').at({ limit: 0.5, by: 'fraction' })).toBeCloseTo(50, 12);
    expect(scaleOf(pair(150, 100), 'difference').at({ limit: 0.5, by: 'fraction' })).toBeCloseTo(50, 12);
  });

  it('knows no fraction of zero', () => {
    expect(scaleOf(pair(0, 0), 'difference').at({ limit: 0.5, by: 'fraction' })).toBe(0);
  });
});
