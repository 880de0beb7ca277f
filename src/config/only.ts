import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { PlannedSubject } from './plan.ts';

const nameOf = ({ check, subject }: PlannedSubject): string => `${check}/${subject.name}`;

/** The subjects that `--only` names: patterns of `check/subject`, such as `api/*`. Throws where nothing is left. */
export function only(subjects: readonly PlannedSubject[], patterns: readonly string[]): readonly PlannedSubject[] {
  if (patterns.length === 0) return subjects;
  const matches = picomatch(patterns.map((pattern) => (pattern.includes('/') ? pattern : `${pattern}/*`)));
  const chosen = subjects.filter((planned) => matches(nameOf(planned)));
  if (chosen.length > 0) return chosen;
  const names = [...new Set(subjects.map(nameOf))].join(', ');
  throw new UsageError(`--only ${patterns.join(' ')} matches nothing; there are ${names || 'no subjects'}`);
}
