import type { Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';

const MOST_BYTES = 1_000_000;

/** Of the sides of the page's own pixels. A phone has more of them than a person needs to see what was there. */
const SCALES = [1, 0.5, 0.25];

/** What the viewport shows, as a PNG in base64, without what was typed into its fields; null where there is none. */
export async function screenshotOf(page: Page): Promise<string | null> {
  try {
    await page.evaluate(veilFields);
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
    return null; // the message tells enough
  }
}

/** Runs in the page, which is of no other use any more: dots in place of what may be a name or a key. */
const veilFields = inPage(() => {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches('input, textarea')) continue;
      element.style.setProperty('-webkit-text-security', 'disc', 'important');
    }
  }
});
