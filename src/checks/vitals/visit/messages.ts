import type { Result } from 'lighthouse';
import type { Access } from '../access/access.ts';
import type { PageLog } from '../read/page-log.ts';
import type { Device, Throttling } from '../settings.ts';
import type { Step, StepFailure } from '../steps/step.ts';

/** What the parent sends to the process of one visit, once, as its only message. */
export interface LighthouseRequest {
  readonly url: string;
  readonly device: Device;
  readonly throttling: Throttling;
  /** Steps before the visit, such as a login; not measured. */
  readonly before: readonly Step[];
  /** Steps after the page has loaded, each measured by itself. */
  readonly interactions: readonly Step[];
  /** What only the page's own origin is sent. */
  readonly access: Access;
  /** Whether Lighthouse's full report, with screenshots, and the trace are wanted, however long they take. */
  readonly full: boolean;
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
  | 'STEP_FAILED' // a step of `before` could not be taken
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
  /** With `STEP_FAILED`: which one, and what was there instead. */
  readonly step?: StepFailure;
}

/** One interaction: what Lighthouse found out about its timespan, or why it could not be made. */
export type InteractionAnswer =
  | {
      readonly ok: true;
      /** Its name, as in `stepNames`. */
      readonly step: string;
      readonly lhr: Result;
      /** CSS selector of the element that the slowest event went to, which Lighthouse does not tell; null if unknown. */
      readonly target: string | null;
    }
  | { readonly ok: false; readonly failure: StepFailure };

export interface LighthouseSuccess {
  readonly ok: true;
  readonly lhr: Result;
  /** What the navigation's artifacts hold and its result does not tell: `await readLog(result.artifacts)`. */
  readonly log: PageLog;
  /** In the order of the steps; steps after one that failed are failures too. */
  readonly interactions: readonly InteractionAnswer[];
  /** The trace as gzipped JSON in base64, for DevTools; null unless `full`. */
  readonly trace: string | null;
}

/** What the process sends back, once, after its Chromium has ended. */
export type LighthouseAnswer = LighthouseSuccess | LighthouseFailure;
