import type { Metric } from './metric.ts';

/** Names one measured thing across plan, samples, failures and results. */
export interface SubjectKey {
  readonly check: string;
  readonly subject: string;
  readonly variant: string | null;
}

export const sameSubject = (a: SubjectKey, b: SubjectKey): boolean =>
  a.check === b.check && a.subject === b.subject && a.variant === b.variant;

/** A form of a subject that its visits found: `mobile, click #menu` of the page on `mobile`. */
export const partOf = ({ check, subject, variant }: SubjectKey, name: string): SubjectKey => ({
  check,
  subject,
  variant: variant === null ? name : `${variant}, ${name}`,
});

/** Whether `key` is what `partOf` makes of the subject `of`. */
export const isPartOf = (key: SubjectKey, of: SubjectKey): boolean =>
  key.check === of.check &&
  key.subject === of.subject &&
  key.variant !== null &&
  (of.variant === null || key.variant.startsWith(`${of.variant}, `));

/** The two commits that are compared: `base` is what was there before, `head` is what the pull request makes of it. */
export type Side = 'base' | 'head';

/** A named thing that a check measures. `variant` tells several forms of one subject apart. */
export interface Subject<Settings> {
  readonly name: string;
  readonly variant: string | null;
  readonly settings: Settings;
  /** The server that must run while it is visited, by its key in `servers`. */
  readonly server: string | null;
  readonly metrics: readonly Metric[];
}

export const subjectKey = ({
  check,
  subject,
}: {
  readonly check: string;
  readonly subject: Pick<Subject<unknown>, 'name' | 'variant'>;
}): SubjectKey => ({
  check,
  subject: subject.name,
  variant: subject.variant,
});
