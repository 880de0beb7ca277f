import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSubject, type Series, type SubjectRule } from '../../../src/compare/statistics/judge.ts';
import { levelOf, looksWithin } from '../../../src/compare/statistics/levels.ts';

const level = levelOf(0.99, 1);
const rule: SubjectRule = { looks: looksWithin(level, 16), level, minLaunches: 3 };

const series = (launches: readonly (number | null)[], more: Partial<Series> = {}): Series => ({
  launches,
  threshold: Math.log1p(0.1),
  minEffect: Math.log1p(0.05),
  equivalenceMargin: Math.log1p(0.1),
  center: 'typical',
  support: [],
  ...more,
});

/** Launches around a change, as logarithms, spread by so much. */
const around = (change: number, count: number, spread = 0.01): number[] =>
  Array.from({ length: count }, (_, launch) => Math.log1p(change) + spread * Math.sin(5 * launch + 1));

const judge = (one: Series, by = rule) => {
  const [judgement] = judgeSubject([one], by);
  if (judgement === undefined) throw new Error('a series has a judgement');
  return judgement;
};

describe('a change that is judged by launches', () => {
  it('is unchanged and settled after three launches that agree on nothing', () => {
    expect(judge(series(around(0, 3)))).toMatchObject({ status: 'unchanged', settled: true, launches: 3 });
  });

  it('is not called anything after two launches', () => {
    expect(judge(series(around(0, 2)))).toMatchObject({ status: 'uncertain', settled: false });
    expect(judge(series(around(0.5, 2)))).toMatchObject({ status: 'uncertain', settled: false });
  });

  it('is regressed at the first look at which it is certain, and keeps the figures of that look', () => {
    expect(judge(series(around(0.3, 7)))).toMatchObject({ status: 'worse', settled: false });
    const launches = [...around(0.3, 8), ...around(0, 4)];
    expect(judge(series(launches))).toMatchObject({ status: 'regressed', settled: true, launches: 8 });
  });

  it('is improved by the same rule, mirrored', () => {
    const { status, estimate } = judge(series(around(-0.3, 8)));
    expect(status).toBe('improved');
    expect(estimate).toBeCloseTo(Math.log1p(-0.3), 1);
  });

  it('is worse where it is likely and below the threshold', () => {
    expect(judge(series(around(0.07, 8)))).toMatchObject({ status: 'worse', settled: true });
  });

  it('is uncertain where launches have two modes, and says what it could have seen', () => {
    const { status, detectable } = judge(series([0.4, -0.35, 0.38, -0.4, 0.41, 0.36, -0.38, 0.4]));
    expect(status).toBe('uncertain');
    expect(Math.expm1(detectable ?? 0)).toBeGreaterThan(0.5);
  });

  it('never regresses without a threshold, and is named where it is plain', () => {
    expect(judge(series(around(0.84, 8), { threshold: null }))).toMatchObject({ status: 'worse', isPlain: true });
    expect(judge(series(around(0.84, 4), { threshold: null }))).toMatchObject({ settled: false, isPlain: false });
    expect(judge(series(around(0, 3), { threshold: null }))).toMatchObject({ settled: true });
  });

  it('cannot regress where the plan allows too few launches, however large it is', () => {
    const few = { ...rule, looks: looksWithin(level, 6) };
    expect(judge(series(around(2, 6)), few).status).toBe('worse');
  });

  it('leaves out launches without a complete pair', () => {
    const launches = around(0.3, 10).map((one, launch) => (launch === 2 || launch === 5 ? null : one));
    expect(judge(series(launches))).toMatchObject({ status: 'regressed', launches: 8 });
  });

  it('has an interval that does not contradict what is certain', () => {
    const launches = [0.9, 0.12, 0.13, 0.11, 0.14, 0.12, 0.8, 0.13];
    const { status, interval } = judge(series(launches));
    expect(status).toBe('regressed');
    expect(interval?.low).toBeGreaterThan(0);
  });

  it('is mirrored exactly when all sides are swapped', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 12 }), (numbers) => {
        const launches = numbers.map((number) => number / 100);
        const here = judge(series(launches));
        const there = judge(series(launches.map((number) => -number)));
        expect(there.estimate).toBeCloseTo(-here.estimate, 12);
        if (here.status === 'regressed') expect(there.status).toBe('improved');
        else if (here.status === 'worse') expect(there.status).toBe('improved');
        else if (here.status !== 'improved') expect(there.status).toBe(here.status);
      }),
    );
  });
});

describe('a metric that another one supports', () => {
  const noisy = [0.3, -0.02, 0.28, 0.25, 0.31, -0.05, 0.27, 0.33, 0.24];

  it('is regressed where the other one is certain, and says by which', () => {
    const alone = judge(series(noisy));
    expect(alone.status).not.toBe('regressed');
    const [time] = judgeSubject(
      [series(noisy, { support: [{ series: 1, share: 0.5 }] }), series(around(0.2, 9), { threshold: null })],
      rule,
    );
    expect(time).toMatchObject({ status: 'regressed', supportedBy: 1 });
  });

  it('is not regressed where it did not get worse itself', () => {
    const [time] = judgeSubject(
      [series(around(0, 9), { support: [{ series: 1, share: 0.5 }] }), series(around(0.2, 9), { threshold: null })],
      rule,
    );
    expect(time?.status).toBe('unchanged');
  });
});
