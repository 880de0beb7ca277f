import { describe, expect, test } from 'vitest';
import { budgetJson } from '../../../src/init/from/budget-json.ts';
import { lighthouse } from '../../../src/init/from/lighthouse.ts';
import { treosh } from '../../../src/init/from/treosh.ts';
import { largestAtScore } from '../../../src/init/shared/lighthouse/score.ts';
import { imported } from '../../support/init/init-in.ts';

/** The installed Lighthouse's own scores. */
const { getLogNormalScore } = (await import(
  new URL('../../../node_modules/lighthouse/shared/statistics.js', import.meta.url).href
)) as { getLogNormalScore(curve: { median: number; p10: number }, value: number): number };

describe('A score of Lighthouse CI as a number', () => {
  test.each([
    ['fcp', 'mobile', 0.9, 1_800],
    ['fcp', 'mobile', 0.75, 2_300],
    ['fcp', 'mobile', 0.5, 3_000],
    ['fcp', 'mobile', 0.3, 3_700],
    ['lcp', 'mobile', 0.9, 2_500],
    ['lcp', 'mobile', 0.75, 3_130],
    ['lcp', 'desktop', 0.5, 2_400],
    ['speed-index', 'mobile', 0.3, 7_230],
    ['tbt', 'mobile', 0.75, 340],
    ['cls', 'mobile', 0.9, 0.1],
    ['cls', 'desktop', 0.75, 0.155],
  ] as const)('of %s on %s: %f is %f', (metric, device, score, value) => {
    expect(largestAtScore(metric, device, score)).toBe(value);
  });

  test.each([0.1, 0.3, 0.55, 0.8, 0.89])('is the one up to which Lighthouse gives %f', (score) => {
    const value = largestAtScore('lcp', 'mobile', score) ?? 0;
    const curve = { p10: 2_500, median: 4_000 };
    expect(getLogNormalScore(curve, value - 10)).toBeGreaterThanOrEqual(score);
    expect(getLogNormalScore(curve, value + 10)).toBeLessThan(score);
  });

  test('is none where every value has it, or none', () => {
    expect([0, 1, Number.NaN].map((score) => largestAtScore('lcp', 'mobile', score))).toEqual([null, null, null]);
  });
});

const OFF = { lcp: 'off', cls: 'off', ttfb: 'off' };

const withAssertions = (assertions: object, more: object = {}) =>
  imported(lighthouse, {
    ci: {
      collect: { url: 'http://localhost:3000/', startServerCommand: 'npm start', ...more },
      assert: { assertions },
    },
  });

describe('An assertion of Lighthouse CI', () => {
  test.each<[audit: string, assertion: unknown, budgets: object]>([
    ['first-contentful-paint', ['error', { maxNumericValue: 2_000 }], { fcp: '2 s', ...OFF }],
    ['largest-contentful-paint', 'error', { lcp: '2.5 s', cls: 'off', ttfb: 'off' }],
    ['cumulative-layout-shift', ['error', { maxNumericValue: 0.15 }], { cls: 0.15, lcp: 'off', ttfb: 'off' }],
    ['total-blocking-time', ['error', { minScore: 0.5 }], { tbt: '600 ms', ...OFF }],
    ['server-response-time', 'error', { ttfb: '600 ms', lcp: 'off', cls: 'off' }],
    ['resource-summary:script:size', ['error', { maxNumericValue: 170_000 }], { 'script-bytes': '170 kB', ...OFF }],
    ['resource-summary.total.count', ['error', { maxNumericValue: 30 }], { requests: 30, ...OFF }],
    ['resource-summary:third-party:size', ['error', { maxNumericValue: 0 }], { 'third-party-bytes': '0 B', ...OFF }],
    ['total-byte-weight', ['error', { maxNumericValue: 300_000 }], { bytes: '300 kB', ...OFF }],
    ['unsized-images', ['error', { maxLength: 2 }], { 'unsized-images': 2, ...OFF }],
    ['unsized-images', 'error', { 'unsized-images': 0, ...OFF }],
    ['largest-contentful-paint', ['warn', { maxNumericValue: 2_000 }], OFF],
    ['largest-contentful-paint', 'off', OFF],
    ['categories:performance', ['error', { minScore: 0.9 }], OFF],
    ['performance', 'error', OFF],
    ['firstContentfulPaint', ['error', { maxNumericValue: 2_000 }], OFF],
    ['color-contrast', 'error', OFF],
  ])('%s %j becomes a budget, or none', async (audit, assertion, budgets) => {
    const { vitals } = await withAssertions({ [audit]: assertion });
    expect(vitals).toEqual([{ name: 'home', settings: { server: 'site', path: '/', budgets } }]);
  });

  test.each([
    ['interactive', 'error', 'tbt is nearest'],
    ['performance', 'warn', 'performance is a category, and no audit'],
    ['categories:performance', ['error', { minScore: 0.9 }], 'a score; lcp, tbt and cls'],
    ['largest-contentful-paint', ['warn', { maxNumericValue: 2_000 }], 'it only warned'],
    ['unused-javascript', ['error', { maxLength: 0 }], 'unused-javascript counts bytes here'],
  ])('%s %j is left out, with the reason', async (audit, assertion, why) => {
    const { notes } = await withAssertions({ [audit]: assertion });
    expect(notes).toContainEqual(expect.objectContaining({ outcome: 'left out', why: expect.stringContaining(why) }));
  });

  test('of other things than speed is counted, and not listed one by one', async () => {
    const { notes } = await withAssertions({
      'color-contrast': 'error',
      'categories:seo': 'error',
      'image-alt': 'warn',
    });
    expect(notes).toContainEqual(
      expect.objectContaining({ outcome: 'left out', what: '3 audits of other things than speed and size' }),
    );
  });

  test('holds for the pages that its pattern fits, with the least limit of all that do', async () => {
    const fcp = (value: number) => ({ 'first-contentful-paint': ['error', { maxNumericValue: value }] });
    const { vitals } = await imported(lighthouse, {
      ci: {
        collect: { staticDistDir: './dist', url: ['http://localhost/', 'http://localhost/blog/'] },
        assert: {
          assertMatrix: [
            { matchingUrlPattern: '.*', assertions: fcp(3_000) },
            { matchingUrlPattern: '/blog/$', assertions: fcp(1_990) },
          ],
        },
      },
    });
    expect(vitals?.map(({ settings }) => (settings.budgets as { fcp: string }).fcp)).toEqual(['3 s', '1.99 s']);
  });
});

describe('The server of a config of Lighthouse CI', () => {
  test.each<[collect: object, server: object]>([
    [{ startServerCommand: 'npm run serve' }, { start: 'npm run serve' }],
    [{ startServerCommand: 'vite preview --port 4173' }, { start: 'vite preview --port $PORT --strictPort' }],
    [{ startServerCommand: 'PORT=3000 node server.js' }, { start: 'node server.js' }],
    [{ startServerCommand: 'npx http-server -p 8080 dist' }, { start: 'npx http-server dist --port $PORT' }],
    [{ staticDistDir: './dist/' }, { static: 'dist' }],
    [{ url: 'https://example.com/a' }, { url: 'https://example.com' }],
    [{ url: 'http://localhost:8080/a' }, { url: 'http://localhost:8080' }],
  ])('%j becomes %j', async (collect, server) => {
    const { servers, vitals } = await imported(lighthouse, { ci: { collect } });
    expect(servers?.map(({ settings }) => settings)).toEqual([server]);
    expect(vitals).toHaveLength(1);
  });
});

test('A page is measured on the device that Lighthouse CI emulates', async () => {
  const { vitals } = await withAssertions({}, { settings: { preset: 'desktop', throttlingMethod: 'devtools' } });
  expect(vitals?.[0]?.settings).toMatchObject({ device: 'desktop', throttling: 'devtools' });
});

test('Headers that may be secrets are left out, and others come along', async () => {
  const plain = await withAssertions({}, { settings: { extraHeaders: '{"x-preview":"on"}' } });
  expect(plain.vitals?.[0]?.settings).toMatchObject({ headers: { 'x-preview': 'on' } });
  const secret = await withAssertions({}, { settings: { extraHeaders: { Authorization: 'Bearer 123' } } });
  expect(JSON.stringify(secret)).not.toContain('Bearer');
});

test('A config that extends another one has its limits, too', async () => {
  const base = { ci: { assert: { assertions: { 'first-contentful-paint': ['error', { maxNumericValue: 2_000 }] } } } };
  const { vitals, followed } = await imported(
    lighthouse,
    { ci: { extends: './base.json', collect: { url: 'http://localhost/', startServerCommand: 'npm start' } } },
    { 'base.json': JSON.stringify(base) },
  );
  expect(vitals?.[0]?.settings.budgets).toEqual({ fcp: '2 s', ...OFF });
  expect(followed).toEqual(['base.json']);
});

const budgets = [
  {
    path: '/*',
    timings: [
      { metric: 'interactive', budget: 3_000 },
      { metric: 'first-contentful-paint', budget: 1_500 },
    ],
    resourceSizes: [
      { resourceType: 'script', budget: 125 },
      { resourceType: 'third-party', budget: 0 },
    ],
    resourceCounts: [{ resourceType: 'total', budget: 50 }],
  },
  { path: '/blog', resourceSizes: [{ resourceType: 'script', budget: 100 }] },
];
const written = { fcp: '1.5 s', 'script-bytes': '125 KiB', 'third-party-bytes': '0 B', requests: 50, ...OFF };

test("Lighthouse's budgets hold for the page that is found here", async () => {
  const files = { 'dist/index.html': '<p>hello' };
  const { servers, vitals } = await imported(budgetJson, budgets, files);
  expect(servers).toEqual([{ name: 'site', settings: { static: 'dist' } }]);
  expect(vitals).toEqual([{ name: 'home', settings: { server: 'site', path: '/', budgets: written } }]);
});

test("A step of treosh's action is its addresses, with the budgets that it names", async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
  const urls = 'https://example.com/\n${{ steps.deploy.outputs.url }}/blog\n';
  const step = { uses: 'treosh/lighthouse-ci-action@v12', with: { urls, budgetPath: './budget.json', runs: 3 } };
  const { servers, vitals, notes } = await imported(treosh, step, { 'budget.json': JSON.stringify(budgets) });
  expect(servers?.map(({ settings }) => settings)).toEqual([
    { url: 'https://example.com' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a config has
    { url: '${env:PREVIEW_URL}' },
  ]);
  expect(vitals?.map(({ settings }) => settings.budgets)).toEqual([written, { ...written, 'script-bytes': '100 KiB' }]);
  expect(notes).toContainEqual(expect.objectContaining({ outcome: 'left out', what: 'runs 3' }));
});

test('A folder without addresses is its pages, of which five are measured', async () => {
  const files = Object.fromEntries(
    ['', 'a/', 'b/', 'c/', 'd/', 'e/'].map((path) => [`dist/${path}index.html`, '<p>hello']),
  );
  const { vitals } = await imported(lighthouse, { ci: { collect: { staticDistDir: 'dist' } } }, files);
  expect(vitals?.map(({ settings }) => settings.path)).toEqual(['/', '/a/', '/b/', '/c/', '/d/']);
});
