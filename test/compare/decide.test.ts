import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { toResults } from '../../src/compare/decided.ts';
import type { Failure, Sample } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Budget, Threshold } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { aBudget, aMetric, aPlan, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aFailedVisit, aSample, someMeasurements } from '../support/plans/some-measurements.ts';

const time = aMetric('p95', { group: 'response-time' });
const size = aMetric('javascript', { unit: 'B', kind: 'exact', group: 'bundle-size', floor: 1_000 });
const errors = aMetric('error-rate', { unit: 'fraction', compared: 'difference', floor: 0.005, level: 'mean' });

interface Case {
  metric: Metric;
  base: readonly number[];
  head: readonly number[];
  budget?: Budget | null;
  threshold?: Threshold | null;
  failures?: readonly Partial<Failure>[];
  noBase?: string;
  answers?: number;
}

function decideOne({ metric, base, head, failures = [], noBase, answers, ...limits }: Case) {
  const { budget = null, threshold = null } = limits;
  const planned = aPlanned([limited(metric, { budget, threshold })]);
  const samplesOf = (side: Side, values: readonly number[]): Sample[] =>
    values.map((value, round) =>
      aSample({ metric: metric.id, side, round, value, ...(answers === undefined ? {} : { covariates: { answers } }) }),
    );
  const measurements = someMeasurements({
    noBase: noBase ?? null,
    samples: [...samplesOf('base', base), ...samplesOf('head', head)],
    failures: failures.map(aFailedVisit),
  });
  const decided = decide(
    aPlan([planned], { measure: { rounds: { api: 12 }, timeMs: 300_000, confidence: 0.99 } }),
    measurements,
  );
  const [result] = toResults(decided, measurements.failures, () => null);
  if (!result) throw new Error('every metric has a result');
  return result;
}

/** Twelve values around a level, within two percent of it. */
const around = (level: number, shift = 0): number[] =>
  Array.from({ length: 12 }, (_, i) => level * (1 + 0.02 * Math.sin(3 * i + shift)));

describe('an exact metric', () => {
  it.each([
    ['grew past its threshold', 100_000, 111_000, 'regressed', 'fail'],
    ['grew by exactly its threshold', 100_000, 110_000, 'regressed', 'fail'],
    ['grew, by less than its threshold', 100_000, 107_000, 'worse', 'warn'],
    ['grew by less than a word is worth', 100_000, 104_000, 'unchanged', 'pass'],
    ['grew by much, but below the floor', 2_000, 2_900, 'unchanged', 'pass'],
    ['did not change', 100_000, 100_000, 'unchanged', 'pass'],
    ['shrank', 100_000, 80_000, 'improved', 'pass'],
    ['came into being', 0, 5_000, 'regressed', 'fail'],
  ] as const)('that %s', (_, base, head, status, verdict) => {
    const result = decideOne({ metric: size, base: [base], head: [head], threshold: aThreshold(0.1) });
    expect(result.threshold.status).toBe(status);
    expect(result.verdict).toBe(verdict);
    expect(result.change).toMatchObject({ absolute: head - base, low: null, high: null, rounds: 1 });
    expect(result.change?.relative).toBe(base === 0 ? null : head / base - 1);
  });

  it('is over its budget only past it', () => {
    const at = (head: number) => decideOne({ metric: size, base: [9_000], head: [head], budget: aBudget(10_000) });
    expect(at(10_000).budget?.status).toBe('within');
    expect(at(10_001)).toMatchObject({
      verdict: 'fail',
      budget: { status: 'over', limit: 10_000, source: { file: 'perf-budget.yml', line: 7 } },
    });
  });

  it('may grow by an amount', () => {
    const at = (head: number) =>
      decideOne({ metric: size, base: [500_000], head: [head], threshold: aThreshold(5_000, { by: 'amount' }) });
    expect(at(504_999).threshold.status).toBe('unchanged');
    expect(at(505_000)).toMatchObject({
      verdict: 'fail',
      threshold: { status: 'regressed', limit: 5_000, by: 'amount' },
    });
  });

  it('without limits gates nothing, whatever it does', () => {
    expect(decideOne({ metric: size, base: [1_000], head: [90_000] })).toMatchObject({ gates: false, verdict: 'pass' });
  });
});

describe('a sampled metric', () => {
  const limits = { threshold: aThreshold(0.2) };

  it('that is clearly past its threshold has regressed', () => {
    const result = decideOne({ metric: time, base: around(100), head: around(130, 1), ...limits });
    expect(result).toMatchObject({ verdict: 'fail', threshold: { status: 'regressed' } });
    expect(result.change).toMatchObject({ rounds: 12, launches: 3 });
    expect(result.change?.low).toBeGreaterThan(0.2);
  });

  it('shows base, head and change that agree', () => {
    const { base, head, change } = decideOne({ metric: time, base: around(100), head: around(130, 1), ...limits });
    expect(change?.relative).toBeCloseTo((head as number) / (base as number) - 1, 12);
    expect(change?.absolute).toBeCloseTo((head as number) - (base as number), 9);
  });

  it('that is clearly worse, below its threshold, is a warning', () => {
    const result = decideOne({ metric: time, base: around(100), head: around(112, 1), ...limits });
    expect(result).toMatchObject({ verdict: 'warn', threshold: { status: 'worse' } });
  });

  it('that is the same is unchanged', () => {
    const result = decideOne({ metric: time, base: around(100), head: around(100, 1), ...limits });
    expect(result).toMatchObject({ verdict: 'pass', threshold: { status: 'unchanged' } });
  });

  it('below the floor is never regressed', () => {
    const result = decideOne({ metric: time, base: around(0.5), head: around(1, 1), ...limits });
    expect(result.threshold.status).not.toBe('regressed');
    expect(result.verdict).toBe('pass');
  });

  it('that got better is improved, also where lower is worse', () => {
    const rate = aMetric('rate', { unit: '1/s', worse: 'lower' });
    expect(decideOne({ metric: time, base: around(130), head: around(100, 1), ...limits }).threshold.status).toBe(
      'improved',
    );
    expect(decideOne({ metric: rate, base: around(100), head: around(130, 1), ...limits }).threshold.status).toBe(
      'improved',
    );
    expect(decideOne({ metric: rate, base: around(130), head: around(90, 1), ...limits }).threshold.status).toBe(
      'regressed',
    );
  });

  it('is over its budget when its interval is, and unclear when the interval holds the limit', () => {
    const at = (limit: number) =>
      decideOne({ metric: time, base: around(100), head: around(100, 1), budget: aBudget(limit) });
    expect(at(90)).toMatchObject({ verdict: 'fail', budget: { status: 'over' } });
    expect(at(100)).toMatchObject({ verdict: 'warn', budget: { status: 'unclear' } });
    expect(at(110)).toMatchObject({ verdict: 'pass', budget: { status: 'within' } });
  });

  it('only pairs rounds in which both sides have a value', () => {
    const result = decideOne({ metric: time, base: around(100).slice(0, 9), head: around(100, 1), ...limits });
    expect(result.change?.rounds).toBe(9);
  });
});

describe('a metric that is zero on healthy sides', () => {
  it('is compared by difference, and its level is the mean', () => {
    const base = new Array(12).fill(0);
    const head = [0, 0.1, 0.05, 0.1, 0.1, 0, 0.1, 0.1, 0.1, 0.05, 0.1, 0.1];
    const result = decideOne({ metric: errors, base, head, threshold: aThreshold(0.5), budget: aBudget(0.01) });
    expect(result.base).toBe(0);
    expect(result.head).toBeCloseTo(0.075, 12);
    expect(result.change).toMatchObject({ relative: null });
    expect(result).toMatchObject({ verdict: 'fail', budget: { status: 'over' }, threshold: { status: 'regressed' } });
  });

  it('that stays zero is unchanged', () => {
    const zeros = new Array(12).fill(0);
    const result = decideOne({
      metric: errors,
      base: zeros,
      head: zeros,
      threshold: aThreshold(0.5),
      budget: aBudget(0.01),
    });
    expect(result).toMatchObject({
      verdict: 'pass',
      base: 0,
      head: 0,
      budget: { status: 'within' },
      threshold: { status: 'unchanged' },
    });
  });
});

describe('what is missing', () => {
  const limits = { budget: aBudget(50), threshold: aThreshold(0.2) };

  it('on base leaves head to its budget', () => {
    const result = decideOne({ metric: time, base: [], head: around(100), ...limits, noBase: 'base does not build' });
    expect(result).toMatchObject({ baseline: 'none', base: null, change: null, verdict: 'fail' });
    expect(result.budget?.status).toBe('over');
    expect(result.threshold.status).toBe('no-baseline');
  });

  it('on base because it is new says so', () => {
    const failures = [{ side: 'base', code: 'absent' } as const];
    const result = decideOne({ metric: time, base: [], head: around(10), ...limits, failures });
    expect(result).toMatchObject({ verdict: 'pass', threshold: { status: 'new' } });
    expect(result.failures).toHaveLength(1);
  });

  it('on head is invalid, never a pass', () => {
    const failures = [{ round: 3, message: 'no answer', output: 'boom' }];
    const result = decideOne({ metric: time, base: around(10), head: [], ...limits, failures });
    expect(result).toMatchObject({ verdict: 'invalid', head: null, threshold: { status: 'invalid' } });
    expect(result.failures).toEqual([{ side: 'head', round: 3, code: 'no-answer', retried: false }]);
  });

  it('because the server died is invalid, however good the visits before', () => {
    const failures = [{ code: 'server-failed' } as const];
    expect(decideOne({ metric: time, base: around(10), head: around(10), ...limits, failures }).verdict).toBe(
      'invalid',
    );
  });

  it('without a failed visit has the code `no-value`', () => {
    const result = decideOne({ metric: time, base: around(10), head: [], ...limits });
    expect(result.failures).toEqual([{ side: 'head', round: 0, code: 'no-value', retried: false }]);
  });

  it('does not make a run incomplete that it could not have failed', () => {
    expect(decideOne({ metric: time, base: around(10), head: [] })).toMatchObject({ gates: false, verdict: 'pass' });
  });
});

describe('a metric that needs many answers', () => {
  const p99 = aMetric('p99', { answers: 1_000 });
  const at = (answers: number, written: boolean) =>
    decideOne({ metric: p99, base: around(10), head: around(10), answers, budget: aBudget(5, { written }) });

  it('has no verdict with too few, unless the user asked for one', () => {
    expect(at(83, false)).toMatchObject({ gates: false, verdict: 'pass', budget: null });
    expect(at(83, true)).toMatchObject({ verdict: 'invalid' });
    expect(at(83, true).failures.at(-1)).toMatchObject({ code: 'too-few-answers', needed: 1_000, found: 996 });
  });

  it('has one with enough', () => {
    expect(at(84, false)).toMatchObject({ gates: true, verdict: 'fail', budget: { status: 'over' } });
  });
});
