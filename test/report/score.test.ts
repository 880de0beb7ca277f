import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/report.ts';
import { scoreOf } from '../../src/report/score.ts';
import {
  aChange,
  aReport,
  aResult,
  aSize,
  failing,
  fastHome,
  missing,
  quiet,
  slowHome,
  uncertainHome,
} from '../support/reports/a-report.ts';

const score = (...results: Result[]) => scoreOf(aReport({ results }));

const overBy = (excess: number, given: Partial<Result> = {}): Result =>
  aResult({
    head: 500 * (1 + excess),
    budget: { limit: 500, status: 'over', source: null },
    verdict: 'fail',
    ...given,
  });

const regressedBy = (relative: number, given: Partial<Result> = {}): Result =>
  aResult({
    budget: null,
    change: aChange({ absolute: 100 * relative, relative }),
    threshold: { limit: 0.2, by: 'fraction', status: 'regressed', source: null },
    verdict: 'fail',
    ...given,
  });

describe('the score of a report', () => {
  it.each([
    ['a budget broken by next to nothing', overBy(1e-9), 75],
    ['a budget broken by a quarter', overBy(0.25), 62.5],
    ['a budget broken by half', overBy(0.5), 50],
    ['a budget broken by far', overBy(9), 50],
    ['a regression at its threshold', regressedBy(0.2), 80],
    ['a regression at 1.5 times what the threshold allows', regressedBy(0.8), 70],
    ['a budget of 0 that is broken', overBy(0, { head: 3, budget: { limit: 0, status: 'over', source: null } }), 50],
    ['a warning', slowHome(), 95],
    ['a value that may be over', aResult({ budget: { limit: 500, status: 'unclear', source: null } }), 90],
  ])('after %s', (_, result, value) => {
    expect(score(result, ...quiet(5)).value).toBe(Math.round(value));
  });

  it('takes at most 50 off for a subject, by its worst result, and half as much for each further subject', () => {
    const worst = [overBy(0.5, { id: 'a' }), overBy(0.5, { id: 'b', metric: 'p99' })];
    const other = regressedBy(0.2, { id: 'c', subject: 'other' });
    expect(score(...worst, other)).toEqual({
      value: 40,
      deductions: [
        { result: 'a', points: 50, rule: 'budget' },
        { result: 'c', points: 10, rule: 'threshold' },
      ],
    });
  });

  it('is that of the documented example', () => {
    const report = failing();
    const { value, deductions } = scoreOf(report);
    expect(value).toBe(34);
    expect(deductions.map(({ points }) => points)).toEqual([50, 14.8, 1.3]);
  });

  it('is 100 where nothing fails or warns, however uncertain or improved', () => {
    expect(score(...quiet(4), uncertainHome(), fastHome()).value).toBe(100);
  });

  it('is none where something that can fail was not measured, or nothing has a limit', () => {
    expect(score(missing(), ...quiet(2))).toMatchObject({ value: null, why: 'not-measured' });
    expect(
      score(aSize(1, 2, { budget: null, threshold: { limit: null, by: 'fraction', status: 'worse', source: null } })),
    ).toMatchObject({ value: null, why: 'no-limit' });
    expect(score()).toMatchObject({ value: null, why: 'no-limit' });
  });

  it('counts what is accepted as it is', () => {
    expect(score(overBy(0.5, { verdict: 'accepted' })).value).toBe(50);
  });

  const anyResult = fc
    .record({
      subject: fc.constantFrom('a', 'b', 'c', 'd'),
      over: fc.boolean(),
      excess: fc.double({ min: 0, max: 3, noNaN: true }),
    })
    .map(({ subject, over, excess }) =>
      over
        ? overBy(excess, { subject, id: `${subject} ${excess}` })
        : regressedBy(0.2 + excess, { subject, id: `${subject} ${excess}` }),
    );

  it('stays within 0 to 100, and its deductions add up to what is missing', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { minLength: 1, maxLength: 30 }), (results) => {
        const { value, deductions } = score(...results);
        const lost = deductions.reduce((sum, { points }) => sum + points, 0);
        return (
          value !== null && value >= 0 && value <= 100 && Math.abs(100 - value - lost) <= 0.5 + 0.05 * deductions.length
        );
      }),
    );
  });

  it('does not depend on order or on healthy metrics', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { minLength: 1, maxLength: 12 }), (results) => {
        const { value } = score(...results);
        return score(...results.toReversed()).value === value && score(...quiet(9), ...results).value === value;
      }),
    );
  });

  it('never rises when a result gets worse', () => {
    fc.assert(
      fc.property(
        fc.array(anyResult, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (results, at, more) => {
          const index = at % results.length;
          const worse = results.map((one, place): Result => {
            if (place !== index) return one;
            if (one.budget?.status === 'over') return { ...one, head: (one.head ?? 0) * (1 + more) };
            const relative = (one.change?.relative ?? 0) + more;
            return { ...one, change: aChange({ absolute: 100 * relative, relative }) };
          });
          return (score(...worse).value ?? 0) <= (score(...results).value ?? 0);
        },
      ),
    );
  });
});
