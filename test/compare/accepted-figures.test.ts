import { describe, expect, test } from 'vitest';
import { accept, recordAccepted } from '../../src/compare/accept.ts';
import type { AcceptedFigures } from '../../src/model/accepted-figures.ts';
import type { Acceptance, Report, Result } from '../../src/model/report.ts';
import { aChange, anAcceptance, aReport, aResult, aSize } from '../support/reports/a-report.ts';

const size = (head: number, given: Partial<Result> = {}): Result => {
  const base = aSize(200_000, head);
  return { ...base, verdict: 'fail', threshold: { ...base.threshold, status: 'regressed' }, ...given };
};
/** `low` and `high` of the change, in percent. */
const time = (head: number, low: number, high: number, given: Partial<Result> = {}): Result =>
  aResult({
    head,
    change: aChange({ absolute: head - 488.1, relative: head / 488.1 - 1, low: low / 100, high: high / 100 }),
    threshold: { limit: 0.2, by: 'fraction', status: 'regressed', source: null },
    verdict: 'fail',
    ...given,
  });
const reportOf = (...results: Result[]): Report => aReport({ verdict: 'fail', results });

const ALL = anAcceptance();
const anew: Acceptance = { ...ALL, at: '2026-11-24T10:00:00Z' };

/** What the run of `before` records, applied to `after`. */
function later(
  before: Report,
  after: Report,
  labels: readonly Acceptance[] = [ALL],
  first: readonly Acceptance[] = [ALL],
) {
  const recorded = recordAccepted(accept(before, first), first, []);
  const report = accept(after, labels, recorded);
  return { report, recorded, now: recordAccepted(report, labels, recorded) };
}
const verdicts = ({ results }: Report) => results.map(({ verdict }) => verdict);

describe('A label holds for the figures that it was set on:', () => {
  test.each<[string, Result, Result, 'accepted' | 'fail']>([
    ['the same size', size(250_000), size(250_000), 'accepted'],
    ['a size larger by the floor', size(250_000), size(251_000), 'accepted'],
    ['a size larger by more than the floor', size(250_000), size(251_001), 'fail'],
    ['a smaller size', size(250_000), size(240_000), 'accepted'],
    ['an interval that overlaps', time(600, 18, 28), time(640, 27, 36), 'accepted'],
    ['an interval beyond', time(600, 18, 28), time(700, 29, 50), 'fail'],
    ['an interval on the better side', time(700, 29, 50), time(600, 18, 28), 'accepted'],
    [
      'less, where less is worse',
      time(400, -20, -16, { worse: 'lower' }),
      time(300, -40, -35, { worse: 'lower' }),
      'fail',
    ],
    [
      'more, where less is worse',
      time(300, -40, -35, { worse: 'lower' }),
      time(400, -20, -16, { worse: 'lower' }),
      'accepted',
    ],
    [
      'a time without base within its threshold',
      time(600, 1, 2, { change: null }),
      time(700, 1, 2, { change: null }),
      'accepted',
    ],
    [
      'a time without base past its threshold',
      time(600, 1, 2, { change: null }),
      time(800, 1, 2, { change: null }),
      'fail',
    ],
  ])('%s', (_, before, after, verdict) => {
    expect(verdicts(later(reportOf(before), reportOf(after)).report)).toEqual([verdict]);
  });

  test('a base that grew as much asks nobody again', () => {
    const moved = size(300_000, { base: 250_000 });
    const change = moved.change && { ...moved.change, absolute: 50_000 };
    expect(verdicts(later(reportOf(size(250_000)), reportOf({ ...moved, change })).report)).toEqual(['accepted']);
  });

  test('what passed then and fails now is not accepted, and neither is what did not exist then', () => {
    const css = (head: number, verdict: 'pass' | 'fail') =>
      size(head, { id: 'bundle/app/css', metric: 'css', verdict });
    const before = reportOf(size(250_000), css(200_000, 'pass'));
    const { report } = later(before, reportOf(size(250_000), css(230_000, 'fail')));
    expect(verdicts(report)).toEqual(['accepted', 'fail']);
    expect(report.verdict).toBe('fail');
    const added = size(9_000, { id: 'bundle/docs/javascript', subject: 'docs' });
    expect(later(before, reportOf(size(250_000), added)).report.outgrown).toMatchObject([
      { id: added.id, accepted: null },
    ]);
  });

  test('what noise left open then is accepted as long as it is not certainly worse', () => {
    const open = time(520, -5, 30, { verdict: 'pass', id: 'api/list resumes/p99' });
    const certain = time(560, 12, 25, { id: 'api/list resumes/p99' });
    expect(verdicts(later(reportOf(time(600, 18, 28), open), reportOf(certain)).report)).toEqual(['accepted']);
  });
});

test('A result that has become worse is listed with the label, who set it, and what it was accepted at', () => {
  const { report } = later(reportOf(size(250_000)), reportOf(size(300_000)));
  expect(report).toMatchObject({
    verdict: 'fail',
    outgrown: [{ id: 'bundle/app/javascript', ...{ label: ALL.label, by: 'ada', at: ALL.at }, accepted: 250_000 }],
  });
  expect(report).not.toHaveProperty('accepted');
});

test('A label that is set anew accepts anew, and later figures are held against those', () => {
  const { report, now } = later(reportOf(size(250_000)), reportOf(size(300_000)), [anew]);
  expect(report).toMatchObject({ verdict: 'pass', accepted: [anew] });
  expect(now).toMatchObject([{ at: anew.at, figures: [{ head: 300_000 }] }]);
});

test.each([
  ['is not known any more', { ...ALL, at: null }, ALL],
  ['was not known then', ALL, { ...ALL, at: null }],
  ['is earlier', { ...ALL, at: '2026-11-20T10:00:00Z' }, ALL],
])('A label whose time %s is not set anew', (_, label, first) => {
  expect(later(reportOf(size(250_000)), reportOf(size(300_000)), [label], [first]).report.verdict).toBe('fail');
});

test('What was accepted stays recorded while the label is set, whatever improves meanwhile', () => {
  const { recorded, now } = later(reportOf(size(250_000)), reportOf(size(220_000)));
  expect(now).toEqual(recorded);
  const passing = reportOf(size(200_000, { verdict: 'pass' }));
  expect(recordAccepted(accept(passing, [ALL], recorded), [ALL], recorded)).toEqual(recorded);
  expect(recordAccepted(passing, [], recorded)).toEqual([]);
});

test('A label of one subject records that subject alone, and the label of all accepts what has outgrown it', () => {
  const own = anAcceptance({ label: 'perf-budget:accept/app', subject: 'app' });
  const { report, recorded } = later(
    reportOf(size(250_000), time(600, 18, 28)),
    reportOf(size(300_000)),
    [own, anew],
    [own],
  );
  expect(recorded.map(({ figures }) => figures.map(({ id }) => id))).toEqual([['bundle/app/javascript']]);
  expect(report.accepted).toEqual([anew]);
});

test('Where there was no room for its figures, what was accepted stays accepted, and what was not is asked for', () => {
  const css = size(300_000, { id: 'bundle/app/css', metric: 'css' });
  const recorded: AcceptedFigures[] = [{ label: ALL.label, at: ALL.at, figures: [], ids: ['bundle/app/javascript'] }];
  const report = accept(reportOf(size(900_000), css), [ALL], recorded);
  expect(verdicts(report)).toEqual(['accepted', 'fail']);
  expect(report.outgrown).toMatchObject([{ id: css.id, accepted: null }]);
});

test('A label that is set before anything fails does not accept what a later push breaks', () => {
  const { report, recorded, now } = later(reportOf(size(200_000, { verdict: 'pass' })), reportOf(size(360_000)));
  expect(recorded).toMatchObject([{ label: ALL.label, figures: [], others: [{ head: 200_000 }] }]);
  expect(report).toMatchObject({ verdict: 'fail', outgrown: [{ id: 'bundle/app/javascript', accepted: 200_000 }] });
  expect(now).toEqual(recorded);
});

test('Of two labels that are set at once neither accepts what has outgrown the other', () => {
  const both = [anAcceptance({ label: 'perf-budget:accept/app', subject: 'app' }), ALL];
  const { report } = later(reportOf(size(250_000)), reportOf(size(300_000)), both, both);
  expect(report).toMatchObject({ verdict: 'fail', outgrown: [{ label: 'perf-budget:accept/app', accepted: 250_000 }] });
});

test.each<[string, Partial<Report>]>([
  ['head cannot be built', { results: [], failures: [{ stage: 'build', side: 'head', message: 'exit code 1' }] }],
  ['a result has no value', { results: [size(0, { head: null, change: null, verdict: 'invalid' })] }],
])('A label that a run finds in which %s holds for what the next run measures', (_, given) => {
  const { report, recorded } = later(aReport({ verdict: 'incomplete', ...given }), reportOf(size(250_000)));
  expect(recorded).toEqual([]);
  expect(report.verdict).toBe('pass');
});
