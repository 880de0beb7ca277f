import { describe, expect, test } from 'vitest';
import type { BundleEvidence } from '../../../../src/checks/bundle/evidence.ts';
import { details as detailsOf } from '../../../../src/checks/bundle/explain/details.ts';
import { aBundle, type Described } from '../../../support/bundles/a-bundle.ts';

const base: Described = {
  files: {
    'index-CD5neIF8.js': { 'src/main.ts': 20_000, 'src/cart/total.ts': 900, '[unmapped]': 100 },
    'late-CD5neIF8.js': { 'node_modules/date-fns/a.js': 8_000, 'src/late.ts': 1_000 },
    'sw.js': 600,
    'site.css': 3_000,
    'logo.png': 2_000,
  },
  versions: { 'node_modules/date-fns': '2.30.0' },
  entries: { 'index.html': { initial: ['index-CD5neIF8.js', 'site.css'], async: ['late-CD5neIF8.js'] } },
};
const head: Described = {
  files: {
    'index-BvKxQzP1.js': {
      'src/main.ts': 21_000,
      'src/cart/total.ts': 900,
      'node_modules/lodash/lodash.js': 70_000,
      '[unmapped]': 150,
    },
    'later-BvKxQzP1.js': {
      'node_modules/date-fns/a.js': 8_500,
      'node_modules/x/node_modules/date-fns/a.js': 7_000,
      'src/late.ts': 1_000,
    },
    'sw.js': 600,
    'site.css': 3_000,
    'logo.png': 2_000,
  },
  versions: {
    'node_modules/date-fns': '4.1.0',
    'node_modules/x/node_modules/date-fns': '2.30.0',
    'node_modules/lodash': '4.17.21',
  },
  entries: {
    'about.html': { initial: ['site.css'] },
    'index.html': { initial: ['index-BvKxQzP1.js', 'site.css'], async: ['later-BvKxQzP1.js'] },
  },
};
const sides = { base: aBundle(base), head: aBundle(head) };
const details = (metric: string, part: string | null = null, evidence = sides) => detailsOf({ metric, part }, evidence);

const sum = (rows: readonly { base: number | null; head: number | null }[], side: 'base' | 'head') =>
  rows.reduce((all, row) => all + (row[side] ?? 0), 0);

describe('the details of a size', () => {
  test('details hold all three sizes of each side, and their files, the largest change first', () => {
    const found = details('javascript');
    expect(found.compression).toBe('gzip');
    expect(found.base).toEqual({ raw: 30_600, gzip: 10_200, brotli: 10_200 });
    expect(found.files).toEqual([
      {
        name: 'index-*.js',
        type: 'javascript',
        base: { raw: 21_000, gzip: 7_000, brotli: 7_000 },
        head: { raw: 92_050, gzip: 30_683, brotli: 30_683 },
        was: null,
      },
      {
        name: 'later-*.js',
        type: 'javascript',
        base: { raw: 9_000, gzip: 3_000, brotli: 3_000 },
        head: { raw: 16_500, gzip: 5_500, brotli: 5_500 },
        was: { name: 'late-*.js', matchedBy: 'sources' },
      },
      {
        name: 'sw.js',
        type: 'javascript',
        base: { raw: 600, gzip: 200, brotli: 200 },
        head: { raw: 600, gzip: 200, brotli: 200 },
        was: null,
      },
    ]);
    expect(found.moreFiles).toBe(0);
    expect(found.entries).toBeNull();
  });

  test('details say that a file is new or removed', () => {
    const found = detailsOf(
      { metric: 'images', part: null },
      { base: aBundle({ files: { 'old.png': 10 } }), head: aBundle({ files: { 'new.png': 20 } }) },
    );
    expect(found.files.map(({ name, base, head }) => [name, base?.raw ?? null, head?.raw ?? null])).toEqual([
      ['new.png', null, 20],
      ['old.png', 10, null],
    ]);
  });

  test('details list packages with versions, own code by folder, and the rest, which add up to the size', () => {
    const contents = details('javascript').contents;
    expect(contents?.minified).toEqual({ base: true, head: true });
    const none = { base: [], head: [] };
    expect(contents?.parts).toEqual([
      { kind: 'package', name: 'lodash', base: null, head: 70_000, versions: { base: [], head: ['4.17.21'] } },
      {
        kind: 'package',
        name: 'date-fns',
        base: 8_000,
        head: 15_500,
        versions: { base: ['2.30.0'], head: ['4.1.0', '2.30.0'] },
      },
      { kind: 'own', name: 'src', base: 21_000, head: 22_000, versions: none },
      { kind: 'unmapped', name: '[unmapped]', base: 100, head: 150, versions: none },
      { kind: 'own', name: 'src/cart', base: 900, head: 900, versions: none },
      { kind: 'files', name: 'javascript', base: 600, head: 600, versions: none },
    ]);
    expect(contents?.modules[0]).toEqual({ name: 'src/main.ts', base: 20_000, head: 21_000 });
    for (const metric of ['javascript', 'css', 'images', 'total', 'initial', 'async']) {
      const found = details(metric);
      const parts = found.contents?.parts ?? [];
      expect([sum(parts, 'base'), sum(parts, 'head')], metric).toEqual([found.base?.raw, found.head?.raw]);
    }
  });

  test('details of the first load are those of the heaviest page, or of the page that was asked for', () => {
    const found = details('initial');
    expect(found.entries).toEqual({ base: 'index.html', head: 'index.html' });
    expect(found.files.map(({ name }) => name)).toEqual(['index-*.js', 'site.css']);
    expect(details('async').files.map(({ name }) => name)).toEqual(['later-*.js']);
    const about = details('initial', 'about.html');
    expect(about).toMatchObject({ base: null, head: { raw: 3_000 }, entries: { base: null, head: 'about.html' } });
    expect(details('async', 'about.html')).toMatchObject({ base: null, head: null, files: [], contents: null });
  });

  test('details of a glob hold every file that it fits, and the sizes of the largest', () => {
    const found = details('{index,later,late}-*.js');
    expect(found.base?.raw).toBe(21_000);
    expect(found.head?.raw).toBe(92_050);
    expect(found.files.map(({ name }) => name)).toEqual(['index-*.js', 'later-*.js']);
  });

  test('details leave out contents of files that are known on one side only', () => {
    const unknown: BundleEvidence = { ...sides.base, attribution: null };
    expect(details('javascript', null, { ...sides, base: unknown }).contents).toBeNull();
    expect(detailsOf({ metric: 'javascript', part: null }, { base: null, head: sides.head })).toMatchObject({
      base: null,
      contents: { minified: { base: null, head: true } },
    });
    expect(detailsOf({ metric: 'total', part: null }, { base: null, head: null })).toMatchObject({
      compression: null,
      files: [],
    });
  });
});

describe('the details of a huge bundle', () => {
  const many = (factor: number): BundleEvidence =>
    aBundle({
      compression: 'none',
      files: Object.fromEntries(
        Array.from({ length: 700 }, (_, index) => [
          `${index}.js`,
          { [`node_modules/p${index}/i.js`]: 1_000 + index * factor, [`src/${index}.ts`]: 90 },
        ]),
      ),
      entries: { all: { initial: Array.from({ length: 700 }, (_, index) => `${index}.js`) } },
    });

  test('details of a huge bundle hold the largest changes, how many more there are, and still add up', () => {
    const found = detailsOf({ metric: 'javascript', part: null }, { base: many(1), head: many(2) });
    expect(found.files).toHaveLength(500);
    expect(found.moreFiles).toBe(200);
    expect(found.files[0]?.name).toBe('699.js');
    const parts = found.contents?.parts ?? [];
    expect(parts).toHaveLength(501);
    expect(parts.at(-1)).toMatchObject({ kind: 'rest', name: '201 more' });
    expect([sum(parts, 'base'), sum(parts, 'head')]).toEqual([found.base?.raw, found.head?.raw]);
    expect(found.contents).toMatchObject({ moreModules: 200 });
  });

  test('details of a huge bundle are shorter for each of its pages', () => {
    const found = detailsOf({ metric: 'initial', part: 'all' }, { base: many(1), head: many(2) });
    expect([found.files.length, found.moreFiles, found.contents?.modules.length]).toEqual([50, 650, 50]);
  });
});
