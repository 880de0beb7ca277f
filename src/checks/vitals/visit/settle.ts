import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';

/** What follows a step within this time is due to it: its next paint, and shifts that come too late to be excused by it. */
const AFTER_STEP_MS = 1_000;
/** What a step asks of a server, and what is done with the answer, too. */
const QUIET_NETWORK_MS = 500;
/** Some requests never end, such as a stream of news. */
const NETWORK_LIMIT_MS = 5_000;
/** A page that is still busy with a step after this time won't come back. */
const BUSY_LIMIT_MS = 30_000;

/** Waits until what a step started has happened; never rejects. */
export async function settle(page: Page): Promise<void> {
  const limits = { idleTime: QUIET_NETWORK_MS, timeout: NETWORK_LIMIT_MS };
  await Promise.all([quiet(page), page.waitForNetworkIdle(limits).catch(() => {})]);
}

/** By the page's own clock, since it may still be busy; anew where the step led to another page. */
async function quiet(page: Page): Promise<void> {
  const limit = AbortSignal.timeout(BUSY_LIMIT_MS);
  const wait = `new Promise((resolve) => setTimeout(resolve, ${AFTER_STEP_MS}, true))`;
  // Where nothing can be asked of a page, it is being left.
  const once = () => page.evaluate(wait).catch(() => false);
  const tooLong = delay(BUSY_LIMIT_MS, true, { ref: false });
  while (!limit.aborted && !(await Promise.race([once(), tooLong]))) await delay(100);
}
