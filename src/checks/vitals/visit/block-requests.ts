import type { Page } from 'puppeteer-core';

/**
 * Keeps the page from requesting these addresses. Unlike Lighthouse's own setting, it also works in the steps before
 * the visit.
 */
export async function blockRequests(page: Page, patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('Network.setBlockedURLs', { urls: [...patterns] });
}
