import type { Side, SubjectKey } from './subject.ts';
import type { Attachment, VisitFailure } from './visit.ts';

/** A metric's value from one visit, in the metric's unit. */
export interface Sample extends SubjectKey {
  readonly metric: string;
  readonly side: Side;
  readonly round: number;
  readonly launch: number;
  /** 0: this side's visit was the first in its round; 1: the second. */
  readonly order: 0 | 1;
  /** How many attempts at this visit failed before. */
  readonly attempt: number;
  /**
   * How often the round was made before, because other processes disturbed it; absent: never. See
   * compare/which-try-counts.ts.
   */
  readonly redo?: number;
  readonly value: number;
  /** The value from which the change is computed, if it differs from `value`. */
  readonly compared?: number;
  readonly covariates?: Readonly<Record<string, number>>;
  /** The value comes from an inspection, which numbers its rounds and launches separately. */
  readonly inspected?: true;
}

/** A failed visit, or a failed server or warm-up before it. */
export interface Failure
  extends SubjectKey,
    Pick<VisitFailure, 'code' | 'message' | 'hint' | 'output' | 'log' | 'values' | 'variables'> {
  readonly side: Side;
  readonly round: number;
  /** Whether the visit was made again. */
  readonly retried: boolean;
}

/** A check's record of a visit, to explain a change later: plain data in a shape of the check's own. */
export interface VisitEvidence extends SubjectKey {
  readonly side: Side;
  readonly round: number;
  /** The same as a sample's `redo`. */
  readonly redo?: number;
  readonly data: unknown;
}

/** The launches of one subject in all variants: the basis of certainty. */
interface SubjectCoins {
  readonly check: string;
  readonly subject: string;
  /** Pairs of visits in each launch. */
  readonly pairsPerLaunch: number;
  /**
   * The side that a coin put first in each launch: started, warmed up and visited first. The index is the launch's
   * number from 0.
   */
  readonly first: readonly Side[];
}

/** The coins of a run. */
export interface Coins {
  /** The seed of the coins; hexadecimal. */
  readonly seed: string;
  readonly subjects: readonly SubjectCoins[];
}

export interface Duration extends SubjectKey {
  readonly seconds: number;
}

/** The average cost of a subject's launches and visits, both sides together; seconds. */
export interface MeasuredCost extends Pick<SubjectKey, 'check' | 'subject'> {
  /** Time to start its server; 0 if the server runs on from launch to launch. */
  readonly launchSeconds: number;
  /** Time for a pair of visits on all devices, with its share of the warm-up. */
  readonly pairSeconds: number;
}

/** The data of inspections, apart from timed data. Each entry of `evidence` is of one launch. */
export interface Inspected {
  readonly samples: readonly Sample[];
  readonly evidence: readonly VisitEvidence[];
}

/** All data from measuring. No later stage adds samples; every later stage but `diagnose` is pure. */
export interface Measurements {
  /** Why there is no base to compare with; null if base was measured, or a stored baseline replaces it. */
  readonly noBase: string | null;
  readonly samples: readonly Sample[];
  /** The data of inspections; absent: nothing was inspected. */
  readonly inspected?: Inspected;
  /** Null if no measured metric has noise. */
  readonly coins: Coins | null;
  readonly failures: readonly Failure[];
  readonly evidence: readonly VisitEvidence[];
  /** Files from failed visits, for people to look at. */
  readonly files: readonly Attachment[];
  /** Sentences for the report about how measuring went. */
  readonly notes: readonly string[];
  /** How long the visits of each subject took, with warm-up and both sides. */
  readonly durations: readonly Duration[];
  /** Absent in measurements that come from a report. */
  readonly costs?: readonly MeasuredCost[];
  /** Subjects whose samples of base come from a stored baseline. */
  readonly stored: readonly SubjectKey[];
  /** Versions of the tools that measured; null if they were not needed. */
  readonly tools: {
    readonly chromium: string | null;
    readonly lighthouse: string | null;
    /** The bundler of imports, such as `esbuild 0.28.2`. */
    readonly bundler?: string | undefined;
  };
}

/** The measurements when head could not be built: none, and a failure for each subject. */
export const nothingMeasured = (subjects: readonly SubjectKey[], noBase: string | null): Measurements => ({
  noBase,
  samples: [],
  coins: null,
  failures: subjects.map((key) => ({
    ...key,
    side: 'head',
    round: 0,
    code: 'not-built',
    message: 'head could not be built',
    retried: false,
  })),
  evidence: [],
  files: [],
  notes: [],
  durations: [],
  stored: [],
  tools: { chromium: null, lighthouse: null },
});
