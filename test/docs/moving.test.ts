import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { budgetJson } from '../../src/init/from/budget-json.ts';
import { bundlesize } from '../../src/init/from/bundlesize.ts';
import { bundlewatch } from '../../src/init/from/bundlewatch.ts';
import { compressedSize } from '../../src/init/from/compressed-size.ts';
import { lighthouse } from '../../src/init/from/lighthouse.ts';
import { sizeLimit } from '../../src/init/from/size-limit.ts';
import type { Imported } from '../../src/init/importer.ts';
import type { Files } from '../support/folders/temporary.ts';
import { declares, imported } from '../support/init/init-in.ts';

/** What becomes of an example of each row, by the row's first cell. */
type Rows = Readonly<Record<string, readonly [becomes: Promise<Imported>, expected: object]>>;

const becomes = (settings: object) => ({ bundle: [{ settings }] });
const leftOut = (...whats: string[]) => ({
  notes: expect.arrayContaining(
    whats.map((what) => expect.objectContaining({ outcome: 'left out', what: expect.stringContaining(what) })),
  ),
});

const checkOf = (check: object, version = '14.3.0', more: Files = {}) =>
  imported(sizeLimit, [{ path: 'dist/app.js', ...check }], {
    ...declares({ 'size-limit': version, '@size-limit/file': version }),
    ...more,
  });

const small = { 'size-limit': '14.1.0', '@size-limit/preset-small-lib': '14.1.0' };

const ofSizeLimit: Rows = {
  '`path`': [checkOf({ path: ['dist/*.js'] }), becomes({ files: 'dist/*.js' })],
  '`path` with `!`': [checkOf({ path: ['dist/*.js', '!dist/x.js'] }), becomes({ exclude: 'dist/x.js' })],
  '`limit`': [checkOf({ limit: '10 kB' }), becomes({ budgets: { total: '10 kB' } })],
  '`limit` with an `s`': [checkOf({ limit: '500 bytes' }), leftOut('limit "500 bytes"')],
  'no `limit`': [checkOf({}), becomes({ budgets: { javascript: 'off' } })],
  '`gzip`, `brotli`': [checkOf({ brotli: true }, '8.0.0'), becomes({ compression: 'brotli' })],
  '`gzip: false` alone': [checkOf({ gzip: false }), becomes({ compression: 'brotli' })],
  '`name`': [checkOf({ name: 'core' }), { bundle: [{ name: 'core' }] }],
  '`message`': [checkOf({ message: 'Ask Ada' }), { bundle: [{ comments: ['Ask Ada'] }] }],
  'a preset or plugin that bundles': [
    checkOf({ limit: '3 kB', ignore: ['react'] }, '14.1.0', declares(small)),
    becomes({ import: '*', from: 'dist/app.js', external: 'react', budgets: { total: '3.14 kB' } }),
  ],
  '`import`': [
    checkOf({ import: '{ a }', limit: '3 kB' }, '14.1.0', declares(small)),
    becomes({ import: '{ a }', from: 'dist/app.js', budgets: { total: '3.14 kB' } }),
  ],
  webpack: [
    checkOf({ limit: '3 kB' }, '14.1.0', declares({ 'size-limit': '14.1.0', '@size-limit/webpack': '14.1.0' })),
    { ...becomes({ import: '*', budgets: { javascript: 'off' } }), ...leftOut('limit of') },
  ],
  'several entries that are bundled': [
    checkOf({ path: ['a.js', 'b.js'], limit: '3 kB' }, '14.1.0', declares(small)),
    { ...becomes({ files: ['a.js', 'b.js'], budgets: { javascript: 'off' } }), ...leftOut('limit of') },
  ],
  '`running`, `time`': [checkOf({ running: true, time: {} }), leftOut('running', 'time')],
  '`config`, `modifyEsbuildConfig`': [
    checkOf({ config: 'a.js', modifyEsbuildConfig: {} }),
    leftOut('config', 'modifyEsbuildConfig'),
  ],
};

const globs = (...files: object[]) => imported(bundlewatch, { files });
const glob = (path: string, more: object = {}) => globs({ path, maxSize: '10 kB', ...more });

const ofBundlewatch: Rows = {
  '`path`': [glob('dist/*.js'), becomes({ files: ['dist/*.js'], budgets: { 'dist/*.js': '10 KiB' } })],
  '`path` with a hash': [glob('main.4f3a2b1c9d.js'), becomes({ files: ['main.*.js'] })],
  '`maxSize`': [imported(bundlesize, [{ path: 'a.js', maxSize: '10 kB' }]), becomes({ budgets: { 'a.js': '10 KiB' } })],
  '`maxSize: 30 KiB`': [
    glob('a.js', { maxSize: '30 KiB' }),
    {
      ...becomes({ budgets: { 'a.js': '30 KiB' } }),
      notes: expect.arrayContaining([expect.objectContaining({ why: 'to bundlewatch it means 30 bytes' })]),
    },
  ],
  '`maxSize: ten`': [glob('a.js', { maxSize: 'ten' }), leftOut('maxSize "ten"')],
  '`compression`': [
    globs({ path: 'a.js', maxSize: '1 kB' }, { path: 'b.js', maxSize: '1 kB', compression: 'brotli' }),
    { bundle: [{ settings: { files: ['a.js'] } }, { settings: { files: ['b.js'], compression: 'brotli' } }] },
  ],
  '`defaultCompression`': [
    imported(bundlewatch, { files: [{ path: 'a.js', maxSize: '1 kB' }], defaultCompression: 'brotli' }),
    becomes({ compression: 'brotli' }),
  ],
  'globs that overlap': [
    globs({ path: 'dist/*.js', maxSize: '1 kB' }, { path: 'dist/big.js', maxSize: '90 kB' }),
    { bundle: [{ settings: { files: ['dist/big.js'] } }, { settings: { exclude: ['dist/big.js'] } }] },
  ],
  '`normalizeFilenames`': [
    imported(bundlewatch, { files: [], normalizeFilenames: '^.+?(\\.\\w+)\\.js$' }),
    leftOut('normalizeFilenames'),
  ],
  '`ci`, `bundlewatchServiceHost`': [
    imported(bundlewatch, { files: [], ci: { trackBranches: ['main'] }, bundlewatchServiceHost: 'https://a.example' }),
    leftOut('ci', 'bundlewatchServiceHost'),
  ],
};

const step = (inputs: object) => imported(compressedSize, { uses: 'preactjs/compressed-size-action@v2', with: inputs });

const ofCompressedSize: Rows = {
  '`pattern`': [step({ pattern: 'lib/*.js' }), becomes({ files: 'lib/*.js' })],
  '`exclude`': [step({ exclude: '{a.js,b.js}' }), becomes({ exclude: ['a.js', 'b.js'] })],
  '`compression`': [step({ compression: 'brotli' }), becomes({ compression: 'brotli' })],
  '`build-script`': [step({ 'build-script': 'build:ci' }), { build: 'npm run build:ci' }],
  '`install-script`': [step({ 'install-script': 'npm ci' }), { install: 'npm ci' }],
  '`cwd`': [step({ cwd: './web' }), becomes({ files: 'web/**/dist/**/*.{js,mjs,cjs}' })],
  '`strip-hash`': [step({ 'strip-hash': '\\.(\\w+)\\.js' }), leftOut('strip-hash')],
  '`minimum-change-threshold`': [step({ 'minimum-change-threshold': 100 }), leftOut('minimum-change-threshold')],
  'all others': [step({ 'sort-by': 'Size:asc', 'repo-token': 'x' }), leftOut('sort-by', 'repo-token')],
};

const collect = (more: object) => imported(lighthouse, { ci: { collect: more } });
const page = { path: '/', server: 'site' };

const ofCollect: Rows = {
  '`url`, of the machine itself': [
    collect({ url: 'http://localhost:3000/a', startServerCommand: 'npm start' }),
    { servers: [{ settings: { start: 'npm start' } }], vitals: [{ settings: { path: '/a' } }] },
  ],
  '`url`, elsewhere': [
    collect({ url: 'https://www.example.com/' }),
    { servers: [{ settings: { url: 'https://www.example.com' } }], vitals: [{ settings: { path: '/' } }] },
  ],
  '`startServerCommand`': [
    collect({ startServerCommand: 'vite preview --port 4173' }),
    { servers: [{ settings: { start: 'vite preview --port $PORT --strictPort' } }], vitals: [{ settings: page }] },
  ],
  '`staticDistDir`': [
    imported(lighthouse, { ci: { collect: { staticDistDir: './dist' } } }, { 'dist/index.html': '<p>hello' }),
    { servers: [{ settings: { static: 'dist' } }], vitals: [{ settings: page }] },
  ],
  '`preset: desktop`, `formFactor`': [
    collect({ staticDistDir: 'dist', settings: { preset: 'desktop' } }),
    { vitals: [{ settings: { device: 'desktop' } }] },
  ],
  '`throttlingMethod: devtools`': [
    collect({ staticDistDir: 'dist', settings: { throttlingMethod: 'devtools' } }),
    { vitals: [{ settings: { throttling: 'devtools' } }] },
  ],
  '`extraHeaders`': [
    collect({ staticDistDir: 'dist', settings: { extraHeaders: { 'x-preview': 'on' } } }),
    { vitals: [{ settings: { headers: { 'x-preview': 'on' } } }] },
  ],
};

const asserted = (assert: object) =>
  imported(lighthouse, { ci: { collect: { url: 'http://localhost/', startServerCommand: 'npm start' }, assert } });
const limited = (budgets: object) => ({ vitals: [{ settings: { budgets } }] });
const audit = (name: string, options: object, budgets: object): Rows[string] => [
  asserted({ assertions: { [name]: ['error', options] } }),
  limited(budgets),
];
const ignored = (name: string, level: string, what: string): Rows[string] => [
  asserted({ assertions: { [name]: level } }),
  { ...limited({ lcp: 'off', cls: 'off', ttfb: 'off' }), ...leftOut(what) },
];
const most = (value: number) => ({ maxNumericValue: value });
const fcp = (value: number) => ({ 'first-contentful-paint': ['error', most(value)] });

const ofAssert: Rows = {
  '`first-contentful-paint`': audit('first-contentful-paint', most(2_000), { fcp: '2 s' }),
  '`largest-contentful-paint`': audit('largest-contentful-paint', most(3_000), { lcp: '3 s' }),
  '`cumulative-layout-shift`': audit('cumulative-layout-shift', most(0.2), { cls: 0.2 }),
  '`total-blocking-time`': audit('total-blocking-time', most(300), { tbt: '300 ms' }),
  '`speed-index`': audit('speed-index', most(4_300), { 'speed-index': '4.3 s' }),
  '`server-response-time`': audit('server-response-time', most(400), { ttfb: '400 ms' }),
  '`resource-summary:script:size`': audit('resource-summary:script:size', most(170_000), { 'script-bytes': '170 kB' }),
  '`resource-summary:total:size`': audit('resource-summary:total:size', most(300_000), { bytes: '300 kB' }),
  '`resource-summary:font:count`': audit('resource-summary:font:count', most(2), { 'font-requests': 2 }),
  '`resource-summary:total:count`': audit('resource-summary:total:count', most(30), { requests: 30 }),
  '`total-byte-weight`': audit('total-byte-weight', most(500_000), { bytes: '500 kB' }),
  '`unsized-images`': audit('unsized-images', { maxLength: 2 }, { 'unsized-images': 2 }),
  '`render-blocking-resources`': audit('render-blocking-resources', { maxLength: 1 }, { 'render-blocking': 1 }),
  '`font-display`': audit('font-display', { maxLength: 0 }, { 'blocking-fonts': 0 }),
  '`minScore`': audit('total-blocking-time', { minScore: 0.5 }, { tbt: '600 ms' }),
  '`assertMatrix`': [
    asserted({
      assertMatrix: [
        { matchingUrlPattern: '.*', assertions: fcp(3_000) },
        { matchingUrlPattern: '/$', assertions: fcp(2_000) },
      ],
    }),
    limited({ fcp: '2 s' }),
  ],
  '`categories:performance`': ignored('categories:performance', 'error', 'categories:performance'),
  '`interactive`': ignored('interactive', 'error', 'interactive'),
  '`warn`': ignored('first-contentful-paint', 'warn', 'first-contentful-paint'),
  '`color-contrast`': ignored('color-contrast', 'error', '1 audit of other things'),
};

const budgetsOf = (budgets: object, ...others: object[]) =>
  imported(budgetJson, [budgets, ...others], { 'dist/index.html': '<p>hello' });
const scripts = (budget: number) => ({ resourceSizes: [{ resourceType: 'script', budget }] });

const ofBudgetJson: Rows = {
  '`resourceSizes`': [budgetsOf(scripts(125)), limited({ 'script-bytes': '125 KiB' })],
  '`resourceCounts`': [
    budgetsOf({ resourceCounts: [{ resourceType: 'script', budget: 5 }] }),
    limited({ 'script-requests': 5 }),
  ],
  '`timings`': [
    budgetsOf({ timings: [{ metric: 'first-contentful-paint', budget: 1_500 }] }),
    limited({ fcp: '1.5 s' }),
  ],
  '`path`': [
    budgetsOf({ path: '/', ...scripts(125) }, { path: '/blog', ...scripts(1) }),
    limited({ 'script-bytes': '125 KiB' }),
  ],
};

describe.each([
  ['size-limit', null, ofSizeLimit],
  ['bundlesize', 'bundlesize and bundlewatch', ofBundlewatch],
  ['bundlesize', 'compressed-size-action', ofCompressedSize],
  ['lighthouse-ci', 'collect', ofCollect],
  ['lighthouse-ci', 'assert', ofAssert],
  ['lighthouse-ci', 'budget.json', ofBudgetJson],
])('docs/moving/%s.md, %s', (name, title, rows) => {
  const text = readFileSync(join(import.meta.dirname, `../../docs/moving/${name}.md`), 'utf8');
  const part = title === null ? text : text.split('\n## ').find((section) => section.startsWith(`${title}\n`));

  test('has the rows that are tested here, and no other', () => {
    const [, ...cells] = [...(part ?? '').matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell);
    expect(cells).toEqual(Object.keys(rows));
  });

  test.each(Object.entries(rows))('%s', async (_, [result, expected]) => {
    expect(await result).toMatchObject(expected);
  });
});
