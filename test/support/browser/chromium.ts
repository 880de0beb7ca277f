import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import { connect, type Page } from 'puppeteer-core';
import { findChromium, findSandbox } from '../../../src/checks/vitals/browser/chromium.ts';
import { CHROMIUM_FLAGS } from '../../../src/checks/vitals/browser/chromium-flags.ts';

export interface ShownPage extends AsyncDisposable {
  readonly page: Page;
}

/** A real Chromium that shows pages as a phone does, as slow as Lighthouse makes it, each in a window of its own. */
export async function openChromium(): Promise<AsyncDisposable & { show(html: string): Promise<ShownPage> }> {
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  const { works } = await findSandbox(found.path);
  const profile = mkdtempSync(join(tmpdir(), 'steps-test-'));
  const chrome = await launch({
    chromePath: found.path,
    userDataDir: profile,
    chromeFlags: [...CHROMIUM_FLAGS, ...(works ? [] : ['--no-sandbox'])],
    handleSIGINT: false,
  });
  const browser = await connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
  return {
    async show(html) {
      const server = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>${html}`);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const page = await browser.newPage({ type: 'window' });
      await page.emulateFocusedPage(true);
      await page.setViewport({ width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
      await page.emulateCPUThrottling(4);
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/product?secret=1`);
      return {
        page,
        async [Symbol.asyncDispose]() {
          await page.close();
          server.closeAllConnections();
          server.close();
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await browser.disconnect();
      const ended = new Promise((resolve) => chrome.process.once('exit', resolve));
      chrome.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
