import type { Artifacts } from 'lighthouse';
import DevtoolsLog from 'lighthouse/core/gather/gatherers/devtools-log.js';
import type { Page } from 'puppeteer-core';

/** A page may reload itself once, for another language or a new version. A page that reloads again never ends. */
const MOST_LOADS = 2;

/** Requests for a document that were answered by nothing; Lighthouse would take the last one for the page's own. */
let held = new Set<string>();

const { getArtifact } = DevtoolsLog.prototype;
DevtoolsLog.prototype.getArtifact = async function () {
  const messages: Artifacts['DevtoolsLog'] = await getArtifact.call(this);
  const isHeld = (params: object) => 'requestId' in params && held.has(String(params.requestId));
  return messages.filter(({ params }) => params === undefined || !isHeld(params));
};

/**
 * Stops a page that reloads itself again and again: the browser stays on its current document. Call it just before the
 * page is loaded.
 *
 * @param onKept called when it is first kept
 * @returns whether it was kept; called at the end of the load.
 */
export async function holdReloads(page: Page, onKept: () => void): Promise<() => boolean> {
  const own = new Set<string>();
  held = own;
  const loads = new Map<string, number>();
  let isLoading = true;
  const session = await page.createCDPSession();
  const isTooOften = (url: string) => (loads.get(placeOf(url)) ?? 0) >= MOST_LOADS;
  session.on('Fetch.requestPaused', ({ requestId, networkId, frameId, request }) => {
    const isKept = frameId === mainFrame && isTooOften(request.url);
    if (isKept && own.size === 0) onKept();
    if (isKept && networkId !== undefined) own.add(networkId);
    // The browser leaves a page for no answer without content.
    const how = isKept
      ? session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
      : session.send('Fetch.continueRequest', { requestId });
    void how.catch(() => {}); // the page cancelled it
  });
  session.on('Page.frameNavigated', ({ frame }) => {
    if (!isLoading || frame.id !== mainFrame || !/^https?:/.test(frame.url)) return;
    loads.set(placeOf(frame.url), (loads.get(placeOf(frame.url)) ?? 0) + 1);
    if (isTooOften(frame.url))
      void session.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] }).catch(() => {}); // the tab closed
  });
  await session.send('Page.enable');
  const mainFrame = (await session.send('Page.getFrameTree')).frameTree.frame.id;
  return () => {
    isLoading = false;
    return own.size > 0;
  };
}

/** Whatever its query: a page that loads itself again may add the time to it. */
function placeOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.origin}${url.pathname}`;
}
