import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import type { LighthouseFailure } from './messages.ts';

/** Lighthouse itself would wait for a document for longer than for anything that is on it. */
const LIMIT_MS = 30_000;

/** Resolves once the page's document is not answered in time, at any navigation of the visit; else never. */
export function silentDocument(page: Page): Promise<LighthouseFailure> {
  return new Promise((resolve) => {
    let limit: NodeJS.Timeout | undefined;
    const isDocument = (request: HTTPRequest) => request.isNavigationRequest() && request.frame() === page.mainFrame();
    const message = `The server did not answer within ${LIMIT_MS / 1_000} s.`;
    const failure = { ok: false, code: 'DOCUMENT_HUNG', message, status: null, output: null } as const;
    page.on('request', (request) => {
      if (!isDocument(request)) return;
      clearTimeout(limit);
      limit = setTimeout(() => resolve(failure), LIMIT_MS).unref();
    });
    const settled = (request: HTTPRequest) => isDocument(request) && clearTimeout(limit);
    page.on('response', (response: HTTPResponse) => settled(response.request()));
    page.on('requestfailed', settled);
  });
}
