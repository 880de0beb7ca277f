import type { Browser, Dialog, Page, Target } from 'puppeteer-core';

/**
 * Keeps dialogs and tabs that steps open from blocking the page: it accepts dialogs, as Lighthouse does during a
 * navigation, and closes new tabs.
 */
export function withoutInterruptions(page: Page): Disposable {
  const browser: Browser = page.browser();
  const own = page.target();
  const onDialog = (dialog: Dialog): void => {
    void dialog.accept().catch(() => {}); // another listener may have accepted it first
  };
  const onTarget = (target: Target): void => {
    if (target === own || target.type() !== 'page') return;
    void close(target, page).catch(() => {}); // it may have closed by itself
  };
  page.on('dialog', onDialog);
  browser.on('targetcreated', onTarget);
  return {
    [Symbol.dispose]() {
      page.off('dialog', onDialog);
      browser.off('targetcreated', onTarget);
    },
  };
}

async function close(target: Target, page: Page): Promise<void> {
  await (await target.page())?.close();
  await page.bringToFront(); // a background page does not paint
}
