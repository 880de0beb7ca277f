import type { Page } from 'puppeteer-core';
import type { Device } from '../settings.ts';
import { performanceConfig } from './lighthouse-config.ts';

/** Makes the page that of a device, as Lighthouse will, for what is done before Lighthouse comes. */
export async function emulate(page: Page, device: Device): Promise<void> {
  const { screenEmulation, emulatedUserAgent } = performanceConfig(device).settings ?? {};
  if (!screenEmulation || typeof emulatedUserAgent !== 'string')
    throw new Error(`This version of Lighthouse does not emulate ${device}.`);
  const { width = 0, height = 0, deviceScaleFactor = 1, mobile = false } = screenEmulation;
  const viewport = { width, height, deviceScaleFactor, isMobile: mobile, hasTouch: mobile };
  await page.emulate({ viewport, userAgent: emulatedUserAgent });
}

/**
 * Lighthouse's emulation ends with its session, and so at the end of the navigation and of each timespan: in between, the
 * page would become that of a desktop, and the first thing in a timespan would be to lay it out anew for a phone. So its
 * sessions are kept until the browser ends.
 */
export function keepEmulation(page: Page): void {
  const target = page.target();
  const create = target.createCDPSession.bind(target);
  target.createCDPSession = async () => {
    const session = await create();
    const detach = async () => {
      // Else every frame and worker to come would wait for a word from it before it starts.
      const waitForNone = { autoAttach: false, waitForDebuggerOnStart: false, flatten: true };
      await session.send('Target.setAutoAttach', waitForNone).catch(() => {}); // the page may be gone
    };
    return Object.assign(session, { detach });
  };
}
