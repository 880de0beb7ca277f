import type { FailureCode } from './failure-code.ts';

export interface VisitFailure {
  readonly ok: false;
  readonly code: FailureCode;
  /** One sentence: what happened, and where. */
  readonly message: string;
  /** How to fix it, if that is known. */
  readonly hint?: string;
  /** The lines of the process's output that say what failed. */
  readonly output?: string;
  /** The file beside the report with the whole output of the process. */
  readonly log?: string;
  /** Values of metrics that follow from the failure, by id: a time-out of all requests is an error rate of 1. */
  readonly values?: Readonly<Record<string, number>>;
  /** The variables that are not set; for `unset` and `withheld`. */
  readonly variables?: readonly string[];
  /** Whether a retry of the visit may succeed. */
  readonly retry: boolean;
  /** Files that show the failure. */
  readonly files?: readonly Attachment[];
}

export interface VisitSuccess {
  readonly ok: true;
  /** By metric id, in the metric's unit. */
  readonly values: Readonly<Record<string, number>>;
  /** Values from which changes are computed, by metric id, if they differ from `values`. */
  readonly compared?: Readonly<Record<string, number>>;
  /** Parts of the subject that only a visit finds, by name: the pages of a bundle, the interactions of a page. */
  readonly parts?: Readonly<Record<string, PartVisit>>;
  /** Figures that explain the visit's values and have no verdict: `answers`, noise of the machine. */
  readonly covariates?: Readonly<Record<string, number>>;
  /** CPU time of the processes that the visit started, such as a browser; absent if it started none. Milliseconds. */
  readonly ownCpuMs?: number;
  /** The check's own record, for `details` and `explain`. */
  readonly evidence?: unknown;
  /** Versions of the tools that measured, for the report's environment. */
  readonly tools?: { readonly chromium?: string; readonly lighthouse?: string; readonly bundler?: string };
  /** Sentences for the report about how measuring works, the same for every visit. */
  readonly notes?: readonly string[];
}

export type Visit = VisitSuccess | VisitFailure;

/** One part of a visit. */
export type PartVisit = Pick<VisitSuccess, 'ok' | 'values' | 'compared'> | VisitFailure;

/** A file for people, written next to the report. */
export interface Attachment {
  /** A plain file name, such as `app-treemap.html`, or one in the folder for logs. */
  readonly name: string;
  /** What it shows, in a few words. */
  readonly title: string;
  readonly content: string | Buffer;
}
