import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/simulator/random.ts';
import { judgeBudget } from '../../../src/compare/statistics/budget.ts';

const ms500 = { limit: 500, worse: 'higher', compared: 'ratio' } as const;
const around = (level: number, count: number, seed = 1) => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => level * Math.exp(random.normal(0.08)));
};

describe('a budget', () => {
  it('is kept by a level well below it, and broken by one well above it', () => {
    expect(judgeBudget(around(400, 12), ms500)).toBe('within');
    expect(judgeBudget(around(600, 12), ms500)).toBe('over');
  });

  it('is unclear where the interval holds the limit', () => {
    expect(judgeBudget(around(500, 12), ms500)).toBe('unclear');
  });

  it('is seldom called over by a level that lies on it', () => {
    let over = 0;
    for (let seed = 0; seed < 400; seed++) if (judgeBudget(around(500, 16, seed), ms500) === 'over') over++;
    expect(over / 400).toBeLessThan(0.025 + 3 * Math.sqrt(0.025 / 400));
  });

  it('can be broken by five values that all are over it, but not by fewer', () => {
    expect(judgeBudget([600, 620, 640, 660, 680], ms500)).toBe('over');
    expect(judgeBudget([600, 620, 640, 660], ms500)).toBe('unclear');
    expect(judgeBudget([600], ms500)).toBe('unclear');
  });

  it('is kept by values that all are within, however few', () => {
    expect(judgeBudget([499], ms500)).toBe('within');
    expect(judgeBudget([500, 500], ms500)).toBe('within');
  });

  it('works for values of zero and for metrics that are worse when lower', () => {
    const errorRate = { limit: 0.01, worse: 'higher', compared: 'difference' } as const;
    expect(judgeBudget([0, 0, 0, 0, 0, 0], errorRate)).toBe('within');
    expect(judgeBudget([0.02, 0.03, 0.02, 0.05, 0.02, 0.02, 0.04], errorRate)).toBe('over');
    const throughput = { limit: 1000, worse: 'lower', compared: 'ratio' } as const;
    expect(judgeBudget(around(800, 12), throughput)).toBe('over');
    expect(judgeBudget(around(1300, 12), throughput)).toBe('within');
  });

  it('needs a value', () => {
    expect(() => judgeBudget([], ms500)).toThrow(RangeError);
  });
});
