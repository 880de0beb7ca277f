import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import {
  aChange,
  accepted,
  aFailure,
  aFinding,
  aReport,
  aResult,
  aSize,
  failing,
  heavyApp,
  missing,
  quiet,
  slowHome,
  slowList,
} from '../../support/reports/a-report.ts';
import { HOSTILE } from '../../support/reports/hostile.ts';
import { unescapedInPage } from '../../support/reports/unescaped-page.ts';
import { reportWithEverything } from '../../support/reports/with-everything.ts';

const LINKS = { runUrl: 'https://github.com/octo/app/actions/runs/1', repositoryUrl: 'https://github.com/octo/app' };

/** Six pairs of visits over three launches. */
const samples = (given: Partial<Report['samples'][number]> = {}): Report['samples'] =>
  (['base', 'head'] as const).flatMap((side) =>
    Array.from({ length: 6 }, (_, round) => ({
      check: 'api',
      subject: 'list resumes',
      variant: null,
      part: null,
      metric: 'p95',
      side,
      round,
      launch: Math.floor(round / 2),
      order: side === 'base' ? (0 as const) : (1 as const),
      attempt: 0,
      value: (side === 'base' ? 480 : 600) + 3 * round,
      ...given,
    })),
  );

/** What stands in the page as text, without its style and script. */
const textOf = (page: string): string =>
  page
    .replace(/<(head|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');

/** The part of the page that shows the visits of a result. */
const evidenceOf = (page: string, id: string): string =>
  page.match(new RegExp(`<(article|div)[^>]* data-result="${id}">.*?</\\1>`, 's'))?.[0] ?? '';

const dotsOf = (markup: string, side: string): number =>
  [...markup.matchAll(new RegExp(`<path d="([^"]*)"[^>]*data-side="${side}"`, 'g'))].reduce(
    (sum, [, d = '']) => sum + (d.match(/h0/g)?.length ?? 0),
    0,
  );

/** What stands in the page from a text on. */
const from = (page: string, text: string): string => {
  expect(page).toContain(text);
  return page.slice(page.indexOf(text));
};

describe('the page of a report', () => {
  it('says in its first lines what is worse, and below it by how much, against which limit, and why', () => {
    const page = textOf(renderHtml(failing(), LINKS));
    const order = [
      '2 of 31 metrics fail',
      'list resumes',
      '488 ms',
      '612 ms',
      '+25 %',
      '21–30 %',
      '500 ms, +20 %',
      'over budget, regressed',
      'lodash',
    ];
    const places = order.map((text) => page.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places[0]).toBe(Math.min(...places));
    expect(places.at(-1)).toBeLessThan(page.indexOf('All 3'));
  });

  it('has every result of the report as a row', () => {
    const report = failing();
    const page = renderHtml(report);
    for (const { id } of report.results) expect(page).toContain(`data-result="${id}"`);
  });

  it('shows a dot for every visit of each side, hollow where it was made again', () => {
    const again = samples({ value: 900, redo: 1 }).filter(({ round }) => round === 0);
    const report = aReport({ results: [slowList()], samples: [...samples(), ...again] });
    const card = evidenceOf(renderHtml(report), 'api/list resumes/p95');
    expect(dotsOf(card, 'base')).toBe(7);
    expect(dotsOf(card, 'head')).toBe(7);
    expect(dotsOf(card, 'pair')).toBe(6);
    expect(card).toContain('stroke-opacity="0.3"');
  });

  it('draws the interval of the change between its ends, and the limits', () => {
    const card = evidenceOf(renderHtml(aReport({ results: [slowList()], samples: samples() })), 'api/list resumes/p95');
    expect(card).toMatch(/data-mark="interval" data-low="0.21" data-high="0.3"/);
    expect(card).toContain('data-mark="threshold"');
    expect(card).toContain('data-mark="budget"');
    const [, from, to] = /<path d="M([\d.]+) 15H([\d.]+)"[^>]*data-mark="interval"/.exec(card) ?? [];
    const [zero] = [/<path d="M([\d.]+) 0V30"[^>]*data-mark="zero"/.exec(card)?.[1]];
    expect((Number(to) - Number(zero)) / (Number(from) - Number(zero))).toBeCloseTo(0.3 / 0.21, 2);
  });

  it.each([
    ['all equal', 500],
    ['zero', 0],
    ['negative', -3],
    ['huge', 1e15],
  ])('draws values that are %s with finite coordinates', (_, value) => {
    const page = renderHtml(
      aReport({
        results: [slowList({ base: value, head: value, change: aChange({ low: 0, high: 0 }) })],
        samples: samples({ value }),
      }),
    );
    expect(evidenceOf(page, 'api/list resumes/p95')).not.toBe('');
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('draws the parts of a bundle by what head has of them, with their change', () => {
    const parts = [
      { kind: 'package', name: 'lodash', base: null, head: 71_000, versions: { base: [], head: ['4.17.21'] } },
      { kind: 'package', name: 'left-pad', base: 900, head: null, versions: { base: ['1.0.0'], head: [] } },
      { kind: 'own', name: 'src', base: 40_000, head: 40_000, versions: { base: [], head: [] } },
    ];
    const total = aSize(41_000, 111_000, {
      metric: 'total',
      details: { contents: { parts, modules: [{ name: 'src/app.js', base: 30_000, head: 30_000 }] } },
    });
    const page = renderHtml(aReport({ results: [total] }));
    const tiles = [
      ...page.matchAll(/<rect x="[^"]*" y="[^"]*" width="([\d.]+)" height="([\d.]+)"[^>]*><title>([^<]*)/g),
    ].map(([, width, height, title = '']) => ({ title, area: Number(width) * Number(height) }));
    expect(tiles.map(({ title }) => title).sort()).toEqual([
      'left-pad: removed, 900 B',
      'lodash: new, 71 kB',
      'src (others): 10 kB → 10 kB, no change',
      'src/app.js: 30 kB → 30 kB, no change',
    ]);
    const area = (name: string) => tiles.find(({ title }) => title.startsWith(name))?.area ?? 0;
    expect(area('lodash') / area('src/app.js')).toBeCloseTo(71 / 30, 1);
  });

  it('draws the response times of both sides, and says their percentiles', () => {
    const chart = from(renderHtml(reportWithEverything()), '<h3>list resumes: response times');
    expect(chart).toMatch(/<desc[^>]*>p50: base 327 ms, head 346 ms; [^<]*p99\.9: base 570 ms, head 985 ms<\/desc>/);
    const heights = (side: string): number[] => {
      const [, path = ''] = new RegExp(`<path d="([^"]*)"[^>]*data-side="${side}"`).exec(chart) ?? [];
      return [...path.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y));
    };
    expect(heights('head')).toHaveLength(9);
    for (const [index, y] of heights('head').entries()) expect(y).toBeLessThan(heights('base')[index] ?? 0);
  });

  it('draws the requests of a page in time, and names those that are new, gone or moved', () => {
    const chart = from(renderHtml(reportWithEverything()), '>home, mobile: its requests');
    const [, words = ''] = /<desc[^>]*>([^<]*)/.exec(chart) ?? [];
    for (const text of ['app-*.js +260 ms until its end', 'old.png removed', 'hero.avif new', 'ends after 700 ms'])
      expect(words).toContain(text);
    expect(words).not.toContain('app-*.css');
  });

  it('shows what a page looks like at the same times on both sides, and marks its largest element', () => {
    const chart =
      from(renderHtml(reportWithEverything()), '>home, mobile: what it looks like').split('</svg>')[0] ?? '';
    expect(chart).toMatch(
      /<desc[^>]*>base: 8 pictures until 267 ms, largest element painted after 200 ms. head: 8 [^<]* 690 ms/,
    );
    const marked = (side: string) => Number(new RegExp(`<rect x="([\\d.]+)"[^>]*data-mark="${side}"`).exec(chart)?.[1]);
    expect(marked('base')).toBeLessThan(marked('head'));
    expect(chart.match(/<image [^>]*href="data:image\/jpeg;base64,/g)?.length).toBeGreaterThan(8);
  });

  it.each(['"><script>', 'AAAA" onload="x', 'x'.repeat(20_000), ''])('shows no picture that is none: %.20s', (jpeg) => {
    const details = { base: null, head: { film: { ratio: 2, lcpMs: 1, endMs: 2, frames: [{ ms: 1, jpeg }] } } };
    expect(renderHtml(aReport({ results: [aResult({ check: 'vitals', metric: 'lcp', details })] }))).not.toContain(
      '<image',
    );
  });

  it('draws functions below their callers, as wide as their time on head, and says which take longer by themselves', () => {
    const chart = from(renderHtml(reportWithEverything()), '<h3>list resumes: CPU time');
    const [, words = ''] = /<desc[^>]*>([^<]*)/.exec(chart) ?? [];
    expect(words).toBe(
      'A request takes 5 ms on base, 9 ms on head. Own time changes most in sumBy +4.2 ms, send −0.5 ms, list +0.3 ms.',
    );
    const widths = Object.fromEntries(
      [...chart.matchAll(/width="([\d.]+)%" height="18"><title>(\w+) /g)].map(([, width, name]) => [
        name,
        Number(width),
      ]),
    );
    expect(widths).toMatchObject({ handle: 100, list: 83.33, sumBy: 46.67, send: 11.11 });
  });

  it('has what is inside of what moved open, and the rest folded', () => {
    const report = reportWithEverything();
    expect(renderHtml(report)).toContain('<h3>list resumes: response times');
    const results = report.results.map((one) => ({
      ...one,
      verdict: 'pass' as const,
      budget: null,
      threshold: { ...one.threshold, status: 'unchanged' as const },
    }));
    expect(renderHtml({ ...report, verdict: 'pass', results })).toContain('<summary>list resumes: response times');
  });

  it('takes details that are no details for none', () => {
    const results = [
      null,
      3,
      'x',
      [],
      { contents: { parts: 'no' } },
      { base: { phases: { timeToFirstByte: 'x' } }, head: 7 },
      { base: null, head: { percentiles: [{ share: 2, ms: 1, low: null, high: null }] } },
      { calls: [{ parent: 0, name: 'x', place: '', base: 1, head: 1 }] },
      { base: null, head: { film: { ratio: 99, lcpMs: null, endMs: 1, frames: [] } } },
      { base: null, head: { waterfall: [{ url: '/', startMs: -1, endMs: 1 }] } },
    ].flatMap((details) => [
      aSize(1, 2, { metric: 'total', details }),
      aResult({ check: 'vitals', metric: 'lcp', details }),
      aResult({ check: 'vitals', metric: 'bytes', details }),
      aResult({ check: 'vitals', metric: 'requests', details }),
      aResult({ metric: 'queries', details }),
      aResult({ metric: 'p95', details }),
      aResult({ metric: 'cpu', details }),
    ]);
    expect(renderHtml(aReport({ results }))).not.toContain('id="inside"');
  });

  it('says what failed before anything else of an incomplete run, with the words of the process', () => {
    const page = renderHtml(aReport({ verdict: 'incomplete', results: [missing(), ...quiet(2)] }));
    expect(textOf(page)).toContain('Error: connect ECONNREFUSED 127.0.0.1:5432');
    expect(page.indexOf('What failed')).toBeLessThan(page.indexOf('All 3 metrics'));
    expect(unescapedInPage(page)).toBeNull();
  });

  it('says whose figures they are before it says anything of a fork', () => {
    const page = textOf(renderHtml(failing(), { ...LINKS, foreignRun: 'https://github.com/octo/app/actions/runs/9' }));
    expect(page.indexOf('as reliable as that run')).toBeLessThan(page.indexOf('metrics fail'));
  });

  it('asks for nothing: it names no address but those of the repository', () => {
    const page = renderHtml(failing(), LINKS);
    const addresses = page.match(/(?:https?:)?\/\/[^"'\s<]+/g) ?? [];
    expect(addresses.filter((one) => !one.startsWith('https://github.com/octo/app/'))).toEqual([]);
    expect(page).not.toMatch(/\bsrc=|url\(|@import/);
  });

  it('is the same for the same report, byte for byte', () => {
    expect(renderHtml(failing(), LINKS)).toBe(renderHtml(structuredClone(failing()), LINKS));
  });

  it('stays below 1 MB, and says what it leaves out, where a report has ten thousand results, some with all there is', () => {
    const calls = Array.from({ length: 200 }, (_, index) => ({
      ...{
        parent: index === 0 ? null : index - 1,
        name: `f${index}`,
        place: 'src/a.ts:1',
        base: 200 - index,
        head: 300,
      },
    }));
    const frames = [1, 2, 3, 4, 5, 6, 7, 8].map((ms) => ({ ms, jpeg: 'A'.repeat(18_000) }));
    const side = { film: { ratio: 2, lcpMs: 1, endMs: 8, frames } };
    const results = Array.from({ length: 10_000 }, (_, index) => {
      const subject = `list ${index}`;
      if (index % 3 === 0) return heavyApp({ id: `bundle/${index}/javascript`, subject: `app ${index}` });
      if (index % 50 === 1) return aResult({ id: `api/${index}/cpu`, subject, metric: 'cpu', details: { calls } });
      if (index % 50 === 2)
        return slowHome({ id: `vitals/${index}/lcp`, subject, details: { base: side, head: side }, verdict: 'fail' });
      return slowList({ id: `api/${index}/p95`, subject });
    });
    const visits = Array.from({ length: 100 }, (_, index) =>
      samples({ subject: `list ${index * 3 + 1}` }).flatMap((one) =>
        Array.from({ length: 50 }, (_, round) => ({ ...one, round, value: one.value + round })),
      ),
    ).flat();
    const page = renderHtml(
      aReport({ verdict: 'fail', results, samples: visits, findings: Array.from({ length: 500 }, () => aFinding()) }),
    );
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    const leftOut = page.match(/And \d+ more in report\.json\./g)?.length ?? 0;
    expect(leftOut).toBeGreaterThanOrEqual(3);
    for (const part of ['data-side="pair"', 'And 488 more']) expect(page.includes(part), part).toBe(true);
  });

  it.each(HOSTILE.map((text) => [text]))('shows as text, wherever it stands: %j', (text) => {
    const report = accepted({
      name: text,
      results: [
        slowList({ subject: text, label: text, variant: text, id: text }),
        missing({ subject: text, label: text }),
        aSize(1, 2, {
          metric: 'total',
          subject: text,
          details: { contents: { parts: [{ kind: 'package', name: text, base: 1, head: 2 }], modules: [] } },
        }),
        aResult({
          metric: 'cpu',
          subject: text,
          details: { calls: [{ parent: null, name: text, place: text, base: 1, head: 2 }] },
        }),
        aResult({
          check: 'vitals',
          metric: 'requests',
          subject: text,
          details: { base: null, head: { waterfall: [{ url: `/${text}`, startMs: 0, endMs: 1 }] } },
        }),
        aResult({
          metric: 'queries',
          details: { shapes: [{ shape: text, base: null, head: { times: 2, rows: 1, ms: null } }] },
        }),
      ],
      findings: [aFinding({ subject: text, location: text, evidence: { name: text } })],
      failures: [aFailure({ subject: text, message: text, hint: text, output: text })],
      files: [{ name: text, title: text }],
      notes: [text],
      config: text,
    });
    const page = renderHtml(report, LINKS);
    expect(unescapedInPage(page)).toBeNull();
    expect(parseDocument(page).children.length).toBeGreaterThan(0);
  });
});
