import { describe, expect, it } from 'vitest';
import { judgeBudgets } from '../../../src/compare/statistics/budget.ts';
import { judgeErrorRate } from '../../../src/compare/statistics/error-rate.ts';
import { levelOf, looksWithin } from '../../../src/compare/statistics/levels.ts';

const level = levelOf(0.99, 1, 'budgets');
const looks = looksWithin(level, 18);

const held = (launches: readonly number[], limit: number, worse: 'higher' | 'lower' = 'higher') =>
  judgeBudgets([{ launches, limit, worse }], looks, level)[0];

/** Launches within three percent of a level. */
const around = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, launch) => value * (1 + 0.03 * Math.sin(3 * launch)));

describe('a budget of a response time', () => {
  it('is kept, and settled, by launches that all stay below it', () => {
    expect(held(around(80, 5), 100)).toEqual({ status: 'within', settled: true });
  });

  it('is over once exact flips about it are certain', () => {
    expect(held(around(110, 8), 100)).toEqual({ status: 'unclear', settled: false });
    expect(held(around(110, 11), 100)).toEqual({ status: 'over', settled: true });
  });

  it('stays unclear to the last launch where the level is at it', () => {
    const launches = Array.from({ length: 18 }, (_, launch) => (launch % 2 === 0 ? 108 : 95));
    expect(held(launches, 100)).toEqual({ status: 'unclear', settled: true });
  });

  it('is over at once by a gross breach, however few the launches', () => {
    expect(held([320], 100)?.status).toBe('over');
    expect(held([310], 100)?.status).toBe('unclear');
    expect(held([600, 610, 590], 100)?.status).toBe('over');
    expect(held([200, 190, 185], 100)?.status).toBe('unclear');
  });

  it('can fail by a gross breach even where the plan has too few launches for flips', () => {
    const [judgement] = judgeBudgets([{ launches: [15_000], limit: 2_500, worse: 'higher' }], null, level);
    expect(judgement?.status).toBe('over');
  });

  it('is turned around for metrics of which less is worse', () => {
    expect(held(around(50, 11), 100, 'lower')?.status).toBe('over');
    expect(held(around(200, 5), 100, 'lower')?.status).toBe('within');
  });

  it('holds for a metric that is zero, too', () => {
    expect(held([0, 0, 0], 0.1)).toEqual({ status: 'within', settled: true });
  });
});

describe('a limit of an error rate', () => {
  const bursts = (count: number, launches: number, rate = 1): number[] =>
    Array.from({ length: launches }, (_, launch) => (launch < count ? rate : 0));

  it('is over where three of forty visits fail as a whole, and unclear where two do', () => {
    expect(judgeErrorRate(bursts(3, 40), 0.01).status).toBe('over');
    expect(judgeErrorRate(bursts(2, 40), 0.01).status).toBe('unclear');
  });

  it('is over where eight percent fail in each of three launches, and unclear after two', () => {
    expect(judgeErrorRate([0.08, 0.08, 0.08], 0.01).status).toBe('over');
    expect(judgeErrorRate([0.08, 0.08], 0.01).status).toBe('unclear');
  });

  it('is over where a little more than the limit fails in every launch alike', () => {
    expect(judgeErrorRate([0.014, 0.015, 0.013, 0.014, 0.016, 0.014, 0.013, 0.015], 0.01).status).toBe('over');
  });

  it('is kept by an endpoint without errors, and by one at the limit', () => {
    expect(judgeErrorRate([0, 0, 0], 0.01)).toEqual({ status: 'within', settled: true });
    expect(judgeErrorRate([0.01, 0.01, 0.01], 0.01).status).toBe('within');
  });

  it('of nothing is broken by one launch in which everything fails, and more launches make it certain', () => {
    expect(judgeErrorRate([1], 0).status).toBe('over');
  });
});
