import type { Browser, Dialog, Page, Target } from 'puppeteer-core';

/**
 * While steps are taken, and after them, nothing that they open may keep the page waiting: dialogs are accepted, as
 * Lighthouse does during a navigation, and new tabs closed.
 */
export function withoutInterruptions(page: Page): Disposable {
  const browser: Browser = page.browser();
  const own = page.target();
  const onDialog = (dialog: Dialog): void => {
    void dialog.accept().catch(() => {}); // another listener may have been quicker
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
  await page.bringToFront(); // a page in the background does not paint
}
