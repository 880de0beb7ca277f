import type { Metric } from './metric.ts';

/** Identifies one measured thing in plan, samples, failures, evidence and results. */
export interface SubjectKey {
  readonly check: string;
  readonly subject: string;
  /** The form of the subject that the config requests, such as the device `mobile`. Null if the check has none. */
  readonly variant: string | null;
  /**
   * A part of the subject that only a visit finds: an interaction of a page, a page of a bundle. Null for the subject
   * itself.
   */
  readonly part: string | null;
}

/** The same string for equal keys only. Nothing parses it. */
export const subjectId = ({ check, subject, variant, part }: SubjectKey): string =>
  // A large run builds a million of them. Lengths distinguish `a`, `bc` from `ab`, `c`.
  `${check.length} ${subject.length} ${variant?.length} ${part?.length} ${check} ${subject} ${variant} ${part}`;

/** The same string for all variants and parts of one subject only. Nothing parses it. */
export const nameId = ({ check, subject }: Pick<SubjectKey, 'check' | 'subject'>): string =>
  subjectId({ check, subject, variant: null, part: null });

export const sameSubject = (a: SubjectKey, b: SubjectKey): boolean => belongsTo(a, b) && a.part === b.part;

/** Whether a key belongs to the planned subject `of`, or to one of its parts. */
export const belongsTo = (key: SubjectKey, of: SubjectKey): boolean =>
  key.check === of.check && key.subject === of.subject && key.variant === of.variant;

export const partOf = (key: SubjectKey, part: string): SubjectKey => ({ ...keyOf(key), part });

/** The key of the planned subject to which a key belongs. */
export const wholeOf = (key: SubjectKey): SubjectKey => ({ ...keyOf(key), part: null });

/** The key without other fields. */
export const keyOf = ({ check, subject, variant, part }: SubjectKey): SubjectKey => ({ check, subject, variant, part });

/** The two commits that are compared: `base` is the commit before the change, `head` the one with it. */
export type Side = 'base' | 'head';

export const otherSide = (side: Side): Side => (side === 'base' ? 'head' : 'base');

/** A named thing that a check measures, in one variant. */
export interface Subject<Settings> {
  readonly name: string;
  readonly variant: string | null;
  readonly settings: Settings;
  /** The server that must run during a visit, by its key in `servers`; null if it needs none. */
  readonly server: string | null;
  readonly metrics: readonly Metric[];
  /** Its visits run in the checkout, which must be built even if the server runs elsewhere; absent: they don't. */
  readonly needsCheckout?: true;
  /** It is the server itself, which visits of other subjects put under load; absent: it is visited itself. */
  readonly isServer?: true;
}

export const subjectKey = ({
  check,
  subject,
}: {
  readonly check: string;
  readonly subject: Pick<Subject<unknown>, 'name' | 'variant'>;
}): SubjectKey => ({ check, subject: subject.name, variant: subject.variant, part: null });
