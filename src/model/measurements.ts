import type { Side, SubjectKey } from './subject.ts';
import type { Attachment, FailureCode } from './visit.ts';

/** A metric's value from one visit, in the metric's unit. */
export interface Sample extends SubjectKey {
  readonly metric: string;
  readonly side: Side;
  readonly round: number;
  readonly launch: number;
  /** 0: this side was visited first in its round; 1: second. */
  readonly order: 0 | 1;
  /** 0 for the first try; visits that failed before it count up. */
  readonly attempt: number;
  readonly value: number;
  /** What the change is computed from, where that is not `value`. */
  readonly compared?: number;
  readonly covariates?: Readonly<Record<string, number>>;
}

/** A visit, or what had to come before it, that failed. */
export interface Failure extends SubjectKey {
  readonly side: Side;
  readonly round: number;
  readonly code: FailureCode;
  readonly message: string;
  readonly hint?: string;
  readonly output?: string;
  /** Whether the visit was made again. */
  readonly retried: boolean;
}

/** What a check keeps of a visit to explain a change later: plain data of its own shape. */
export interface VisitEvidence extends SubjectKey {
  readonly side: Side;
  readonly round: number;
  readonly data: unknown;
}

export interface Took extends SubjectKey {
  readonly seconds: number;
}

/** Everything that measuring found out. From here on no sample is added: what follows is pure, but for `diagnose`. */
export interface Measurements {
  /** Null when base was measured, or a stored baseline stands for it; otherwise why there is nothing to compare with. */
  readonly noBase: string | null;
  readonly samples: readonly Sample[];
  readonly failures: readonly Failure[];
  readonly evidence: readonly VisitEvidence[];
  /** What failed visits left to look at. */
  readonly files: readonly Attachment[];
  /** Sentences about how it was measured. */
  readonly notes: readonly string[];
  /** What the visits of each subject took, warm-up and both sides. */
  readonly took: readonly Took[];
  /** Subjects of which base's samples are those of a baseline that an earlier run stored. */
  readonly stored: readonly SubjectKey[];
  /** Versions of the tools that measured; null where they were not needed. */
  readonly tools: { readonly chromium: string | null; readonly lighthouse: string | null };
}

/** What is left to say when head could not even be built: of every subject, that it was not measured. */
export function nothingMeasured(subjects: readonly SubjectKey[], noBase: string | null): Measurements {
  const failures = subjects.map(
    ({ check, subject, variant }): Failure => ({
      check,
      subject,
      variant,
      side: 'head',
      round: 0,
      code: 'not-built',
      message: 'head could not be built',
      retried: false,
    }),
  );
  return {
    noBase,
    samples: [],
    failures,
    evidence: [],
    files: [],
    notes: [],
    took: [],
    stored: [],
    tools: { chromium: null, lighthouse: null },
  };
}
