import { describe, expect, it } from 'vitest';
import { effectivePairs, weightsOf } from '../../../src/compare/statistics/weights.ts';

describe('weights', () => {
  it('are larger for calmer pairs', () => {
    const [calm, busy, hopeless] = weightsOf([
      { base: 0.01, head: 0.02 },
      { base: 0.3, head: 0.1 },
      { base: 2, head: 2 },
    ]) as [number, number, number];
    expect(calm).toBeGreaterThan(busy);
    expect(busy).toBeGreaterThan(hopeless);
  });

  it('cannot tell base from head', () => {
    const delays = [0.01, 0.2, 1.3, 0.4].map((delay) => ({ base: delay, head: 0.05 }));
    const swapped = delays.map(({ base, head }) => ({ base: head, head: base }));
    expect(weightsOf(swapped)).toEqual(weightsOf(delays));
  });

  it('are equal where the kernel does not tell the delay of every visit', () => {
    expect(weightsOf([{ base: 0, head: 3 }, undefined])).toEqual([1, 1]);
    expect(
      weightsOf([
        { base: 0, head: Number.NaN },
        { base: 1, head: 1 },
      ]),
    ).toEqual([1, 1]);
  });

  it('never leave fewer than eight effective pairs, so that two calm ones do not decide alone', () => {
    const delays = Array.from({ length: 24 }, (_, i) => (i < 2 ? { base: 0, head: 0 } : { base: 3, head: 4 }));
    expect(effectivePairs(weightsOf(delays))).toBeCloseTo(8, 3);
    expect(effectivePairs(weightsOf(delays.slice(0, 6)))).toBeCloseTo(4, 3);
    const weights = weightsOf(delays);
    expect(weights[0]).toBeGreaterThan(weights[2] as number);
  });

  it('count equal pairs as what they are', () => {
    expect(effectivePairs([2, 2, 2])).toBeCloseTo(3, 12);
    expect(effectivePairs([1, 0, 0])).toBe(1);
    expect(effectivePairs([])).toBe(0);
  });
});
