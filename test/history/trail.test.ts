import { describe, expect, it, test } from 'vitest';
import { grown, thinned, together } from '../../src/history/extend-trail.ts';
import { type Line, toLine, toTrail } from '../../src/history/line.ts';
import { pointOf } from '../../src/history/point.ts';
import { isOfLine, readTrail } from '../../src/history/read-trail.ts';
import { sinceWhen } from '../../src/history/since.ts';
import { withPast } from '../../src/history/with-past.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { MOST_POINTS, type Trail, type TrailPoint, trailSchema } from '../../src/model/trail.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { aFinding, aReport, aResult, aSize, heavyApp, slowList } from '../support/reports/a-report.ts';

const sha = (number: number): string => number.toString(16).padStart(40, '0');
const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const at = (day: number): string => new Date(START + day * DAY).toISOString();

/** What was measured at one commit, `day` days after the first. */
function point(number: number, results: readonly Result[], day = number, accepted: TrailPoint['accepted'] = []): Line {
  return pointOf(aReport({ results: [...results] }), { sha: sha(number), at: at(day), accepted });
}
const size = (bytes: number, given: Partial<Result> = {}) => aSize(bytes, bytes, given);
const over = (head = 300_000) =>
  aSize(head, head, { budget: { limit: 256_000, status: 'over', source: null }, verdict: 'fail' });
const lineOf = (...lines: readonly Line[]): Line => together(lines);
const shas = ({ points }: Pick<Line, 'points'>): string[] => points.map((one) => one.sha);

describe('a point of a trail', () => {
  const report = aReport({
    results: [
      heavyApp(),
      aResult({ head: 612.345_67 }),
      aResult({
        metric: 'p50',
        gates: false,
        budget: null,
        threshold: { limit: null, by: 'fraction', status: 'unchanged', source: null },
      }),
    ],
    findings: [aFinding()],
  });
  const trail = toTrail(pointOf(report, { sha: sha(1), at: at(0) }));

  it('has the figures of what can fail or has a limit, in few digits', () => {
    expect(Object.keys(trail.series)).toEqual(['bundle/app/javascript', 'api/list resumes/p95']);
    expect(trail.series['api/list resumes/p95']).toMatchObject({
      value: [612.346],
      change: [0.002],
      low: [-0.03],
      status: ['u'],
    });
    expect(trail.series['bundle/app/javascript']).toMatchObject({
      value: [250_100],
      low: null,
      limit: [256_000],
      status: ['r'],
    });
  });

  it('has its causes, its base and its machine', () => {
    expect(trail.points).toMatchObject([
      { base: report.base.sha, findings: [{ code: 'bundle.package-new', about: 'lodash' }] },
    ]);
    expect(trail.envs).toMatchObject([{ cpu: 'AMD EPYC 7763', tool: '0.1.0' }]);
  });

  it('is read as it was written', () => {
    expect(readTrail(JSON.parse(JSON.stringify(trail)), sha(1))).toEqual({ ok: true, trail });
    expect(toTrail(toLine(trail))).toEqual(trail);
  });
});

describe('a trail that grows', () => {
  it('keeps the order of the commits, and takes in those that were measured at the same time', () => {
    const before = lineOf(point(1, [size(1)]), point(2, [size(2)]), point(4, [size(4)]));
    expect(shas(grown(before, [point(3, [size(3)])], point(5, [size(5)])))).toEqual([1, 2, 3, 4, 5].map(sha));
    expect(shas(grown(null, [], point(1, [size(1)])))).toEqual([sha(1)]);
  });

  it('has all of 90 days, and of older ones the last of each week', () => {
    const line = thinned(lineOf(...Array.from({ length: 200 }, (_, day) => point(day, [size(1_000)]))));
    const days = line.points.map((one) => (Date.parse(one.at) - START) / DAY);
    expect(days.filter((day) => day >= 109)).toHaveLength(91);
    expect(days.filter((day) => day < 109).length).toBeLessThanOrEqual(17);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });

  it('never loses a commit at which something changed or was accepted, but for want of room', () => {
    const heavy = point(3, [heavyApp()]);
    const accepted = point(5, [size(1)], 5, [{ subject: null, by: 'ada', at: at(5) }]);
    const quiet = Array.from({ length: 400 }, (_, index) => point(10 + index, [size(1)], 10 + index / 4));
    const line = thinned(lineOf(heavy, accepted, ...quiet));
    expect(line.points).toHaveLength(MOST_POINTS);
    expect(shas(line)).toEqual(expect.arrayContaining([sha(3), sha(5), sha(409)]));
  });

  it('of a thousand pushes holds 300 at most, in order, and ends with the last', () => {
    let line: Line | null = null;
    for (let number = 1; number <= 1_000; number += 1) {
      line = grown(line, [], point(number, [number % 50 === 0 ? heavyApp() : size(1_000)], number / 4));
    }
    const numbers = shas(line as Line).map((one) => Number.parseInt(one, 16));
    expect(numbers.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.at(-1)).toBe(1_000);
    // Nothing was forgotten at which a size regressed, however old it is by now.
    const kept = new Set(numbers);
    for (let number = 700; number <= 1_000; number += 50) expect(kept).toContain(number);
  });

  it('forgets a metric 90 days after its last value', () => {
    const gone = size(1, { id: 'bundle/old/javascript' });
    const until = (day: number) => thinned(lineOf(point(1, [gone, size(1)], 0), point(2, [size(1)], day)));
    expect([...until(80).about.keys()]).toContain('bundle/old/javascript');
    expect([...until(100).about.keys()]).toEqual(['bundle/app/javascript']);
  });

  it('holds at most 200 metrics, those nearest to their limits', () => {
    const many = Array.from({ length: 260 }, (_, index) => size(1_000 * index, { id: `bundle/${index}/javascript` }));
    const ids = Object.keys(toTrail(point(1, many)).series);
    expect(ids).toHaveLength(200);
    expect(ids).toContain('bundle/259/javascript');
    expect(ids).not.toContain('bundle/5/javascript');
  });
});

describe('a hostile trail', () => {
  const good = toTrail(lineOf(point(1, [size(1)]), point(2, [over()]), point(3, [over()])));
  const spoilt = (change: (trail: Record<string, never> & Trail) => void): unknown => {
    const copy = structuredClone(good) as Record<string, never> & Trail;
    change(copy);
    return copy;
  };

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'trail'],
    ['a list', []],
    ['without points', { envs: [], series: {} }],
    ['of another commit', spoilt(({ points }) => points.pop())],
    ['with a commit twice', spoilt(({ points }) => points.splice(0, 1, points[1] as TrailPoint))],
    ['with what is no commit', spoilt(({ points }) => Object.assign(points[0] ?? {}, { sha: '--upload-pack=x' }))],
    ['with columns of unlike length', spoilt(({ series }) => series['bundle/app/javascript']?.value.pop())],
    [
      'with a text for a figure',
      spoilt(({ series }) => Object.assign(series['bundle/app/javascript'] ?? {}, { value: ['1', '2', '3'] })),
    ],
    [
      'with figures that no machine measures',
      spoilt(({ series }) => Object.assign(series['bundle/app/javascript'] ?? {}, { value: [1, 2, 1e300] })),
    ],
    ['of an environment that is not there', spoilt(({ points }) => Object.assign(points[2] ?? {}, { env: 7 }))],
    ['with a date that is none', spoilt(({ points }) => Object.assign(points[2] ?? {}, { at: '<b>' }))],
    ['with a million points', { ...good, points: Array.from({ length: 1_000_000 }, () => good.points[0]) }],
    [
      'with ten thousand metrics',
      { ...good, series: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [index, {}])) },
    ],
  ])('is refused: %s', (_, data) => {
    const read = readTrail(data, sha(3));
    expect(read).toMatchObject({ ok: false, why: expect.stringMatching(/^it [a-z ]+$/) });
  });

  it('of other commits than the line has is told from one of older ones', () => {
    const line = [2, 1].map(sha);
    expect(isOfLine(good, line, true)).toBe(true);
    expect(isOfLine(good, [sha(2)], false)).toBe(true);
    expect(isOfLine(good, [sha(2)], true)).toBe(false);
    expect(isOfLine(good, [1, 2].map(sha), false)).toBe(false);
    expect(isOfLine(good, [sha(9), sha(1)], false)).toBe(false);
    expect(isOfLine(good, [], false)).toBe(true);
  });
});

describe('since when a result is over its budget', () => {
  const ID = 'bundle/app/javascript';
  const ada = [{ subject: 'app', by: 'ada', at: at(3) }];
  const line = lineOf(
    point(1, [over()]),
    point(2, [size(1_000)]),
    point(3, [over()], 3, ada),
    point(4, []),
    point(5, [over()]),
  );
  const since = (of: Line, subject = 'app') => sinceWhen(of, ID, subject, START + 15.5 * DAY);

  it('is the first commit without one within budget after it, and who accepted it there', () => {
    expect(since(line)).toEqual({ sha: sha(3), at: at(3), days: 12, accepted: { by: 'ada', at: at(3) } });
    expect(since(line, 'other')?.accepted).toBeUndefined();
  });

  it('is unknown where base was within it, or never measured it', () => {
    expect(since(lineOf(line, point(6, [size(1)])))).toBeNull();
    expect(sinceWhen(line, 'bundle/other/css', 'other', START)).toBeNull();
  });

  const report = (results: Result[]): Report =>
    withPast(aReport({ verdict: 'fail', results }), line, { at: at(15), now: START + 15.5 * DAY });

  it('is said in comment, page and terminal, and that none of it is new', () => {
    const old = report([over()]);
    for (const text of [
      renderMarkdown(old),
      renderHtml(old),
      renderTerminal(old, { columns: 200, color: false, folder: '.' }),
    ]) {
      expect(text).toContain('over budget since 0000000 (12 days)');
    }
    expect(renderMarkdown(old)).toContain(
      'None of it is new: **app** JavaScript is over its budget since `0000000` (12 days), accepted by ada on 2026-01-04.',
    );
    expect(old).toMatchObject({ verdict: 'fail', results: [{ since: { sha: sha(3), days: 12 } }] });
  });

  it('is not said of what this change broke', () => {
    const both = report([over(), slowList()]);
    expect(renderMarkdown(both)).not.toContain('None of it is new');
    expect(both.results[1]).not.toHaveProperty('since');
  });

  it('comes with the history, which ends with the report itself', () => {
    const { history } = report([over()]);
    expect(trailSchema.parse(history).points.map((one) => one.sha)).toEqual([
      ...[1, 2, 3, 4, 5].map(sha),
      '9ac03d1e'.repeat(5),
    ]);
  });
});
