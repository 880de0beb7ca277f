import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { toResults } from '../../src/compare/decided.ts';
import type { Failure, Measurements, Sample } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Budget, PlannedSubject, Threshold } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { aMetric } from '../support/plans/a-plan.ts';
import { coinsFor } from './coins.ts';

const time = aMetric('p95', { group: 'response-time' });
const size: Metric = {
  ...time,
  id: 'javascript',
  label: 'JavaScript',
  unit: 'B',
  kind: 'exact',
  group: 'bundle-size',
  floor: 1_000,
};
const errors: Metric = {
  ...time,
  id: 'error-rate',
  unit: 'fraction',
  compared: 'difference',
  floor: 0.005,
  level: 'mean',
};

const source = { file: 'perf-budget.yml', line: 7 };
const budget = (limit: number, written = true): Budget => ({ limit, written, ratchet: false, source });
const threshold = (limit: number, by: Threshold['by'] = 'fraction', written = true): Threshold => ({
  limit,
  by,
  written,
  source,
});

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
  const planned: PlannedSubject = {
    check: 'api',
    subject: { name: 'list', variant: null, settings: {}, server: null, metrics: [metric] },
    launches: 'shared',
    source,
    metrics: [{ metric, budget: limits.budget ?? null, threshold: limits.threshold ?? null }],
  };
  const key = { check: 'api', subject: 'list', variant: null, part: null };
  const samplesOf = (side: Side, values: readonly number[]): Sample[] =>
    values.map((value, round) => ({
      ...key,
      metric: metric.id,
      side,
      round,
      launch: round,
      order: 0,
      attempt: 0,
      value,
      ...(answers === undefined ? {} : { covariates: { answers } }),
    }));
  const samples = [...samplesOf('base', base), ...samplesOf('head', head)];
  const measurements: Measurements = {
    noBase: noBase ?? null,
    samples,
    coins: metric.kind === 'exact' ? null : coinsFor(samples, 1),
    failures: failures.map((failure) => ({
      ...key,
      side: 'head',
      round: 0,
      code: 'no-answer',
      message: 'm',
      retried: false,
      ...failure,
    })),
    evidence: [],
    files: [],
    notes: [],
    durations: [],
    stored: [],
    tools: { chromium: null, lighthouse: null },
  };
  const measure = { rounds: { api: 12 }, timeMs: 300_000, confidence: 0.99 };
  const decided = decide({ subjects: [planned], measure }, measurements);
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
    ['came into being, of which a fraction says nothing', 0, 5_000, 'new', 'pass'],
  ] as const)('that %s', (_, base, head, status, verdict) => {
    const result = decideOne({ metric: size, base: [base], head: [head], threshold: threshold(0.1) });
    expect(result.threshold.status).toBe(status);
    expect(result.verdict).toBe(verdict);
    expect(result.change).toMatchObject({ absolute: head - base, low: null, high: null, rounds: 1 });
    expect(result.change?.relative).toBe(base === 0 ? null : head / base - 1);
  });

  it('is over its budget only past it', () => {
    const at = (head: number) => decideOne({ metric: size, base: [9_000], head: [head], budget: budget(10_000) });
    expect(at(10_000).budget?.status).toBe('within');
    expect(at(10_001)).toMatchObject({ verdict: 'fail', budget: { status: 'over', limit: 10_000, source } });
  });

  it('may grow by an amount', () => {
    const at = (head: number) =>
      decideOne({ metric: size, base: [500_000], head: [head], threshold: threshold(5_000, 'amount') });
    expect(at(504_999).threshold.status).toBe('unchanged');
    expect(at(505_000)).toMatchObject({
      verdict: 'fail',
      threshold: { status: 'regressed', limit: 5_000, by: 'amount' },
    });
  });

  it('over a default budget that base breaks already is a warning, as long as it does not get worse', () => {
    const at = (base: number, head: number, given: Partial<Case> = {}) =>
      decideOne({ metric: size, base: [base], head: [head], budget: budget(256_000, false), ...given });
    const over = { status: 'over', limit: 256_000, default: true };
    expect(at(668_000, 670_000)).toMatchObject({ verdict: 'warn', budget: { ...over, asBase: true } });
    expect(at(668_000, 600_000)).toMatchObject({ verdict: 'warn', budget: { ...over, asBase: true } });
    expect(at(668_000, 720_000)).toMatchObject({ verdict: 'fail', budget: { ...over, asBase: true } });
    expect(at(668_000, 740_000, { threshold: threshold(0.1) }).verdict).toBe('fail');
    const passed = at(250_000, 256_001);
    expect(passed).toMatchObject({ verdict: 'fail', budget: over });
    expect(passed.budget).not.toHaveProperty('asBase');
    expect(decideOne({ metric: size, base: [], head: [670_000], budget: budget(256_000, false) }).verdict).toBe('fail');
  });

  it('over a budget of the user that base breaks already fails, and says that base does', () => {
    const result = decideOne({ metric: size, base: [668_000], head: [670_000], budget: budget(256_000) });
    expect(result).toMatchObject({ verdict: 'fail', budget: { status: 'over', asBase: true } });
    expect(result.budget).not.toHaveProperty('default');
  });

  it('that came into being is held to an amount, and to its budget', () => {
    const at = (limits: Partial<Case>) => decideOne({ metric: size, base: [0], head: [6_000], ...limits });
    expect(at({ threshold: threshold(5_000, 'amount') })).toMatchObject({
      verdict: 'fail',
      threshold: { status: 'regressed' },
    });
    expect(at({ threshold: threshold(0.1), budget: budget(5_000) })).toMatchObject({
      verdict: 'fail',
      threshold: { status: 'new' },
      budget: { status: 'over' },
    });
  });

  it('without limits gates nothing, whatever it does', () => {
    expect(decideOne({ metric: size, base: [1_000], head: [90_000] })).toMatchObject({ gates: false, verdict: 'pass' });
  });
});

describe('a sampled metric', () => {
  const limits = { threshold: threshold(0.2) };

  it('that is clearly past its threshold has regressed', () => {
    const result = decideOne({ metric: time, base: around(100), head: around(130, 1), ...limits });
    expect(result).toMatchObject({ verdict: 'fail', threshold: { status: 'regressed' } });
    expect(result.change?.relative).toBeCloseTo(0.3, 1);
    expect(result.change?.low).toBeGreaterThan(0.2);
  });

  it('is told with the launches at which it was certain, and later ones change nothing of it', () => {
    const head = around(130, 1).map((value, round) => (round < 8 ? value : value * 3));
    const result = decideOne({ metric: time, base: around(100), head, ...limits });
    expect(result).toMatchObject({ threshold: { status: 'regressed' }, change: { rounds: 8, launches: 8 } });
    expect(result.change?.relative).toBeCloseTo(0.3, 1);
  });

  it('never fails a run by fewer than seven launches, however slow head is', () => {
    const at = (launches: number) =>
      decideOne({
        metric: time,
        base: around(100).slice(0, launches),
        head: around(400, 1).slice(0, launches),
        ...limits,
      });
    expect(at(6)).toMatchObject({ verdict: 'warn', threshold: { status: 'worse' } });
    expect(at(8)).toMatchObject({ verdict: 'fail', threshold: { status: 'regressed' } });
  });

  it('is uncertain where head is faster in one launch of eight', () => {
    const head = around(130, 1).map((value, round) => (round === 3 ? value / 2 : value));
    const result = decideOne({ metric: time, base: around(100).slice(0, 8), head: head.slice(0, 8), ...limits });
    expect(result).toMatchObject({ verdict: 'pass', threshold: { status: 'uncertain' } });
    expect(result.change?.detectable).toBeGreaterThan(0.2);
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
    const rate: Metric = { ...time, worse: 'lower' };
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

  it('is over its budget when it is certainly past it, within while it keeps it, and unclear between', () => {
    const at = (limit: number) =>
      decideOne({ metric: time, base: around(100), head: around(100, 1), budget: budget(limit) });
    expect(at(90)).toMatchObject({ verdict: 'fail', budget: { status: 'over' } });
    expect(at(99.9)).toMatchObject({ verdict: 'warn', budget: { status: 'unclear' } });
    expect(at(101)).toMatchObject({ verdict: 'pass', budget: { status: 'within' } });
  });

  it('over a default budget as base is gets a warning where the change is no worsening, or not certain to be one', () => {
    const at = (base: readonly number[], head: readonly number[]) =>
      decideOne({ metric: time, base, head, budget: budget(90, false), threshold: threshold(0.2) });
    const asBase = { status: 'over', default: true, asBase: true };
    expect(at(around(100), around(100, 1))).toMatchObject({ verdict: 'warn', budget: asBase });
    expect(at(around(100), around(150))).toMatchObject({ verdict: 'fail', threshold: { status: 'regressed' } });
    expect(at(around(80), around(95)).verdict).toBe('fail');
  });

  it('is over its budget after one launch where luck cannot explain it', () => {
    const at = (head: number) =>
      decideOne({ metric: time, base: [], head: [head], noBase: 'none', budget: budget(100) }).budget?.status;
    expect([at(99), at(250), at(330)]).toEqual(['within', 'unclear', 'over']);
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
    const result = decideOne({ metric: errors, base, head, threshold: threshold(0.5), budget: budget(0.01) });
    expect(result.base).toBe(0);
    // Certain after ten launches, by the figures of these.
    expect(result.head).toBeCloseTo(0.07, 12);
    expect(result.change).toMatchObject({ relative: null });
    expect(result).toMatchObject({ verdict: 'fail', budget: { status: 'over' }, threshold: { status: 'regressed' } });
  });

  it('that stays zero is unchanged', () => {
    const zeros = new Array(12).fill(0);
    const result = decideOne({
      metric: errors,
      base: zeros,
      head: zeros,
      threshold: threshold(0.5),
      budget: budget(0.01),
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
  const limits = { budget: budget(50), threshold: threshold(0.2) };

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

  it('that ended by a failure is invalid, however good the visits before, and whatever the failure', () => {
    for (const code of ['server-failed', 'timed-out', 'no-answer', 'page-failed', 'saturated'] as const) {
      const result = decideOne({
        metric: time,
        base: around(10),
        head: around(10),
        ...limits,
        failures: [{ code, round: 12 }],
      });
      expect(result).toMatchObject({ verdict: 'invalid', base: null, head: null, failures: [{ side: 'head', code }] });
    }
  });

  it('that was undone, by a retry or by a later visit, costs the result nothing', () => {
    const failures = [{ round: 12, retried: true }, { round: 3 }];
    expect(decideOne({ metric: time, base: around(10), head: around(10), ...limits, failures }).verdict).not.toBe(
      'invalid',
    );
  });

  it('of a generator too busy to time the answers is invalid on whichever side, and never lacks a baseline', () => {
    for (const side of ['base', 'head'] as const) {
      const failures = [{ side, code: 'saturated', round: 1 } as const];
      const [base, head] = side === 'base' ? [[10], around(37)] : [around(10), [37]];
      const result = decideOne({ metric: time, base, head, threshold: threshold(0.2), failures });
      expect(result).toMatchObject({ verdict: 'invalid', failures: [{ side, code: 'saturated' }] });
    }
  });

  it('blames no failure of base for a value that head lacks', () => {
    const failures = [{ side: 'base', retried: true } as const];
    const result = decideOne({ metric: time, base: around(10), head: [], ...limits, failures });
    expect(result).toMatchObject({
      verdict: 'invalid',
      failures: [{ side: 'base' }, { side: 'head', code: 'no-value' }],
    });
  });

  it('that is a time-out of all requests is an error rate of 1', () => {
    const failures = [{ code: 'timed-out', round: 12, values: { 'error-rate': 1 } } as const];
    const healthy = around(0).map(() => 0);
    const decided = (given: Partial<Case>) =>
      decideOne({ metric: errors, base: healthy, head: healthy, failures, ...given });
    expect(decided({ budget: budget(0.01) })).toMatchObject({
      verdict: 'fail',
      base: 0,
      head: 1,
      budget: { status: 'over' },
      change: { absolute: 1, relative: null },
    });
    expect(decided({ threshold: threshold(0.5) })).toMatchObject({
      verdict: 'fail',
      threshold: { status: 'regressed' },
    });
    expect(decided({ base: [], budget: budget(0.01) })).toMatchObject({ verdict: 'fail', base: null, change: null });
    // Even a limit that allows it is not kept by a side that ended.
    expect(decided({ budget: budget(1) })).toMatchObject({ verdict: 'invalid' });
  });

  it('without a failed visit has the code `no-value`', () => {
    const result = decideOne({ metric: time, base: around(10), head: [], ...limits });
    expect(result.failures).toEqual([{ side: 'head', round: 0, code: 'no-value', retried: false }]);
  });

  it('does not make a run incomplete that it could not have failed', () => {
    expect(decideOne({ metric: time, base: around(10), head: [] })).toMatchObject({ gates: false, verdict: 'pass' });
  });

  it('sides that do not do the same leave a threshold of the user unjudged, and no other limit', () => {
    const failures = [{ side: 'base', code: 'unlike' }] as const;
    const at = (limits: Pick<Case, 'budget' | 'threshold'>) =>
      decideOne({ metric: time, base: [], head: around(100), failures, ...limits });
    expect(at({ threshold: threshold(0.1) })).toMatchObject({ verdict: 'invalid', threshold: { status: 'invalid' } });
    expect(at({ threshold: threshold(0.1, 'fraction', false) })).toMatchObject({
      verdict: 'pass',
      threshold: { status: 'no-baseline' },
    });
    expect(at({ threshold: threshold(0.1), budget: budget(50) })).toMatchObject({
      verdict: 'fail',
      budget: { status: 'over' },
    });
  });
});

describe('a metric that needs many answers', () => {
  const p99: Metric = { ...time, id: 'p99', answers: 1_000 };
  const at = (answers: number, written: boolean) =>
    decideOne({ metric: p99, base: around(4), head: around(10), answers, budget: budget(5, written) });

  it('has no verdict with too few, unless the user asked for one', () => {
    expect(at(83, false)).toMatchObject({ gates: false, verdict: 'pass', budget: null });
    expect(at(83, true)).toMatchObject({ verdict: 'invalid' });
    expect(at(83, true).failures.at(-1)).toMatchObject({ code: 'too-few-answers', needed: 1_000, found: 996 });
  });

  it('has one with enough', () => {
    expect(at(84, false)).toMatchObject({ gates: true, verdict: 'fail', budget: { status: 'over' } });
  });
});
