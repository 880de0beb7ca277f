import { describe, expect, test } from 'vitest';
import type { ReportFinding } from '../../../src/model/report.ts';
import { describeFinding } from '../../../src/report/words/findings.ts';
import { plain } from '../../../src/text/inline.ts';
import { aFinding, failing } from '../../support/reports/a-report.ts';

const worded = (given: Partial<ReportFinding>) => plain(describeFinding(aFinding(given), failing()));

describe('a finding in words', () => {
  test('a package that is new', () => {
    expect(worded({})).toBe(
      'app: +71 kB lodash 4.17.21, new, imported by src/checkout/total.ts. Import only the functions that are used.',
    );
  });

  test('a package that grew, measured before minification', () => {
    const evidence = { name: 'react', minified: false };
    expect(worded({ code: 'bundle.package-grew', current: 30_000, target: 20_000, evidence, suggestion: null })).toBe(
      'app: +10 kB react, imported by src/checkout/total.ts (before minification).',
    );
  });

  test('a package, by its growth in the compression of the table', () => {
    const evidence = { name: 'lodash', version: '4.17.21', compression: 'gzip', compressed: 25_130 };
    expect(worded({ evidence, suggestion: null })).toBe(
      'app: +25.1 kB lodash 4.17.21, new, imported by src/checkout/total.ts.',
    );
    const unminified = { ...evidence, compression: 'brotli', minified: false };
    expect(worded({ evidence: unminified, suggestion: null })).toMatch(/\+25\.1 kB .+ \(before minification\)\.$/);
    expect(worded({ evidence: { ...evidence, compression: 'none' }, suggestion: null })).toContain('+71 kB');
  });

  test('a package that brings others', () => {
    const evidence = { name: 'charts', brings: ['d3-scale', 'd3-array', 'd3-time', 'd3-color', 'd3-path'] };
    const brought = { packages: 12, bytes: 40_000 };
    expect(worded({ evidence: { ...evidence, brought }, suggestion: null })).toBe(
      'app: +71 kB charts, new, imported by src/checkout/total.ts, which brings d3-scale, d3-array and 10 more.',
    );
    expect(worded({ evidence: { name: 'charts', brings: ['d3-scale'] }, suggestion: null })).toMatch(
      /brings d3-scale\.$/,
    );
  });

  test('a package of another version', () => {
    const evidence = { name: 'lodash', from: '4.17.20', version: '4.17.21' };
    const grown = { code: 'bundle.package-grew', location: null, current: 72_000, target: 70_000, suggestion: null };
    expect(worded({ ...grown, evidence })).toBe('app: +2 kB lodash 4.17.20 → 4.17.21.');
    expect(worded({ ...grown, evidence: { name: 'lodash', files: { base: 1, head: 2 } } })).toBe(
      'app: +2 kB lodash, now in 2 files.',
    );
  });

  test('a package that is there twice', () => {
    const evidence = { name: 'date-fns', versions: ['4.1.0', '2.30.0'], saves: 24_000 };
    const suggestion = { code: 'align-versions', effort: 'medium' } as const;
    const location = '@acme/calendar';
    const twice = { code: 'bundle.package-duplicated', location, current: 54_000, target: 30_000, suggestion };
    expect(worded({ ...twice, evidence })).toBe(
      'app: +24 kB date-fns twice, 4.1.0 and 2.30.0 (through @acme/calendar). Align the versions: about −24 kB.',
    );
    const compressed = { compression: 'gzip', compressed: 8_000 };
    expect(worded({ ...twice, suggestion: null, evidence: { ...evidence, ...compressed } })).toBe(
      'app: +8 kB date-fns twice, 4.1.0 and 2.30.0 (through @acme/calendar).',
    );
    const copies = [{ folder: 'a' }, { folder: 'b' }, { folder: 'c' }];
    expect(
      worded({ ...twice, location: null, suggestion: null, evidence: { name: 'x', versions: ['1.0.0'], copies } }),
    ).toBe('app: +24 kB x three times, 1.0.0.');
  });

  test('what shrank, what fills a budget, and the file that breaks that of a glob', () => {
    const given = { location: null, current: null, target: null, suggestion: null };
    const rest = { compression: 'gzip', compressed: -6_200, shrank: ['moment', 'src/old'] };
    expect(worded({ ...given, code: 'bundle.rest', evidence: rest })).toBe(
      'app: −6.2 kB elsewhere, above all in moment, src/old.',
    );
    const fills = { largest: ['moment', 'src/pages'], sizes: [68_000, 24_000] };
    const suggestion = { code: 'load-largest-later', effort: 'medium' } as const;
    expect(worded({ ...given, code: 'bundle.fills', evidence: fills, suggestion })).toBe(
      'app: moment 68 kB and src/pages 24 kB fill the budget that base is over as well. Load moment when it is needed.',
    );
    expect(worded({ ...given, code: 'bundle.fills', evidence: { largest: ['moment'], sizes: [68_000] } })).toBe(
      'app: moment 68 kB fills the budget that base is over as well.',
    );
    const file = { ...given, code: 'bundle.largest-file', metric: 'assets/*.js', location: 'assets/vendor-1.js' };
    expect(worded({ ...file, evidence: { largest: ['moment'] } })).toBe(
      'app: assets/vendor-1.js is the largest file of assets/*.js, and consists above all of moment.',
    );
  });

  test('a version that can be kept', () => {
    const evidence = { name: 'x', from: '1.0.0', version: '2.0.0', compression: 'gzip', compressed: 171_000 };
    const suggestion = { code: 'keep-version', effort: 'low' } as const;
    expect(worded({ code: 'bundle.package-grew', location: null, evidence, suggestion })).toBe(
      'app: +171 kB x 1.0.0 → 2.0.0. Keep version 1.0.0, which was 170 kB smaller.',
    );
  });

  test.each([
    ['module-new', { name: 'src/grid.ts' }, 'src/grid.ts, new'],
    ['module-new', { name: 'src/hero.png', inlined: true }, 'src/hero.png, new, as a data URL'],
    ['module-grew', { name: 'src/grid.ts' }, 'src/grid.ts'],
    ['module-grew', { name: 'src/checkout', modules: 14 }, 'in 14 small modules of src/checkout'],
    ['module-moved', { name: 'chart.js', version: '4.4.0' }, 'chart.js 4.4.0, moved to the first load of index.html'],
    ['module-moved', { name: 'a.js', entries: 3 }, 'a.js, moved to the first load of index.html and 2 more pages'],
    ['module-moved', { name: 'src/a', modules: 5 }, '5 modules of src/a, moved to the first load of index.html'],
    ['inline-map', { files: 3 }, 'source map inside index.html and 2 more files'],
    ['file-new', {}, 'index.html, new'],
    ['file-new', { files: 12 }, '12 small files in index.html, new'],
    ['file-grew', { was: 'old.html' }, 'index.html, before it was old.html'],
    ['file-grew', { denser: true }, 'index.html, which compresses worse'],
    ['file-grew', { unmapped: true }, 'index.html, outside of all modules'],
  ])('what is larger: %s', (code, evidence, words) => {
    const given = { code: `bundle.${code}`, location: 'index.html', current: 30_000, target: 0, suggestion: null };
    expect(worded({ ...given, evidence })).toBe(`app: +30 kB ${words}.`);
  });

  test.each([
    [
      'import-one-function',
      { form: 'lodash-es', saves: 67_000 },
      'Import only the functions that are used (lodash-es): up to −67 kB.',
    ],
    ['replace-package', { replacement: 'dayjs' }, 'dayjs does the same for less.'],
    ['load-later', {}, 'Load it when it is needed.'],
    [
      'load-later',
      { alternative: 'ofetch' },
      'Load it when it is needed, or use ofetch instead, as module-replacements recommends.',
    ],
    ['leave-out', {}, 'It is too small to load later: import less of it.'],
    ['hidden-source-map', {}, 'Write source maps to files of their own (hidden).'],
    ['write-source-maps', {}, 'Source maps (hidden) show what it is made of.'],
    [
      'write-source-maps',
      { tool: 'Next.js' },
      'Source maps (productionBrowserSourceMaps: true in next.config) show what it is made of.',
    ],
    ['write-source-maps', { tool: 'constructor' }, 'Source maps (hidden) show what it is made of.'],
    ['modern-image-format', {}, 'AVIF or WebP is smaller.'],
  ])('the mend: %s', (code, evidence, words) => {
    const finding = { code: 'bundle.package-new', location: null, evidence: { name: 'x', ...evidence } };
    expect(worded({ ...finding, suggestion: { code, effort: 'low' } })).toBe(`app: +71 kB x, new. ${words}`);
  });

  test('a newly imported package of unknown weight', () => {
    const evidence = { name: 'lodash', version: '4.17.21', importers: ['lib/total.js'] };
    const finding = {
      code: 'bundle.package-imported',
      location: 'lib/total.js',
      current: null,
      target: null,
      evidence,
    };
    expect(worded({ ...finding, suggestion: null })).toBe(
      'app: lodash 4.17.21 is imported by lib/total.js, and was not before (its size is unknown without source maps).',
    );
  });

  test('evidence that is nothing like what the check gives does no harm', () => {
    const odd = { name: {}, version: 7, versions: [{}, null], copies: 'many', files: null, brings: [1], brought: 3 };
    for (const code of [
      'package-new',
      'package-grew',
      'package-duplicated',
      'module-moved',
      'file-grew',
      'inline-map',
    ]) {
      const evidence = { ...odd, compressed: Number.NaN, compression: {}, entries: -1, saves: 'all' };
      expect(worded({ code: `bundle.${code}`, evidence }), code).toMatch(/^app: \+71 kB /);
    }
  });

  test('a code and a suggestion that nobody knows here are told from their data', () => {
    const finding = {
      code: 'database.query-repeated',
      evidence: { query: 'select 1', calls: 11, nested: { a: 1 } },
      location: 'src/list.ts',
      suggestion: { code: 'batch-the-query', effort: 'low' as const },
    };
    expect(worded(finding)).toBe(
      'app: +71 kB query repeated in src/list.ts: query select 1, calls 11. Batch the query.',
    );
  });

  test('a code that is the name of something every object has', () => {
    expect(worded({ code: 'constructor', evidence: {}, suggestion: { code: 'toString', effort: 'low' } })).toBe(
      'app: +71 kB constructor in src/checkout/total.ts. To string.',
    );
  });

  test('without figures, or with those of a metric that has no result, no amount is made up', () => {
    expect(
      worded({ code: 'x.query-repeated', kind: 'database', metric: 'calls', evidence: {}, suggestion: null }),
    ).toBe('app: query repeated in src/checkout/total.ts.');
    expect(worded({ current: null, target: null, suggestion: null })).toMatch(/^app: lodash/);
  });
});
