import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import type { LighthouseFailure } from './messages.ts';

/** Lighthouse itself would wait for a document for longer than for anything that is on it. */
const LIMIT_MS = 30_000;

/**
 * Resolves once the page's document is not answered in time, or redirected in a circle, at any navigation of the visit;
 * else never. Of a circle, Lighthouse would wait for a paint.
 */
export function endlessDocument(page: Page): Promise<LighthouseFailure> {
  return new Promise((resolve) => {
    let limit: NodeJS.Timeout | undefined;
    const end = (code: string, message: string) => resolve({ ok: false, code, message, status: null, output: null });
    const isDocument = (request: HTTPRequest) => request.isNavigationRequest() && request.frame() === page.mainFrame();
    const message = `The server did not answer within ${LIMIT_MS / 1_000} s.`;
    page.on('request', (request) => {
      if (!isDocument(request)) return;
      clearTimeout(limit);
      limit = setTimeout(() => end('DOCUMENT_HUNG', message), LIMIT_MS).unref();
    });
    const settled = (request: HTTPRequest) => isDocument(request) && clearTimeout(limit);
    page.on('response', (response: HTTPResponse) => settled(response.request()));
    page.on('requestfailed', (request) => {
      settled(request);
      if (isDocument(request) && request.failure()?.errorText === 'net::ERR_TOO_MANY_REDIRECTS')
        end('REDIRECTS_IN_A_CIRCLE', 'The server redirects in a circle.');
    });
  });
}
