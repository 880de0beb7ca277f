import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decideAgain } from '../../src/merge/decide-again.ts';
import { joinReports } from '../../src/merge/packages.ts';
import { readReport } from '../../src/merge/read-report.ts';
import type { Report } from '../../src/model/report.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';

/** As perf-budget wrote and showed it before keys had parts and the list of failures had visits. */
const older = (name: string) => readFileSync(join(import.meta.dirname, 'older', name));
const written = JSON.parse(older('report.json').toString()) as Report;

const LINKS = { runUrl: 'https://github.com/octo/app/actions/runs/1', repositoryUrl: 'https://github.com/octo/app' };
/** Older versions counted a visit once more for each part of its subject. */

function read(report: unknown): Report {
  const outcome = readReport(Buffer.from(JSON.stringify(report)));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.report;
}

const NOTE = /.*The report "default" was made by perf-budget 0\.1\.0, which threw no coins.*\n?/;

test('an older report is shown as it was decided, with a note, since it has no coins to decide it again by', () => {
  const shown = joinReports([read(written)]);
  const verdicts = ({ results }: Report) =>
    results.map(({ id, base, head, change, budget, threshold, verdict }) => ({
      id,
      ...{ base, head, change, budget, threshold, verdict },
    }));
  expect(verdicts(shown)).toEqual(verdicts(written));
  expect(shown.verdict).toBe(written.verdict);
  const looks = [
    [renderMarkdown(shown, LINKS), older('report.md')],
    [renderTerminal(shown, { columns: 300, color: false }), older('report.txt')],
  ] as const;
  for (const [text] of looks) expect(text).toMatch(NOTE);
  // What could not be measured of a subject is one row now.
  const measured = (text: string) => text.split('\n').filter((line) => !/could not be measured|no verdict/.test(line));
  const rows = (text: string) => measured(text).flatMap((line) => /^\| \*\*.*\|(?=[^|]*\|$)/.exec(line)?.[0] ?? []);
  expect(rows(looks[0][0]).toSorted()).toEqual(rows(looks[0][1].toString()).toSorted());
});

test('an older report gets the parts that its own plan tells apart from variants', () => {
  const { results, samples, findings, plan } = read(written);
  const parts = (check: string) =>
    Object.fromEntries(
      [...results, ...samples].flatMap((one) => (one.check === check ? [[one.variant ?? '', one.part]] : [])),
    );
  expect(parts('vitals')).toEqual({
    mobile: null,
    'mobile, click text=Buy, now': 'click text=Buy, now',
    'mobile, press Enter': 'press Enter',
  });
  expect(parts('bundle')).toEqual({ '': null, 'new.html': 'new.html', 'old.html': 'old.html' });
  expect(findings[0]).toMatchObject({ part: 'click text=Buy, now' });
  const home = plan?.subjects.find(({ subject }) => subject === 'home');
  expect(home?.metrics.map(({ metric }) => [metric.id, metric.appliesTo])).toEqual([
    ['lcp', undefined],
    ['cls', 'all'],
    ['inp', 'parts'],
  ]);
});

test('an older report lists each failed visit once, with its words, and nothing that only a metric lacked', () => {
  const { failures } = read(written);
  expect(
    failures.map((one) => one.stage === 'visit' && [one.subject, one.part, one.side, one.round, one.message]),
  ).toEqual([
    ['lost', null, 'base', 2, 'lost can not be read'],
    ['home', null, 'base', 2, 'nothing was painted'],
    ['home', 'press Enter', 'head', 3, 'the key did nothing'],
    ['home', 'press Enter', 'base', 4, 'the key did nothing'],
    ['home', null, 'head', 5, 'Chromium crashed'],
    ['list', null, 'head', 2, 'list: 3 of 50 failed'],
    ['dead', null, 'head', 2, 'dead: 3 of 50 failed'],
  ]);
});

test('without a plan, the variant of an older report stays a subject of its own', () => {
  const { plan: _, ...rest } = written;
  const report = read(rest);
  expect(report.results.every(({ part }) => part === null)).toBe(true);
  const decided = decideAgain(report, { subjects: [], measure: { rounds: { vitals: 3, api: 3 }, confidence: 0.99 } });
  expect(decided.results.map(({ variant }) => variant)).toContain('mobile, click text=Buy, now');
});
