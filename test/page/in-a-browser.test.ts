import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, findSandbox } from '../../src/checks/vitals/browser/chromium.ts';
import { CHROMIUM_FLAGS } from '../../src/checks/vitals/browser/chromium-flags.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { reportWithEverything } from '../support/reports/with-everything.ts';

let browser: Browser;
let folder: string;
let address: string;

beforeAll(async () => {
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  const { works } = await findSandbox(found.path);
  browser = await launch({ executablePath: found.path, args: [...CHROMIUM_FLAGS, ...(works ? [] : ['--no-sandbox'])] });
  folder = await mkdtemp(join(tmpdir(), 'page-test-'));
  const path = join(folder, 'report.html');
  await writeFile(path, renderHtml(reportWithEverything()));
  address = pathToFileURL(path).href;
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page as a reader has it, and all that it asked for and complained of. */
async function open({ width = 1280, scheme = 'light', scripts = true } = {}) {
  const page = await browser.newPage();
  const noise: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:image/jpeg;'))
      noise.push(`a request: ${request.url()}`);
  });
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`an error: ${String(error)}`));
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(address);
  return { page, noise };
}

describe('the page of a report in Chromium', () => {
  it.each([
    [1280, 'light', true],
    [1280, 'dark', false],
    [360, 'light', false],
    [360, 'dark', true],
  ])(
    'opens from a disk at %i px, %s, scripts %s: without a request, a message, or scrolling sideways',
    async (width, scheme, scripts) => {
      const { page, noise } = await open({ width, scheme, scripts });
      const text = await page.$eval('body', (body) => body.innerText);
      for (const result of reportWithEverything().results) expect(text).toContain(result.subject);
      const { scrollWidth } = await page.$eval('html', ({ scrollWidth }) => ({ scrollWidth }));
      expect(scrollWidth).toBeLessThanOrEqual(width);
      expect(noise).toEqual([]);
      await page.close();
    },
  );

  it.each(['light', 'dark'])('breaks no rule of accessibility, %s', async (scheme) => {
    const { page } = await open({ scheme });
    // Outside of the page's policy, which lets nothing in.
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(', ')}`);
    expect(told).toEqual([]);
    await page.close();
  });

  it('says verdict, figures, limit, cause and fix on the first screen', async () => {
    const { page } = await open();
    const seen = await page.$$eval('h1, #moved ~ div tr, #why ~ ol li', (all) =>
      all.filter((one) => one.getBoundingClientRect().bottom <= 800).map((one) => one.textContent ?? ''),
    );
    const screen = seen.join(' ').replace(/\s+/g, ' ');
    for (const text of ['metrics fail', '488 ms', '612 ms', '+25 %', '500 ms, +20 %', 'lodash', 'Import only'])
      expect(screen).toContain(text);
    await page.close();
  });

  it('filters its metrics by words where scripts run', async () => {
    const { page } = await open();
    await page.type('.filter input', 'home lcp');
    const shown = await page.$$eval('#all ~ div .results tbody tr', (rows) =>
      rows.filter((row) => !(row as HTMLElement).hidden).map((row) => row.textContent ?? ''),
    );
    expect(shown.length).toBeGreaterThan(0);
    for (const row of shown) expect(row.toLowerCase()).toContain('lcp');
    await page.close();
  });
});
