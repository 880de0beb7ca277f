import type { Side, SubjectKey } from './subject.ts';
import type { Attachment, VisitFailure } from './visit.ts';

/** A metric's value from one visit, in the metric's unit. */
export interface Sample extends SubjectKey {
  readonly metric: string;
  readonly side: Side;
  readonly round: number;
  readonly launch: number;
  /** 0: this side was visited first in its round; 1: second. */
  readonly order: 0 | 1;
  /** How many tries of this visit failed before. */
  readonly attempt: number;
  /** How often the round had been made before, because others disturbed it; absent: never. See compare/which-try-counts.ts. */
  readonly redo?: number;
  readonly value: number;
  /** The value that the change is computed from, where it differs from `value`. */
  readonly compared?: number;
  readonly covariates?: Readonly<Record<string, number>>;
  /** An inspection saw it: its rounds and launches are those of inspections. */
  readonly inspected?: true;
}

/** A failed visit, or the failure of a server or warm-up before it. */
export interface Failure
  extends SubjectKey,
    Pick<VisitFailure, 'code' | 'message' | 'hint' | 'output' | 'log' | 'values' | 'variables'> {
  readonly side: Side;
  readonly round: number;
  /** Whether the visit was made again. */
  readonly retried: boolean;
}

/** What a check keeps of a visit to explain a change later: plain data of its own shape. */
export interface VisitEvidence extends SubjectKey {
  readonly side: Side;
  readonly round: number;
  /** As for samples. */
  readonly redo?: number;
  readonly data: unknown;
}

/** The launches of one subject, on all of its variants: what certainty rests on. */
interface SubjectCoins {
  readonly check: string;
  readonly subject: string;
  /** Pairs of visits in each launch. */
  readonly pairsPerLaunch: number;
  /** The side that a coin put first in each launch, by the launch's number from 0: started, warmed up and visited first. */
  readonly first: readonly Side[];
}

/** The coins of a run. */
export interface Coins {
  /** What they were drawn from; hexadecimal. */
  readonly seed: string;
  readonly subjects: readonly SubjectCoins[];
}

export interface Duration extends SubjectKey {
  readonly seconds: number;
}

/** What a subject's launches and visits took on both sides, on average; seconds. */
export interface MeasuredCost extends Pick<SubjectKey, 'check' | 'subject'> {
  /** To start its server; 0 if it runs on from launch to launch. */
  readonly launchSeconds: number;
  /** A pair of visits on all devices, with its share of the warm-up. */
  readonly pairSeconds: number;
}

/** What inspections saw, apart from all that is timed. `evidence` is of a launch each. */
export interface Inspected {
  readonly samples: readonly Sample[];
  readonly evidence: readonly VisitEvidence[];
}

/** All data from measuring. No later stage adds samples; every later stage but `diagnose` is pure. */
export interface Measurements {
  /** Why there is nothing to compare with; null if base was measured, or a stored baseline stands for it. */
  readonly noBase: string | null;
  readonly samples: readonly Sample[];
  /** What inspections saw; absent: nothing was inspected. */
  readonly inspected?: Inspected;
  /** Null if nothing with noise was measured. */
  readonly coins: Coins | null;
  readonly failures: readonly Failure[];
  readonly evidence: readonly VisitEvidence[];
  /** Files that failed visits left for people to look at. */
  readonly files: readonly Attachment[];
  /** Sentences about how it was measured. */
  readonly notes: readonly string[];
  /** How long the visits of each subject took, with warm-up and both sides. */
  readonly durations: readonly Duration[];
  /** Absent in what was read from a report. */
  readonly costs?: readonly MeasuredCost[];
  /** Subjects whose samples of base come from a stored baseline. */
  readonly stored: readonly SubjectKey[];
  /** Versions of the tools that measured; null if they were not needed. */
  readonly tools: { readonly chromium: string | null; readonly lighthouse: string | null };
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
