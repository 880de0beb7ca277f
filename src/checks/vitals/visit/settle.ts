import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';

/** Effects within this time are attributed to a step: its next paint, and shifts too late to be excluded from CLS. */
const AFTER_STEP_MS = 1_000;
/** A step's requests, and the handling of their responses, are among its effects. */
const QUIET_NETWORK_MS = 500;
/** Some requests never end, such as event streams. */
const NETWORK_LIMIT_MS = 5_000;
/** A page that is busy for longer with a step hangs. */
const BUSY_LIMIT_MS = 30_000;

/** Waits for the effects of a step; never rejects. */
export async function settle(page: Page): Promise<void> {
  const limits = { idleTime: QUIET_NETWORK_MS, timeout: NETWORK_LIMIT_MS };
  await Promise.all([quiet(page), page.waitForNetworkIdle(limits).catch(() => {})]);
}

/** Waits by the page's own timer, since it may still be busy; starts again if the step navigated to another page. */
async function quiet(page: Page): Promise<void> {
  const limit = AbortSignal.timeout(BUSY_LIMIT_MS);
  const wait = `new Promise((resolve) => setTimeout(resolve, ${AFTER_STEP_MS}, true))`;
  // A page that can't be queried is navigating away.
  const once = () => page.evaluate(wait).catch(() => false);
  const tooLong = delay(BUSY_LIMIT_MS, true, { ref: false });
  while (!limit.aborted && !(await Promise.race([once(), tooLong]))) await delay(100);
}
