import type { Result } from 'lighthouse';
import type { LighthouseFailure } from './messages.ts';

/** A result is useless if one of these audits failed: the others would mislead. */
const NEEDED = ['first-contentful-paint', 'cumulative-layout-shift'] as const;

/** Replaces messages of Lighthouse that address a person who runs it by hand. */
export const MESSAGES: Readonly<Record<string, string>> = {
  NO_FCP: 'The page painted nothing.',
  CHROME_INTERSTITIAL_ERROR: 'The browser got no page: the connection ended, or the server answered with an error.',
  NO_DOCUMENT_REQUEST: 'The browser never requested the page.',
  PROTOCOL_TIMEOUT: 'The page did not answer the browser for 30 s.',
};

/** Why Lighthouse could not measure the page; null if it could. */
export function lhrFailure(lhr: Result): LighthouseFailure | null {
  if (lhr.runtimeError) return failure(lhr.runtimeError.code, lhr.runtimeError.message);
  for (const id of NEEDED) {
    const audit = lhr.audits[id];
    if (!audit) return failure('LIGHTHOUSE_FAILED', `Lighthouse left out the audit ${id}.`);
    if (audit.scoreDisplayMode !== 'error') continue;
    const text = audit.errorMessage ?? `The audit ${id} failed.`;
    // A failed audit has its code only at the end of its text: "… try again. (NO_LCP)".
    return failure(/\(([A-Z][A-Z_]+)\)\s*$/.exec(text)?.[1] ?? 'LIGHTHOUSE_FAILED', text);
  }
  return null;
}

function failure(code: string, text: string): LighthouseFailure {
  const status = Number(/\(Status code: (\d{3})\)/.exec(text)?.[1] ?? Number.NaN);
  if (code === 'ERRORED_DOCUMENT_REQUEST' && !Number.isNaN(status)) {
    return { ok: false, code, message: `The server answered with status ${status}.`, status, output: null };
  }
  // If an answer was cut, Lighthouse has the browser's own words in brackets.
  const details = code === 'FAILED_DOCUMENT_REQUEST' ? /\(Details: ([^)]+)\)/.exec(text)?.[1] : undefined;
  if (details !== undefined) return cutDocument(details);
  return { ok: false, code, message: MESSAGES[code] ?? text, status: null, output: null };
}

/** @param netError the browser's error, such as `net::ERR_CONTENT_LENGTH_MISMATCH` */
export const cutDocument = (netError: string): LighthouseFailure => ({
  ok: false,
  code: 'FAILED_DOCUMENT_REQUEST',
  message: `The page could not be loaded: ${netError}.`,
  status: null,
  output: null,
});
