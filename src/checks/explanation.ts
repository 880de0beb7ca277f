import type { Checkout } from '../model/checkout.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/report.ts';
import type { Side, Subject } from '../model/subject.ts';
import type { Attachment } from '../model/visit.ts';
import type { RunningServer, StartServerOptions } from '../workspace/servers/server.ts';
import type { Chart } from './chart.ts';
import type { CheckWords } from './finding-text.ts';
import type { PublicTexts } from './public-texts.ts';

/** The evidence of each side; null for a side that left none. */
export interface Evidence<E> {
  readonly base: E | null;
  readonly head: E | null;
}

/** Results of `diagnose`, after the verdict. They explain the verdict and never change it. */
export interface Diagnosis<E> {
  /** Replaces the evidence of the visits. */
  readonly evidence: Evidence<E>;
  readonly files: readonly Attachment[];
  /** Whole sentences about what could not be diagnosed. */
  readonly notes: readonly string[];
}

/** One side of a subject, as it was built and measured. */
export interface BuiltSide<Measured> extends Checkout {
  readonly settings: Measured;
  /** The build command of its commit's config; null: the checkout's own build script. */
  readonly build: string | null;
}

/** Everything a check may use to look for causes. */
export interface DiagnoseRequest<E, Measured = unknown> {
  readonly evidence: Evidence<E>;
  readonly head: BuiltSide<Measured>;
  /** Null if there is no base, or only a stored baseline. */
  readonly base: BuiltSide<Measured> | null;
  /** Whether the subject got worse or fails: only then is a cause worth another build or visit. */
  readonly worse: boolean;
  /** Ids of the metrics that got worse or fail. */
  readonly worsened: readonly string[];
  /** Whether later runs get head's evidence. They know nothing else of this run. */
  readonly willBeStored: boolean;
  /** Whether the config lets the subject's server be watched from inside. */
  readonly mayInspect: boolean;
  /** Starts the subject's server again. The caller disposes it. @throws Error if it does not start. */
  serve(side: Side, watch?: StartServerOptions['watch']): Promise<RunningServer>;
  /** An existing folder for temporary files, outside of the repository. */
  readonly temporary: string;
  readonly signal: AbortSignal;
}

/** A metric that got worse, of the subject itself or of one of its parts. */
export interface Worsened {
  readonly metric: string;
  /** Null: the subject itself. */
  readonly part: string | null;
  /** The difference in the metric's unit; null if base has no value. */
  readonly absolute: number | null;
  /** Each side's figure, in the metric's unit; null if it has none. */
  readonly base?: number | null;
  readonly head?: number | null;
  /** `as-base`: over its budget, and base is over it as well, so that head is not the reason. Null: not over. */
  readonly over?: 'as-base' | 'by-head' | null;
  /** Whether it fails the run. */
  readonly fails?: boolean;
}

/** How a check explains its results. Only the words are required. */
export interface Explanation<E, Measured> {
  readonly words: CheckWords;
  /** The texts of findings that a fork's report may carry; without it, paths alone. */
  readonly publicTexts?: PublicTexts;
  /**
   * Chooses a side's evidence among that of its visits, of which there is at least one. Without it, the last visit's
   * counts. Pure.
   */
  representativeVisit?(visits: readonly E[]): E;
  /**
   * `diagnose` runs only if one of these metrics got worse, and only for so many subjects: those that got worse most.
   */
  readonly diagnoses?: { readonly metrics: readonly string[]; readonly most: number };
  /** Looks for causes after the verdict. Its time is bounded; if it fails, only an explanation is missing. */
  diagnose?(subject: Subject<Measured>, request: DiagnoseRequest<E, Measured>): Promise<Diagnosis<E>>;
  /**
   * Why a subject got worse; called only if it did. Pure.
   *
   * @param inside the findings of inspections
   */
  findings?(
    subject: Subject<Measured>,
    evidence: Evidence<E>,
    worse: readonly Worsened[],
    inside?: readonly Finding[],
  ): readonly Finding[];
  /** Details of a result in the report, beside its figures. Pure. */
  details?(result: { readonly metric: string; readonly part: string | null }, evidence: Evidence<E>): unknown;
  /** Charts that a page draws from those details, which may come from another version or from outside. Pure. */
  charts?(result: Result): readonly Chart[];
}
