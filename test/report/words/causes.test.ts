import { expect, it } from 'vitest';
import { headline } from '../../../src/report/headline.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
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
