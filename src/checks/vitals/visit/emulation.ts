import type { Page } from 'puppeteer-core';
import type { Device } from '../settings.ts';
import { performanceConfig } from './lighthouse-config.ts';

/** Emulates a device as Lighthouse does, for the steps before Lighthouse takes over. */
export async function emulate(page: Page, device: Device): Promise<void> {
  const { screenEmulation, emulatedUserAgent } = performanceConfig(device).settings ?? {};
  if (!screenEmulation || typeof emulatedUserAgent !== 'string')
    throw new Error(`This version of Lighthouse does not emulate ${device}.`);
  const { width = 0, height = 0, deviceScaleFactor = 1, mobile = false } = screenEmulation;
  const viewport = { width, height, deviceScaleFactor, isMobile: mobile, hasTouch: mobile };
  await page.emulate({ viewport, userAgent: emulatedUserAgent });
}

/**
 * Keeps Lighthouse's sessions open until the browser ends. Its emulation ends with its session, after the navigation and
 * after each timespan. In between, the page would become that of a desktop, and each timespan would begin with a layout
 * for the phone.
 */
export function keepEmulation(page: Page): void {
  const target = page.target();
  const create = target.createCDPSession.bind(target);
  target.createCDPSession = async () => {
    const session = await create();
    const detach = async () => {
      // Otherwise every new frame and worker would wait for this session before it starts.
      const waitForNone = { autoAttach: false, waitForDebuggerOnStart: false, flatten: true };
      await session.send('Target.setAutoAttach', waitForNone).catch(() => {}); // the page may be gone
    };
    return Object.assign(session, { detach });
  };
}
