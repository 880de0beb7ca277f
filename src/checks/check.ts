import type { z } from 'zod';
import type { LimitShape, WrittenLimits } from '../config/limits.ts';
import type { RunningServer } from '../workspace/server.ts';

/** The two commits that are compared: `base` is what was there before, `head` is what the pull request makes of it. */
export type Side = 'base' | 'head';

/** Units of metrics: bytes, milliseconds, a number without a unit, a fraction of one, and the first two as rates. */
export type Unit = 'B' | 'ms' | 'score' | 'fraction' | '1/s' | 'B/s';

/** Groups under which a user may give one threshold for several metrics. */
export type Group = 'bundle-size' | 'page-load' | 'response-time' | 'error-rate';

/** One number of a subject, and how it is to be judged. */
export interface Metric {
  /** Its key in `budgets` and `thresholds`, kebab-case. */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** The direction in which it gets worse. */
  readonly worse: 'higher' | 'lower';
  /** `exact`: the same at every visit (bytes, counts). `sampled`: it has noise (times). */
  readonly kind: 'exact' | 'sampled';
  /** `difference` for metrics that are zero on a healthy side: a ratio to zero says nothing. */
  readonly compared: 'ratio' | 'difference';
  /** Whether its group's default threshold may fail a run; others need a threshold of the user's. */
  readonly gates: boolean;
  readonly group: Group | null;
  /** The smallest change that is worth a word, in `unit`. */
  readonly floor: number;
  /** The budget that holds where the user names none, in `unit`. */
  readonly budget: number | null;
  /** What its values of several visits come to: their pseudomedian, or their mean where a visit counts what is rare. */
  readonly level?: 'mean';
  /** Below this many answers on a side (the sum of the samples' covariate `answers`) there is no verdict. */
  readonly answers?: number;
  /**
   * The id of another metric of the same subject that moves for the same reason, but is quieter. Where that has clearly
   * moved, less certainty is asked of this one.
   */
  readonly witness?: string;
}

/** A named thing that a check measures. `variant` tells several forms of one subject apart. */
export interface Subject<Settings> {
  readonly name: string;
  readonly variant: string | null;
  readonly settings: Settings;
  /** The server that must run while it is visited, by its key in `servers`. */
  readonly server: string | null;
  readonly metrics: readonly Metric[];
}

/** Where one side of a run lies: its working directory (that of the package, not the repository's root). */
export interface Checkout {
  readonly side: Side;
  readonly directory: string;
}

/** One measurement that is to be made. */
export interface VisitRequest {
  readonly round: number;
  readonly launch: number;
  /** The subject's server, started for this launch; null where it has none. */
  readonly server: RunningServer | null;
  /** How much work a visit is, the same on both sides: the larger of what the two warm-ups asked for. */
  readonly size: number;
  readonly signal: AbortSignal;
}

export type FailureCode =
  | 'absent' // this side has no such subject
  | 'unreadable' // files that can't be read
  | 'no-answer' // fewer answers than requests
  | 'no-paint' // the page painted nothing
  | 'page-failed' // the page answered with an error, or Lighthouse could not judge it
  | 'browser-failed' // the browser crashed or hung
  | 'not-built' // head could not be installed or built
  | 'server-failed' // its server did not start, or died
  | 'saturated' // the load generator was too busy to time the answers
  | 'timed-out';

export interface VisitFailure {
  readonly ok: false;
  readonly code: FailureCode;
  /** One sentence: what happened, and where. */
  readonly message: string;
  /** How to mend it, if that is known. */
  readonly hint?: string;
  /** The last lines that the failing process printed. */
  readonly output?: string;
  /** Whether the same visit may well succeed when it is made again. */
  readonly retry: boolean;
}

export interface VisitSuccess {
  readonly ok: true;
  /** By metric id, in the metric's unit. */
  readonly values: Readonly<Record<string, number>>;
  /** What explains a value rather than judges it (`answers`, noise of the machine), the same for all its values. */
  readonly covariates?: Readonly<Record<string, number>>;
  /** The check's own, for `details` and `explain`. */
  readonly evidence?: unknown;
  /** Versions of the tools that measured, for the report's environment. */
  readonly tools?: { readonly chromium?: string; readonly lighthouse?: string };
  /** Sentences for the report about how it was measured, the same at every visit. */
  readonly notes?: readonly string[];
}

export type Visit = VisitSuccess | VisitFailure;

/** Measures one subject on one side. Rounds and launches are not its business. */
export interface Probe extends AsyncDisposable {
  /** Brings a fresh launch to its working temperature; answers how large a visit should be. Its measurements are thrown away. */
  warmUp?(request: Omit<VisitRequest, 'size' | 'round'>): Promise<{ ok: true; size: number } | VisitFailure>;
  visit(request: VisitRequest): Promise<Visit>;
}

/** Something worth knowing about a change: data first, the words are the renderers'. */
export interface Finding {
  readonly code: string;
  readonly check: string;
  readonly subject: string;
  readonly variant: string | null;
  readonly metric: string;
  readonly impact: 'critical' | 'high' | 'medium' | 'low';
  readonly kind: 'cpu' | 'memory' | 'io' | 'network' | 'database' | 'size';
  /** The file, element or query that it is about. */
  readonly location: string | null;
  /** Head's and base's figure, in the metric's unit; null where there is none. */
  readonly current: number | null;
  readonly target: number | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly suggestion: { readonly code: string; readonly effort: 'low' | 'medium' | 'high' } | null;
}

/** The last evidence of each side; null for a side that gave none. */
export interface Evidence<E> {
  readonly base: E | null;
  readonly head: E | null;
}

/** A kind of measurement. Everything that perf-budget knows about bundles, pages or endpoints stands behind one of these. */
export interface Check<Settings = unknown, E = unknown> {
  /** Its key in perf-budget.yml. */
  readonly id: string;
  /** One line on what a subject of it is, for schema.json. */
  readonly summary: string;
  /** The keys of one subject; spread `limits` among them, they are the same in all checks. */
  schema(limits: LimitShape): z.ZodType<Settings & WrittenLimits>;
  /** Every metric that a user may name in a limit. */
  readonly metrics: readonly Metric[];
  /** Pairs of visits that a subject gets; 1 where all metrics are exact. */
  readonly rounds: number;
  /** Whether a visit is a load on the server, which the server's owner must have agreed to. */
  readonly load: boolean;
  /** About what one visit takes, for the estimate of a plan; seconds. */
  readonly visitSeconds: number;
  /**
   * `shared`: the visits of one launch of the server share its luck. `own`: each visit starts a process of its own, and
   * the server hardly matters.
   */
  readonly launches: 'shared' | 'own';
  /** One subject of the config as the subjects that are measured (devices, routes and globs make variants). */
  expand(name: string, settings: Settings): readonly Subject<Settings>[];
  /** What the settings name and head's checkout does not have after its build, if anything: a mistake in the config. */
  missing?(subject: Subject<Settings>, directory: string): Promise<string | null>;
  probe(subject: Subject<Settings>, checkout: Checkout): Probe;
  /** What a result of `metric` carries in the report beside its figures. Pure. */
  details?(metric: string, evidence: Evidence<E>): unknown;
  /** Why a subject changed. Pure. */
  explain?(subject: Subject<Settings>, evidence: Evidence<E>): readonly Finding[];
}
