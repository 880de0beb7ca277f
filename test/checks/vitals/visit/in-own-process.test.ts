import { expect, it } from 'vitest';
import { NO_ACCESS } from '../../../../src/checks/vitals/access/access.ts';
import { findChromium, findSandbox } from '../../../../src/checks/vitals/browser/chromium.ts';
import { inOwnProcess } from '../../../../src/checks/vitals/visit/in-own-process.ts';
import { html, site } from '../../../support/browser/visit-process.ts';

const ENDLESS = `<!doctype html><html lang="en"><title>Shop</title><meta name="viewport" content="width=device-width">
<h1>Shop</h1><button id="buy" onclick="navigator.sendBeacon('/hangs'); for (;;);">Buy</button>`;
const buy = { action: 'click', on: { by: 'css', css: '#buy', written: '#buy' } } as const;

it('a visit that hangs names the step that was under way', async () => {
  const limit = new AbortController();
  await using shop = await site((request, response) => {
    if (request.url === '/hangs') limit.abort();
    html(ENDLESS)(request, response);
  });
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  const visit = {
    ...({ url: shop.url, device: 'desktop', throttling: 'simulate', full: false, access: NO_ACCESS } as const),
    ...{ before: [buy], interactions: [], block: [] },
    ...{ chromium: found.path, sandbox: (await findSandbox(found.path)).works },
  };
  const { answer } = await inOwnProcess(visit, new AbortController().signal, limit.signal);
  expect(answer).toMatchObject({
    code: 'BROWSER_HUNG',
    message: 'Lighthouse did not finish within 240 s (during the step click #buy).',
  });
});
