import { describe, expect, it } from 'vitest';
import { together } from '../../../src/history/extend-trail.ts';
import { type Line, toTrail } from '../../../src/history/line.ts';
import { pointOf } from '../../../src/history/point.ts';
import { seriesViews } from '../../../src/history/series-view.ts';
import type { Report, Result } from '../../../src/model/report.ts';
import { renderHistoryPage } from '../../../src/report/html/history-page.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { findingTable, historyTable } from '../../../src/report/terminal/history.ts';
import { aChange, aFinding, aReport, aResult, aSize } from '../../support/reports/a-report.ts';
import { HOSTILE } from '../../support/reports/hostile.ts';
import { unescapedInPage } from '../../support/reports/unescaped-page.ts';

const sha = (number: number): string => number.toString(16).padStart(40, '0');
const START = Date.parse('2026-09-30T10:00:00Z');
const at = (day: number): string => new Date(START + day * 86_400_000).toISOString();

const report = (results: readonly Result[], given: Partial<Report> = {}): Report =>
  aReport({ results: [...results], ...given });
const point = (day: number, of: Report): Line => pointOf(of, { sha: sha(day), at: at(day) });
const size = (bytes: number) => aSize(bytes, bytes);
const time = (ms: number, given: Partial<Result> = {}) => aResult({ base: ms, head: ms, ...given });
const views = (line: Line) => seriesViews(line);

/** Ten days: a size that grew once, and a time that varies, of two processors. */
const line = together(
  Array.from({ length: 10 }, (_, day) => {
    const { environment } = aReport();
    const slower = {
      change: aChange({ relative: 0.25, absolute: 120, low: 0.2, high: 0.3 }),
      threshold: { limit: 0.2, by: 'fraction', status: 'regressed', source: null },
    } as const;
    return point(
      day,
      report([size(day < 6 ? 150_000 : 247_000), time(480 + 10 * (day % 3), day === 7 ? slower : {})], {
        environment: { ...environment, cpu: day % 2 ? 'Intel Xeon' : 'AMD EPYC' },
        tool: { version: day < 3 ? '0.1.0' : '0.2.0' },
        findings: day === 6 ? [aFinding()] : [],
      }),
    );
  }),
);

const page = renderHtml(aReport({ results: [size(247_000)], history: toTrail(line) }));
const chartOf = (id: string): string => page.match(new RegExp(`<div data-series="${id}">.*?</div>`, 's'))?.[0] ?? '';
const marksIn = (markup: string, mark: string): string[] =>
  [...markup.matchAll(new RegExp(`<path d="([^"]*)"[^>]*data-mark="${mark}"`, 'g'))].map(([, d = '']) => d);

describe('the trend of a page', () => {
  const exact = chartOf('bundle/app/javascript');
  const sampled = chartOf('api/list resumes/p95');

  it('joins exact figures to steps, with a gap and a marker where another version measured', () => {
    const [steps = ''] = marksIn(exact, 'steps');
    expect(steps.match(/M/g)).toHaveLength(2);
    expect(marksIn(exact, 'tools')).toHaveLength(1);
    expect(marksIn(exact, 'dots')).toEqual([]);
    expect(exact).toContain('+97 kB 0000000');
  });

  it('shows times of different jobs as dots that nothing joins, by processor, with a tick for a certain change', () => {
    const dots = marksIn(sampled, 'dots');
    expect(dots).toHaveLength(2);
    expect(dots.join('').match(/h0/g)).toHaveLength(10);
    expect(dots.join('')).not.toMatch(/[HVLl]/);
    expect(marksIn(sampled, 'steps')).toEqual([]);
    expect(marksIn(sampled, 'change')).toHaveLength(1);
  });

  it('draws budgets as lines, and says in words what it shows', () => {
    for (const chart of [exact, sampled]) expect(marksIn(chart, 'limit')).toHaveLength(1);
    expect(exact).toContain('10 commits: 150 kB on 2026-09-30, 247 kB on 2026-10-09.');
    expect(exact).toMatch(/<svg[^>]*role="img"[^>]*>.*<desc [^>]*>10 commits/s);
    expect(page).toContain('not joined');
  });

  it('joins two commits that one job measured side by side, with the interval', () => {
    const change = aChange({ relative: 0.09, absolute: 43, low: 0.06, high: 0.12 });
    const direct = together([
      point(0, report([time(480)])),
      pointOf(report([time(523, { change })], { base: { ...aReport().base, sha: sha(0) } }), {
        sha: sha(28),
        at: at(28),
      }),
    ]);
    const markup = renderHtml(aReport({ history: toTrail(direct) }));
    expect(marksIn(markup, 'direct')).toHaveLength(1);
    expect(markup).toContain('measured side by side: +9 % (6 to 12 %) since 2026-09-30');
  });

  it('is left out without earlier commits', () => {
    expect(renderHtml(aReport({ history: toTrail(point(0, report([size(1)]))) }))).not.toContain('id="trend"');
    expect(renderHtml(aReport())).not.toContain('id="trend"');
  });

  it('has only finite coordinates where all values are equal, zero or negative', () => {
    for (const values of [
      [0, 0],
      [5, 5],
      [-3, -1],
    ]) {
      const odd = together(values.map((value, day) => point(day, report([time(value)]))));
      expect(renderHtml(aReport({ history: toTrail(odd) }))).not.toMatch(/NaN|Infinity/);
    }
  });
});

describe('perf-budget history in a terminal', () => {
  const table = historyTable(line, views(line), { columns: 120, color: false });

  it('has the worst first, each with its last value and what certainly changed', () => {
    const lines = table.split('\n');
    expect(lines[0]).toBe('2 metrics at 10 commits since 2026-09-30');
    expect(lines[2]).toMatch(/^app JavaScript +[▁█]+ +247 kB +▲ \+65 % +\+97 kB in 0000000$/);
    expect(lines[3]).toMatch(/^list resumes p95 +[▁▂▃▄▅▆▇█]( [▁▂▃▄▅▆▇█])+ +480 ms +\+25 % in 0000000$/);
  });

  it('keeps within a narrow terminal', () => {
    const narrow = historyTable(line, views(line), { columns: 60, color: false });
    for (const one of narrow.split('\n').slice(0, 6)) expect(one.length).toBeLessThanOrEqual(60);
  });

  it('lists the causes that were named', () => {
    expect(findingTable(line, { columns: 120 })).toBe('app: bundle.package-new lodash, first in 0000000 (2026-10-06)');
  });
});

it.each(HOSTILE.map((text) => [text]))(
  'a trail with a hostile name is text, in the page, the history and the terminal: %j',
  (text) => {
    const results = (bytes: number) => [aSize(bytes, bytes, { subject: text, label: text, id: text })];
    const hostile = together(
      [0, 1].map((day) =>
        point(
          day,
          report(results(1_000 * (day + 1)), {
            findings: [aFinding({ subject: text, evidence: { name: text } })],
            environment: { ...aReport().environment, cpu: text },
          }),
        ),
      ),
    );
    const drawn = renderHtml(aReport({ history: toTrail(hostile) }), { repositoryUrl: 'https://github.com/octo/app' });
    expect(unescapedInPage(drawn)).toBeNull();
    expect(unescapedInPage(renderHistoryPage(text, hostile, views(hostile)))).toBeNull();
    for (const printed of [
      historyTable(hostile, views(hostile), { columns: 80, color: false }),
      findingTable(hostile, { columns: 80 }),
    ]) {
      expect(printed).not.toMatch(/[^\P{Cc}\n]|\u202e|^::/mu);
    }
  },
);
