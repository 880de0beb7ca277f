import { expect, it } from 'vitest';
import { headline } from '../../../src/report/headline.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { aSample, LIST } from '../../support/plans/some-measurements.ts';
import { aFailure, aReport, aResult } from '../../support/reports/a-report.ts';

const alone = aResult({
  check: 'api',
  subject: 'list',
  baseline: 'none',
  base: null,
  change: null,
  threshold: { limit: 0.2, by: 'fraction', status: 'no-baseline', source: null },
  failures: [{ side: 'base', round: 0, code: 'server-failed', retried: false }],
});

it('a run that passes although base failed says so, with what base printed', () => {
  const failures = [aFailure({ subject: 'list', side: 'base', message: 'server api ended', output: 'broken' })];
  const report = aReport({ verdict: 'pass', results: [aResult(), alone], failures });
  expect(headline(report)).toBe('no regression found; not compared: list');
  const text = renderMarkdown(report);
  expect(text).toContain('server api ended (base); 1 metric of **list** is checked against budgets alone.');
  expect(text).toContain('broken');
});

it('a result that stays undecided where base failed midway says so, with what base printed', () => {
  const threshold = { limit: 0.2, by: 'fraction', status: 'uncertain', source: null } as const;
  const open = aResult({ check: 'api', subject: 'list', threshold, failures: alone.failures });
  const failures = [aFailure({ subject: 'list', side: 'base', message: 'server api ended', output: 'broken' })];
  const text = renderMarkdown(aReport({ verdict: 'pass', results: [aResult(), open], failures }));
  expect(text).toContain('server api ended (base); 1 metric of **list** is undecided.');
  expect(text).toContain('broken');
});

it('a run that is incomplete because the sides do not do the same says once how they differ, and how to fix it', () => {
  const result = aResult({
    ...alone,
    head: null,
    verdict: 'invalid',
    threshold: { limit: 0.2, by: 'fraction', status: 'invalid', source: null },
    failures: [{ side: 'base', round: 0, code: 'unlike', retried: false }],
  });
  const unlike = { subject: 'list', side: 'base', code: 'unlike', message: 'they differ', hint: 'Log in' } as const;
  const report = aReport({ verdict: 'incomplete', results: [aResult(), result], failures: [aFailure(unlike)] });
  expect(headline(report)).toBe('incomplete: they differ; 1 metric of list is missing');
  for (const text of [renderMarkdown(report), renderTerminal(report, { columns: 200, color: false })]) {
    expect(text).toContain('they differ');
    expect(text).toContain('Log in');
  }
});

/** An endpoint of which every other visit of head failed, and was made again. */
const flaky = () => {
  const rounds = [...Array(6).keys()];
  const failed = (round: number) =>
    aFailure({ ...LIST, round, code: 'no-answer', message: `refused *by* ${round}`, retried: true, hint: 'start it' });
  return aReport({
    verdict: 'warn',
    results: [aResult({ subject: 'list' })],
    samples: rounds.flatMap((round) => (['base', 'head'] as const).map((side) => aSample({ side, round }))),
    failures: rounds.map(failed),
  });
};

it('a head that fails again and again is named in the first line, with side, reason and words below it', () => {
  const report = flaky();
  expect(headline(report)).toBe('visits of head fail: list in 6 of 12 visits');
  const text = renderMarkdown(report);
  expect(text).toContain('### ⚠️ Performance budget: visits of head fail: **list** in 6 of 12 visits');
  expect(text).toContain(
    String.raw`refused \*by\* 5 (head); 6 of 12 visits of **list** failed, and later ones succeeded.`,
  );
  expect(text).toContain('start it');
  expect(renderTerminal(report, { columns: 200, color: false })).toContain(
    'refused *by* 5 (head); 6 of 12 visits of list failed, and later ones succeeded.',
  );
});

it('failures that were made up for are told apart by subject, side and reason', () => {
  const report = flaky();
  const others = [
    aFailure({ ...LIST, side: 'base', code: 'timed-out', message: 'GET /list took too long.', retried: true }),
    aFailure({ ...LIST, side: 'base', code: 'no-answer', message: 'refused', retried: false }),
  ];
  const text = renderMarkdown({ ...report, failures: [...report.failures, ...others] });
  expect(text).toContain(String.raw`- **list**: 6 visits of head failed and were repeated: refused \*by\* 5.`);
  expect(text).toContain('- **list**: 1 visit of base failed and was repeated: GET /list took too long.');
  expect(text).toContain('- **list**: 1 visit of base failed: refused.');
});

it('a result that lacks a value of head blames no failure of base that a retry undid', () => {
  const failures = [aFailure({ ...LIST, side: 'base', code: 'no-answer', message: 'refused', retried: true })];
  const result = aResult({
    subject: 'list',
    head: null,
    verdict: 'invalid',
    failures: [
      { side: 'base', round: 0, code: 'no-answer', retried: true },
      { side: 'head', round: 0, code: 'too-few-values', retried: false, needed: 6, found: 1 },
    ],
  });
  const report = aReport({ verdict: 'incomplete', results: [result], failures });
  expect(headline(report)).toBe(
    'incomplete: only 1 visit gave a value for p95, where 6 are needed; in the others too few answers were as expected (head); 1 metric of list is missing',
  );
});

it('a failed command names the log beside the report, by its path in a terminal; a report without the log does not', () => {
  const log = 'logs/base-build.log';
  const failures = [{ stage: 'build', side: 'base', message: '`vite build` failed', output: 'no theme', log } as const];
  const report = aReport({ verdict: 'pass', failures, files: [{ name: log, title: 'what build of base printed' }] });
  const terminal = { columns: 80, color: false, folder: '.perf-budget' };
  expect(renderTerminal(report, terminal)).toContain('    no theme\n  whole log: .perf-budget/logs/base-build.log\n');
  expect(renderMarkdown(report)).toContain('The whole log is `logs/base-build.log` beside the report.');
  expect(renderMarkdown(report, { runUrl: 'https://example.com/run' })).toContain(
    '`logs/base-build.log` beside the report, one of the `files` that the step outputs.',
  );
  expect(renderMarkdown({ ...report, files: [] })).not.toContain('base-build.log');
});

it('a line that says what failed is not cut at the width of a terminal', () => {
  const output = `Error: ${'a long way to '.repeat(20)}the cure`;
  const failures = [{ stage: 'build', side: 'base', message: '`vite build` failed', output } as const];
  expect(renderTerminal(aReport({ failures }), { columns: 80, color: false })).toContain(`    ${output}\n`);
});

it("an endpoint that fails alike on both sides is a warning once, and its failure is both sides'", () => {
  const failed = (side: 'base' | 'head') =>
    aFailure({ ...LIST, side, round: 3, code: 'timed-out', message: 'GET /a hangs' });
  const budget = { limit: 0.01, status: 'over', source: null, default: true, asBase: true } as const;
  const rate = { metric: 'error-rate', label: 'error rate', unit: 'fraction', base: 1, head: 1 } as const;
  const result = aResult({ ...LIST, ...rate, verdict: 'warn', budget });
  const report = aReport({ verdict: 'warn', results: [result], failures: [failed('base'), failed('head')] });
  expect(headline(report)).toBe('as base is: list error rate 100 %, over the default 1 %; set your own');
  expect(renderMarkdown(report)).toContain('GET /a hangs (head, and base alike); 1 of 1 visit of **list** failed');
});
