import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { PlannedSubject } from '../model/plan.ts';

const nameOf = ({ check, subject }: PlannedSubject): string => `${check}/${subject.name}`;

/**
 * The subjects that `--only` names, possibly none. A pattern is a check (`api`), a subject (`api/list resumes`), or has
 * stars (`api/list*`), which also match slashes. Without patterns, all subjects.
 */
export function named(subjects: readonly PlannedSubject[], patterns: readonly string[]): readonly PlannedSubject[] {
  if (patterns.length === 0) return subjects;
  const matches = patterns.map((pattern) => {
    const whole = pattern.includes('/') ? pattern : `${pattern}/*`;
    const fits = picomatch(whole, { bash: true, dot: true });
    // A name may itself contain special characters of patterns.
    return (name: string) => name === pattern || fits(name);
  });
  const chosen = subjects.filter(
    (planned) => planned.subject.isServer !== true && matches.some((fits) => fits(nameOf(planned))),
  );
  return subjects.filter((planned) => chosen.includes(planned) || goesWith(planned, chosen));
}

/** Whether a server goes with any of the other subjects, which put it under load. */
export const goesWith = ({ check, subject }: PlannedSubject, others: readonly PlannedSubject[]): boolean =>
  subject.isServer === true && others.some((one) => one.check === check && one.subject.server === subject.server);

/**
 * Like `named`, but at least one subject must be left.
 *
 * @param notes reasons why there may be no subjects
 * @throws UsageError if nothing is left to measure.
 */
export function only(
  subjects: readonly PlannedSubject[],
  patterns: readonly string[],
  notes: readonly string[] = [],
): readonly PlannedSubject[] {
  const chosen = named(subjects, patterns);
  if (chosen.length > 0 || patterns.length === 0) return chosen;
  const names = [...new Set(subjects.map(nameOf))].join(', ');
  const there = names || ['no subjects', ...notes].join('. ');
  throw new UsageError(`--only ${patterns.join(' ')} matches nothing; there are ${there}`);
}
