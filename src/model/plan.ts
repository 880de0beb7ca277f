import type { Metric } from './metric.ts';
import type { Subject } from './subject.ts';

/** A line of a file of the user's, counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

/** Where a limit comes from. */
interface Origin {
  /** Whether the user wrote it; else it is a default. */
  readonly written: boolean;
  /** The line that sets it, for a default that of its subject; null where there is no config. */
  readonly source: Position | null;
}

/** An absolute limit of a metric, in the metric's unit. */
export interface Budget extends Origin {
  readonly limit: number;
  /** Whether the limit follows base downwards: what was won stays won. Exact metrics only. */
  readonly ratchet: boolean;
}

/** How much worse than base a metric may get. */
export interface Threshold extends Origin {
  /** A fraction of base, or an amount in the metric's unit. */
  readonly limit: number;
  readonly by: 'fraction' | 'amount';
}

/** A metric with the limits that hold for it in this run. */
export interface LimitedMetric {
  readonly metric: Metric;
  readonly budget: Budget | null;
  readonly threshold: Threshold | null;
}

/** One thing to measure, with its limits. */
export interface PlannedSubject {
  readonly check: string;
  readonly subject: Subject<unknown>;
  /** The check's: whether its visits share the luck of a launch. */
  readonly launches: 'shared' | 'own';
  readonly metrics: readonly LimitedMetric[];
  /** Where the config names it; null if it was detected. */
  readonly source: Position | null;
}

/** How a server comes to be: perf-budget serves a folder, starts a command, or is told where one runs already. */
export type ServerSettings =
  | { readonly kind: 'static'; readonly static: string }
  | {
      readonly kind: 'command';
      readonly start: string;
      readonly prepare: string | null;
      /** `${side}` in a value stands for `base` or `head`. */
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
      readonly ready: string;
      readonly timeoutMs: number;
    }
  | { readonly kind: 'url'; readonly url: string; readonly baseUrl: string | null; readonly allowLoad: boolean };

export interface PlannedServer {
  readonly settings: ServerSettings;
  /** Where the config declares it; null if it was detected. */
  readonly source: Position | null;
}

/** The resolved config: what will be built, served, measured, and held against which limits. */
export interface Plan {
  /** Path of the config file relative to the working directory; null when there is none and all was detected. */
  readonly config: string | null;
  /** Commands of the user's; null: what each checkout's own files say. */
  readonly install: string | null;
  readonly build: string | null;
  readonly servers: Readonly<Record<string, PlannedServer>>;
  readonly subjects: readonly PlannedSubject[];
  readonly measure: {
    /** Pairs of visits of a subject, at most; by check id. */
    readonly rounds: Readonly<Record<string, number>>;
    readonly timeMs: number;
    /** The chance that a run in which nothing changed does not fail, at least. */
    readonly confidence: number;
  };
  /** Values that must be told nowhere: what the config took from the environment, and what lets a visit in to a page. */
  readonly secrets: readonly string[];
  /** What the reader should know about how this plan came to be. */
  readonly notes: readonly string[];
}

/** What deciding needs of a plan. */
export type Decisive = Pick<Plan, 'subjects'> & { readonly measure: Pick<Plan['measure'], 'rounds' | 'confidence'> };

/** Whether all that is said of a subject has no noise, so that figures of another run are as good as this one's. */
export const isExact = ({ metrics }: PlannedSubject): boolean => metrics.every(({ metric }) => metric.kind === 'exact');

/** More rounds no config can ask for. */
export const MOST_ROUNDS = 1_000;
