import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { settledIn } from '../../src/compare/settled.ts';
import type { Failure } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Threshold } from '../../src/model/plan.ts';
import { partOf, type SubjectKey } from '../../src/model/subject.ts';
import { aBudget, aMetric, aPlan, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aFailedVisit, aSample, someMeasurements } from '../support/plans/some-measurements.ts';

const requests = aMetric('requests', { unit: 'count', kind: 'fact', gates: false });
const quiet = aMetric('font-requests', { unit: 'count', kind: 'fact', gates: false, quiet: true });
const inp = aMetric('inp', { group: 'page-load', floor: 40, budget: 200, appliesTo: 'parts' });

const page: SubjectKey = { check: 'vitals', subject: 'home', variant: 'mobile', part: null };
const click = partOf(page, 'click #buy');

type Series = readonly [key: SubjectKey, metric: string, base: readonly number[], head: readonly number[]];

const measured = (series: readonly Series[], failures: readonly Failure[] = []) =>
  someMeasurements({
    samples: series.flatMap(([key, metric, base, head]) =>
      (['base', 'head'] as const).flatMap((side) =>
        (side === 'base' ? base : head).map((value, round) =>
          aSample({ ...key, metric, side, round, launch: round, value }),
        ),
      ),
    ),
    failures,
  });

const upTo = (limit: number) => aThreshold(limit, { by: 'amount' });

const plan = (metric: Metric, threshold: Threshold | null = null) => {
  const budget = metric.budget === null ? null : aBudget(metric.budget, { written: false });
  const home = { check: 'vitals', name: 'home', variant: 'mobile', launches: 'own' } as const;
  return aPlan([aPlanned([limited(metric, { threshold, budget })], home)]);
};

const times = (count: number, value: number) => Array.from({ length: count }, () => value);
/** Around `level`, give or take two percent. */
const around = (count: number, level: number, shift = 0) =>
  Array.from({ length: count }, (_, i) => level * (1 + 0.02 * Math.sin(3 * i + shift)));

describe('A fact', () => {
  it('is exact where the visits of each side agree, and held to its threshold as such', () => {
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', times(2, 12), times(2, 14)]]));
    expect(result).toMatchObject({
      kind: 'exact',
      base: 12,
      head: 14,
      threshold: { status: 'regressed' },
      verdict: 'fail',
    });
  });

  it('may grow by one where +1 is allowed', () => {
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', times(2, 12), times(2, 13)]]));
    expect(result?.verdict).not.toBe('fail');
    const [none] = decide(plan(requests, upTo(0)), measured([[page, 'requests', times(2, 12), times(2, 13)]]));
    expect(none?.verdict).toBe('fail');
  });

  it('needs two visits to agree', () => {
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', [12], [13]]]));
    expect(result).toMatchObject({ kind: 'sampled', threshold: { status: 'uncertain' } });
  });

  it('has noise where one side varies', () => {
    const varying = [12, 14, 12, 13, 12, 14, 13, 12];
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', times(8, 12), varying]]));
    expect(result).toMatchObject({ kind: 'sampled' });
    expect(result?.threshold.status).not.toBe('regressed');
  });

  it('is told without a limit where it moved', () => {
    const [result] = decide(plan(requests), measured([[page, 'requests', times(6, 12), times(6, 14)]]));
    expect(result).toMatchObject({ gates: false, threshold: { status: 'worse' }, verdict: 'pass' });
  });

  it('that is quiet is told only where it moved or has a limit', () => {
    const same = measured([[page, 'font-requests', times(6, 2), times(6, 2)]]);
    const moved = measured([[page, 'font-requests', times(6, 0), times(6, 1)]]);
    expect(decide(plan(quiet), same)).toEqual([]);
    expect(decide(plan(quiet, upTo(1)), same)).toMatchObject([{ metric: 'font-requests', verdict: 'pass' }]);
    expect(decide(plan(quiet), moved)).toMatchObject([{ threshold: { status: 'worse' } }]);
  });
});

describe('A metric of what a visit finds', () => {
  const tenPercent = aThreshold(0.1, { written: false });

  it('is judged for each part, and the subject itself has none', () => {
    const other = partOf(page, 'press Enter');
    const results = decide(
      plan(inp, tenPercent),
      measured([
        [click, 'inp', around(12, 80), around(12, 330, 1)],
        [other, 'inp', around(12, 80), around(12, 80, 1)],
      ]),
    );
    expect(results).toMatchObject([
      { part: 'click #buy', metric: 'inp', threshold: { status: 'regressed' }, budget: { status: 'over' } },
      { part: 'press Enter', metric: 'inp', threshold: { status: 'unchanged' }, verdict: 'pass' },
    ]);
  });

  it('keeps its subject from being settled', () => {
    const settled = settledIn(plan(inp, tenPercent));
    const own: Series = [page, 'lcp', times(6, 1), times(6, 1)];
    expect(settled(page, measured([own, [click, 'inp', times(6, 80), times(6, 80)]]))).toBe(true);
    const unclear = [around(6, 800), around(6, 880, 2)] as const;
    expect(settled(page, measured([own, [click, 'inp', ...unclear]]))).toBe(false);
  });

  const failed = (side: 'base' | 'head', code: Failure['code']) =>
    aFailedVisit({ ...click, side, code, message: 'click #buy: there is no such element on /' });

  it('could not be measured where head has no such part', () => {
    const [result] = decide(plan(inp, tenPercent), measured([], [failed('head', 'step-failed')]));
    expect(result).toMatchObject({
      variant: 'mobile',
      part: 'click #buy',
      metric: 'inp',
      verdict: 'invalid',
    });
  });

  it('that the subject has too is a result of a part that could not be measured', () => {
    const cls = aMetric('cls', { ...inp, id: 'cls', appliesTo: 'all' });
    const own: Series = [page, 'cls', around(6, 1), around(6, 1)];
    const results = decide(plan(cls, tenPercent), measured([own], [failed('head', 'step-failed')]));
    expect(results.map(({ part, metric, verdict }) => [part, metric, verdict])).toContainEqual([
      'click #buy',
      'cls',
      'invalid',
    ]);
  });

  it('is new where only base has no such part', () => {
    const [result] = decide(
      plan(inp, tenPercent),
      measured([[click, 'inp', [], around(6, 80)]], [failed('base', 'absent')]),
    );
    expect(result).toMatchObject({ base: null, threshold: { status: 'new' }, verdict: 'pass' });
  });
});
