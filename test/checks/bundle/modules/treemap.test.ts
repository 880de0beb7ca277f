import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attribution } from '../../../../src/checks/bundle/evidence.ts';
import { treemap } from '../../../../src/checks/bundle/modules/treemap.ts';
import { findChromium } from '../../../../src/checks/vitals/browser/chromium.ts';

const found = findChromium(process.env);

const attribution = (ids: readonly string[], path = 'assets/index.js'): Attribution => ({
  source: 'source maps',
  minified: true,
  files: [{ path, modules: ids.map((id, index) => ({ id, bytes: 1_000 * (index + 1) })), unmapped: 500 }],
  importers: {},
  versions: {},
});

const EVIL = [
  '</script><script>window.evil = 1</script>',
  'src/</script ><img src=x onerror="window.evil = 2">.js',
  '<!--<script>window.evil = 3',
  '"};window.evil = 4;//',
  `\${window.evil = 5}`,
  '\\";window.evil = 6;//',
  '\u2028window.evil = 7',
];

describe.skipIf('problem' in found)('the treemap in a browser', () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'treemap-test-'));
    const executablePath = 'path' in found ? found.path : '';
    browser = await launch({
      executablePath,
      userDataDir: join(folder, 'profile'),
      args: ['--no-sandbox'],
      pipe: true,
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, maxRetries: 5 });
  });

  async function opened(html: string) {
    const file = join(folder, 'treemap.html');
    writeFileSync(file, html);
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('svg rect');
    const texts = await page.$$eval('svg text', (nodes) => nodes.map((node) => node.textContent ?? ''));
    const state = {
      errors,
      title: await page.title(),
      rectangles: (await page.$$('svg rect')).length,
      evil: await page.evaluate('window.evil'),
      images: (await page.$$('img')).length,
    };
    await page.close();
    return { ...state, text: texts.join('\n') };
  }

  it('a treemap draws every module and the unmapped rest', async () => {
    const html = await treemap(attribution(['src/total.ts', 'node_modules/lodash/lodash.js']), 'app');
    const page = await opened(html);
    expect(page).toMatchObject({ errors: [], title: 'app' });
    expect(page.rectangles).toBeGreaterThanOrEqual(3);
    for (const name of ['total.ts', 'lodash', '[unmapped]']) expect(page.text).toContain(name);
  });

  it('a treemap runs no script in an id, a path or the title, and draws them all', async () => {
    const html = await treemap(attribution(EVIL, `assets/${EVIL[0]}.js`), EVIL.join(' '));
    const page = await opened(html);
    expect(page).toMatchObject({ errors: [], evil: undefined, images: 0 });
    expect(page.rectangles).toBeGreaterThanOrEqual(EVIL.length);
  });
});

it('a treemap draws names that every object has, empty ones and ones that are too long', async () => {
  const names = ['__proto__', 'constructor', 'toString', '', '/', '/__proto__/constructor', 'a/'.repeat(5_000)];
  for (const path of ['__proto__', 'constructor', 'a.js']) {
    const html = await treemap(attribution(names, path), '__proto__');
    expect(html).toContain('"renderedLength":6000');
  }
});

it('a treemap of modules that claim to exceed all memory stays small', async () => {
  const [file] = attribution([]).files;
  const modules = [{ id: 'a.js', bytes: 1e300 }];
  const html = await treemap(
    { ...attribution([]), files: [{ path: 'a.js', unmapped: Number.NaN, ...file, modules }] },
    '',
  );
  expect(html).toContain('"renderedLength":100000000');
});
