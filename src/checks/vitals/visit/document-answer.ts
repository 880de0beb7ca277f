import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import { cutDocument } from './lhr-failure.ts';
import type { LighthouseFailure } from './messages.ts';

/** Lighthouse's codes for a document that did not become a page. Their texts do not say why. */
const UNCLEAR: readonly string[] = ['FAILED_DOCUMENT_REQUEST', 'CHROME_INTERSTITIAL_ERROR', 'NO_DOCUMENT_REQUEST'];

/** The browser's errors for a document that it did not get. */
const NET_ERRORS: Readonly<Record<string, Pick<LighthouseFailure, 'code' | 'message' | 'status'>>> = {
  'net::ERR_INVALID_AUTH_CREDENTIALS': {
    code: 'ERRORED_DOCUMENT_REQUEST',
    message: 'The server answered with status 401.',
    status: 401,
  },
};

const ABORTED = 'net::ERR_ABORTED';

/**
 * Watches the answer to the page's document.
 *
 * @returns `explained`: a failed visit's reason, as far as the answer explains it better. `cut` resolves once the
 * answer breaks off, else never: its load event may not come, and Lighthouse would wait for it only to find the same.
 */
export function watchDocument(page: Page): {
  explained(failure: LighthouseFailure): LighthouseFailure;
  readonly cut: Promise<LighthouseFailure>;
} {
  let answer: HTTPResponse | null = null;
  let error: string | null = null;
  const cut = Promise.withResolvers<LighthouseFailure>();
  const isDocument = (request: HTTPRequest) => request.isNavigationRequest() && request.frame() === page.mainFrame();
  page.on('response', (response) => {
    if (isDocument(response.request())) answer = response;
  });
  page.on('requestfailed', (request) => {
    if (!isDocument(request)) return;
    error = request.failure()?.errorText ?? null;
    // An error status without a body fails as well, and explains itself.
    const isCut = request.response()?.ok() === true && error !== ABORTED && !Object.hasOwn(NET_ERRORS, error ?? '');
    if (isCut && error !== null) cut.resolve(cutDocument(error));
  });
  const explained = (failure: LighthouseFailure): LighthouseFailure => {
    if (!UNCLEAR.includes(failure.code)) return failure;
    const known = NET_ERRORS[error ?? ''];
    if (known) return { ...failure, ...known };
    if (answer === null || error !== ABORTED) return failure;
    const status = answer.status();
    if (status === 204 || status === 205)
      return { ...failure, code: 'NO_PAGE', message: `The server answered with status ${status}, without content.` };
    const type = answer.headers()['content-type']?.split(';')[0];
    return { ...failure, code: 'NO_PAGE', message: `The server sent a file to download${type ? ` (${type})` : ''}.` };
  };
  return { explained, cut: cut.promise };
}
