import type { Result } from 'lighthouse';
import type { Device } from './settings.ts';

/** What the parent sends to the process of one visit, once, as its only message. */
export interface LighthouseRequest {
  readonly url: string;
  readonly device: Device;
  /** Path of the browser's executable. */
  readonly chromium: string;
  /** False only where the kernel gives Chromium no sandbox. */
  readonly sandbox: boolean;
  /** An empty folder that the parent made, and removes once the process has ended. */
  readonly profile: string;
}

/** Codes of ours; all others are Lighthouse's own (`NO_FCP`, `ERRORED_DOCUMENT_REQUEST`, `PAGE_HUNG`, …). */
export type BrowserFailureCode =
  | 'BROWSER_NOT_STARTED' // it could not be run, or ended before it answered
  | 'BROWSER_DIED' // it ended in the middle of the visit
  | 'BROWSER_HUNG' // neither it nor Lighthouse came to an end
  | 'LIGHTHOUSE_FAILED'; // Lighthouse threw something that has no code

export interface LighthouseFailure {
  readonly ok: false;
  readonly code: BrowserFailureCode | (string & {});
  /** One or two sentences, with a full stop. */
  readonly message: string;
  /** With `ERRORED_DOCUMENT_REQUEST`: the status that the page was answered with. */
  readonly status: number | null;
  /** The last lines that Chromium printed, where it did not start or died. */
  readonly output: string | null;
}

/** What the process sends back, once, after its Chromium has ended. */
export type LighthouseAnswer = { readonly ok: true; readonly lhr: Result } | LighthouseFailure;
