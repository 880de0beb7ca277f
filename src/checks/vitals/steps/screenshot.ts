import type { Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';

const MOST_BYTES = 1_000_000;

/** Tried in turn until the file is small enough. A phone has more pixels than a reader needs. */
const SCALES = [1, 0.5, 0.25];

/** The viewport as a base64 PNG, without the text in its fields; null if it can't be captured. */
export async function screenshotOf(page: Page): Promise<string | null> {
  try {
    await page.evaluate(maskFields);
    const session = await page.createCDPSession();
    const { cssVisualViewport: viewport } = await session.send('Page.getLayoutMetrics');
    const { pageX: x, pageY: y, clientWidth: width, clientHeight: height } = viewport;
    for (const scale of SCALES) {
      const clip = { x, y, width, height, scale };
      const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip });
      if (Buffer.byteLength(data, 'base64') <= MOST_BYTES) return data;
    }
    return null;
  } catch {
    return null; // the failure's message suffices
  }
}

/** Runs in the page, which is not used afterwards: replaces the text of fields by dots, for it may be private. */
const maskFields = inPage(() => {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches('input, textarea')) continue;
      element.style.setProperty('-webkit-text-security', 'disc', 'important');
    }
  }
});
