import { expect, test } from 'vitest';
import { accept, ofNothing } from '../../src/compare/accept.ts';
import { exitCode } from '../../src/compare/exit-code.ts';
import type { Acceptance } from '../../src/model/report.ts';
import {
  aFinding,
  anAcceptance,
  aReport,
  heavyApp,
  missing,
  quiet,
  slowHome,
  slowList,
} from '../support/reports/a-report.ts';

const acceptance = (subject: string | null, by = 'ada'): Acceptance =>
  anAcceptance({ label: subject === null ? 'perf-budget:accept' : `perf-budget:accept/${subject}`, subject, by });

const failing = () =>
  aReport({ verdict: 'fail', results: [slowList(), heavyApp(), ...quiet(3)], findings: [aFinding()] });
const verdicts = (report: ReturnType<typeof aReport>) => report.results.map(({ verdict }) => verdict);

test('all breaches are accepted, and the run passes', () => {
  const report = accept(failing(), [acceptance(null)]);
  expect(report.verdict).toBe('pass');
  expect(verdicts(report)).toEqual(['accepted', 'accepted', 'pass', 'pass', 'pass']);
  expect(report.accepted).toEqual([acceptance(null)]);
  expect(exitCode(report, 'breach')).toBe(0);
});

test('only the verdicts change: figures, statuses and findings stay', () => {
  const before = failing();
  const after = accept(before, [acceptance(null)]);
  expect(before).toEqual(failing());
  const { accepted: _, ...rest } = after;
  expect({
    ...rest,
    verdict: 'fail',
    results: after.results.map((result, index) => ({ ...result, verdict: before.results[index]?.verdict })),
  }).toEqual(before);
});

test("a subject's acceptance leaves the breaches of others", () => {
  const report = accept(failing(), [acceptance('app')]);
  expect(verdicts(report).slice(0, 2)).toEqual(['fail', 'accepted']);
  expect(report.verdict).toBe('fail');
  expect(exitCode(report, 'breach')).toBe(1);
});

test.each([
  ['APP', 'app'],
  ['list Resumes', 'List resumes'],
  ['GET /api/x', 'get /api/x'],
  ['Cafe\u0301', 'café'],
  ['ÉTÉ', 'été'],
])('the label of %j is that of the subject %j', (label, subject) => {
  const report = accept(aReport({ verdict: 'fail', results: [heavyApp({ subject })] }), [acceptance(label)]);
  expect(report.verdict).toBe('pass');
});

test('it holds for every variant and metric of a subject, and for no subject whose name only begins like it', () => {
  const results = [
    slowHome({ verdict: 'fail' }),
    slowHome({ verdict: 'fail', variant: 'desktop', metric: 'cls' }),
    slowHome({ verdict: 'fail', subject: 'home page' }),
  ];
  const report = accept(aReport({ verdict: 'fail', results }), [acceptance('home')]);
  expect(verdicts(report)).toEqual(['accepted', 'accepted', 'fail']);
});

test('accepted never hides what could not be measured', () => {
  const report = accept(aReport({ verdict: 'fail', results: [slowList(), missing()] }), [acceptance(null)]);
  expect(report.verdict).toBe('incomplete');
  expect(verdicts(report)).toEqual(['accepted', 'invalid']);
  expect(exitCode(report, 'breach')).toBe(3);
  const failures = [{ stage: 'build' as const, side: 'head' as const, message: 'npm run build ended with 1' }];
  expect(accept(aReport({ verdict: 'fail', results: [slowList()], failures }), [acceptance(null)]).verdict).toBe(
    'incomplete',
  );
});

test('warnings stay warnings', () => {
  const report = accept(aReport({ verdict: 'fail', results: [slowList(), slowHome()] }), [acceptance(null)]);
  expect(report.verdict).toBe('warn');
  expect(verdicts(report)).toEqual(['accepted', 'warn']);
});

test('only the acceptances on which a result rests are in the report', () => {
  const all = [acceptance(null, 'ada'), acceptance('app', 'grace'), acceptance('nowhere', 'eve')];
  expect(accept(failing(), all).accepted).toEqual(all.slice(0, 2));
  const one = aReport({ verdict: 'fail', results: [heavyApp()] });
  expect(accept(one, all).accepted).toEqual([acceptance('app', 'grace')]);
});

test('without a breach, or without a label that fits, a report is what it was', () => {
  const passing = aReport({ results: quiet(3) });
  expect(accept(passing, [acceptance(null)])).toBe(passing);
  const report = failing();
  expect(accept(report, [])).toBe(report);
  expect(accept(report, [acceptance('nowhere')])).toBe(report);
});

test('acceptances of no subject are told apart', () => {
  expect(ofNothing(failing(), [acceptance(null), acceptance('App'), acceptance('ap')])).toEqual([acceptance('ap')]);
});
