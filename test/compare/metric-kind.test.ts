import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { kindOf } from '../../src/compare/metric-kind.ts';
import { progressIn } from '../../src/compare/when-to-stop.ts';
import { type Failure, type Measurements, nothingMeasured, type Sample } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Threshold } from '../../src/model/plan.ts';
import { partOf, type SubjectKey } from '../../src/model/subject.ts';
import { coinsFor } from './coins.ts';

const requests: Metric = {
  id: 'requests',
  label: 'requests',
  unit: 'count',
  worse: 'higher',
  kind: 'fact',
  compared: 'ratio',
  gates: false,
  group: null,
  floor: 1,
  budget: null,
};
const quiet: Metric = { ...requests, id: 'font-requests', quiet: true };
const inp: Metric = {
  ...requests,
  id: 'inp',
  label: 'INP',
  unit: 'ms',
  kind: 'sampled',
  gates: true,
  group: 'page-load',
  floor: 40,
  budget: 200,
  appliesTo: 'parts',
};

const page: SubjectKey = { check: 'vitals', subject: 'home', variant: 'mobile', part: null };
const click = partOf(page, 'click #buy');

type Series = readonly [key: SubjectKey, metric: string, base: readonly number[], head: readonly number[]];

/** One pair a launch, as of a page. */
const measured = (series: readonly Series[], failures: readonly Failure[] = []): Measurements => {
  const samples = series.flatMap(([key, metric, base, head]) =>
    (['base', 'head'] as const).flatMap((side) =>
      (side === 'base' ? base : head).map((value, round): Sample => {
        const at = { side, round, launch: round, order: 0, attempt: 0 } as const;
        return { ...key, metric, ...at, value };
      }),
    ),
  );
  return { ...nothingMeasured([], null), samples, coins: coinsFor(samples, 1), failures };
};

const upTo = (limit: number): Threshold => ({ limit, by: 'amount', written: true, source: null });

const plan = (metric: Metric, threshold: Threshold | null = null) => ({
  subjects: [
    {
      check: 'vitals',
      subject: { name: 'home', variant: 'mobile', settings: {}, server: null, metrics: [metric] },
      launches: 'own' as const,
      source: null,
      metrics: [
        {
          metric,
          threshold,
          budget:
            metric.budget === null ? null : { limit: metric.budget, written: false, ratchet: false, source: null },
        },
      ],
    },
  ],
  measure: { rounds: { vitals: 20 }, timeMs: 300_000, confidence: 0.99 },
});

const times = (count: number, value: number) => Array.from({ length: count }, () => value);
/** Around `level`, give or take two percent. */
const around = (count: number, level: number, shift = 0) =>
  Array.from({ length: count }, (_, i) => level * (1 + 0.02 * Math.sin(3 * i + shift)));

describe('A fact', () => {
  it('is exact where the visits of each side agree, and held to its threshold as such', () => {
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', times(4, 12), times(4, 14)]]));
    expect(result).toMatchObject({
      kind: 'exact',
      base: 12,
      head: 14,
      threshold: { status: 'regressed' },
      verdict: 'fail',
    });
  });

  it('may grow by one where +1 is allowed', () => {
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', times(4, 12), times(4, 13)]]));
    expect(result?.verdict).not.toBe('fail');
    const [none] = decide(plan(requests, upTo(0)), measured([[page, 'requests', times(4, 12), times(4, 13)]]));
    expect(none?.verdict).toBe('fail');
  });

  it('needs four launches of a page to agree', () => {
    const [result] = decide(plan(requests, upTo(1)), measured([[page, 'requests', times(3, 12), times(3, 14)]]));
    expect(result).toMatchObject({ kind: 'sampled', threshold: { status: 'uncertain' } });
  });

  it('needs launches, and not only visits, to agree: those of one launch share its luck', () => {
    const { samples, ...rest } = measured([[page, 'requests', times(6, 12), times(6, 14)]]);
    const inTwo = samples.map((sample) => ({ ...sample, launch: Math.floor(sample.round / 3) }));
    const [result] = decide(plan(requests, upTo(1)), { ...rest, samples: inTwo });
    expect(result).toMatchObject({ kind: 'sampled', threshold: { status: 'uncertain' } });
  });

  it('that would fail the run is confirmed by two more launches, and a healthy one is not', () => {
    const settledAfter = (launches: number, head: number) => {
      const own: Series = [page, 'requests', times(launches, 12), times(launches, head)];
      return progressIn(plan(requests, upTo(1)))(page, measured([own])).settled;
    };
    expect([3, 4, 5, 6].map((launches) => settledAfter(launches, 14))).toEqual([false, false, false, true]);
    expect([3, 4].map((launches) => settledAfter(launches, 12))).toEqual([false, true]);
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
    expect(decide(plan(quiet), moved)).toMatchObject([{ base: 0, head: 1, threshold: { status: 'new' } }]);
    const fewer = measured([[page, 'font-requests', times(6, 3), times(6, 1)]]);
    expect(decide(plan(quiet), fewer)).toMatchObject([{ threshold: { status: 'improved' } }]);
  });
});

describe('A metric of what a visit finds', () => {
  const tenPercent: Threshold = { limit: 0.1, by: 'fraction', written: false, source: null };

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
    const settled = (key: SubjectKey, soFar: Measurements) => progressIn(plan(inp, tenPercent))(key, soFar).settled;
    const own: Series = [page, 'lcp', times(6, 1), times(6, 1)];
    expect(settled(page, measured([own, [click, 'inp', times(6, 80), times(6, 80)]]))).toBe(true);
    const unclear = [around(6, 800), around(6, 880, 2)] as const;
    expect(settled(page, measured([own, [click, 'inp', ...unclear]]))).toBe(false);
  });

  const failed = (side: 'base' | 'head', code: Failure['code']): Failure => ({
    ...click,
    side,
    round: 0,
    code,
    message: 'click #buy: there is no such element on /',
    retried: false,
  });

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
    const cls: Metric = { ...inp, id: 'cls', appliesTo: 'all' };
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

it('A fact whose values differ by no more than its grain, or the amount of it, is exact', () => {
  const blocking: Metric = { ...requests, id: 'blocking', unit: 'ms', grain: 0.2, grainAmount: 20 };
  const of = (side: 'base' | 'head', values: readonly number[]): Sample[] =>
    values.map((value, launch) => ({
      ...{ ...page, metric: 'blocking', side, value, launch, round: launch, order: 0, attempt: 0 },
    }));
  const kind = (base: readonly number[], head: readonly number[]) =>
    kindOf(blocking, { base: of('base', base), head: of('head', head) }, 3);
  expect(kind([2, 9, 21], [200, 215, 230])).toBe('exact');
  expect(kind([2, 9, 23], [200, 215, 230])).toBe('sampled');
  expect(kind([2, 9, 21], [200, 215, 250])).toBe('sampled');
});

it('A fact of inspections that is the same on both sides is exact after one launch, and one that differs is not', () => {
  const queries: Metric = { ...requests, id: 'queries', seen: 'inspection' };
  const of = (side: 'base' | 'head', values: readonly number[]): Sample[] =>
    values.map((value, round) => ({
      ...{ ...page, metric: 'queries', side, value, launch: 0, round, order: 0, attempt: 0 },
    }));
  const kind = (base: readonly number[], head: readonly number[], metric = queries) =>
    kindOf(metric, { base: of('base', base), head: of('head', head) }, 3);
  expect(kind([2, 2, 2], [2, 2, 2])).toBe('exact');
  expect(kind([2, 2, 2], [41, 41, 41])).toBe('sampled');
  expect(kind([2, 2, 3], [2, 2, 3])).toBe('sampled');
  expect(kind([], [2, 2, 2])).toBe('sampled');
  expect(kind([2, 2, 2], [2, 2, 2], requests)).toBe('sampled');
});
