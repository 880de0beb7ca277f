import type { Result } from 'lighthouse';
import type { PageSettings, Throttling } from '../settings.ts';
import type { StepFailure } from '../steps/step.ts';
import type { PageLog } from './page-log.ts';

/**
 * Waits of a visit after the load event, in milliseconds: for requests and tasks that still run, which are no part of
 * loading; and before it asks for reduced motion, which may stop animations. With applied throttling, Lighthouse itself
 * pauses for 5 s after the load event, and then waits for 5 s without long tasks.
 */
export const LOAD_WAITS_MS = {
  simulate: { calm: 5_000, end: 10_000 },
  devtools: { calm: 14_000, end: 20_000 },
} as const satisfies Record<Throttling, unknown>;

/** A page that had not settled by then, or that had no load event within Lighthouse's limit. */
export interface Unsettled {
  readonly isLoaded: boolean;
  /** Requests that had not ended; empty if only long tasks kept it busy. */
  readonly urls: readonly string[];
}

/** The only message from the parent to the process of its visits: one for each. */
export interface LighthouseRequest extends Omit<PageSettings, 'server' | 'path'> {
  readonly url: string;
  /** The server's own certificate, which need not be signed; see `RunningServer`. */
  readonly certificate?: string | undefined;
  /** Whether to make Lighthouse's full report, with screenshots, and the trace, however long they take. */
  readonly full: boolean;
  /** Path of the browser's executable. */
  readonly chromium: string;
  /** False only if Chromium's sandbox does not work on this machine. */
  readonly sandbox: boolean;
  /** An empty folder, which the parent created and removes after the process has ended. */
  readonly profile: string;
  /** Variables for the browser, which mark processes that it leaves behind. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Our own codes; all others are Lighthouse's (`NO_FCP`, `ERRORED_DOCUMENT_REQUEST`, `PAGE_HUNG`, …). */
export type BrowserFailureCode =
  | 'BROWSER_NOT_STARTED' // it could not be started, or ended before it responded
  | 'BROWSER_DIED' // it ended during the visit
  | 'BROWSER_HUNG' // the visit did not finish in time
  | 'DOCUMENT_HUNG' // the page's document was not answered in time
  | 'OUT_OF_MEMORY' // the page's tab crashed since its memory was full
  | 'STEP_FAILED' // a step of `before` failed
  | 'LIGHTHOUSE_FAILED'; // Lighthouse threw an error without a code

export interface LighthouseFailure {
  readonly ok: false;
  readonly code: BrowserFailureCode | (string & {});
  /** One or two sentences, with a full stop. */
  readonly message: string;
  /** With `ERRORED_DOCUMENT_REQUEST`: the status of the response. */
  readonly status: number | null;
  /** The last lines that Chromium printed, if it did not start or died. */
  readonly output: string | null;
  /** With `STEP_FAILED`: the step, and what the page has instead of its target. */
  readonly step?: StepFailure;
}

/** One interaction: Lighthouse's result for its timespan, or why it failed. */
export type InteractionAnswer =
  | {
      readonly ok: true;
      /** Its name, as in `stepNames`. */
      readonly step: string;
      readonly lhr: Result;
      /** CSS selector of the slowest event's target, which Lighthouse does not report; null if unknown. */
      readonly target: string | null;
      /** The element that the mouse hit, such as `<button id="buy">`; null without a mouse. */
      readonly hit: string | null;
    }
  | { readonly ok: false; readonly failure: StepFailure };

export interface LighthouseSuccess {
  readonly ok: true;
  readonly lhr: Result;
  /** Facts from the navigation's artifacts that its result lacks: `await readLog(result.artifacts)`. */
  readonly log: PageLog;
  /** In the order of the steps. All steps after a failed one are failures too. */
  readonly interactions: readonly InteractionAnswer[];
  /** Why the visit did not wait any longer; null if the page settled. */
  readonly unsettled: Unsettled | null;
  /** Whether reduced motion was asked for, since long tasks went on. */
  readonly calmed: boolean;
  /** Whether the page loads itself again and again. */
  readonly reloaded: boolean;
  /** The trace as gzipped JSON in base64, for DevTools; null unless `full`. */
  readonly trace: string | null;
}

/** The last message from the process of each visit, sent after its Chromium has ended. */
export type LighthouseAnswer = LighthouseSuccess | LighthouseFailure;

/** A message from the process during a visit: the step that begins; null if no step is under way any more. */
export interface StepBegun {
  readonly step: string | null;
}

/** Whether a message of the process is its answer. */
export const isAnswer = (message: LighthouseAnswer | StepBegun): message is LighthouseAnswer => 'ok' in message;
