import { type Trouble, troublesOf } from '../../compare/recurring-failures.ts';
import { printed, readKey } from '../../model/printed-key.ts';
import type { Report } from '../../model/report.ts';
import { belongsTo } from '../../model/subject.ts';
import { type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { isMissing } from '../result-state.ts';

/** Recurring failures of head whose metrics are not missing. The failures behind missing metrics are their causes. */
export function troublesBeside(report: Report): Trouble[] {
  const missing = report.results.filter(isMissing).map(readKey);
  return troublesOf(report).filter(({ key, ended }) => ended === null || !missing.some((one) => belongsTo(one, key)));
}

/** `**list products** in 5 of 24 visits`, `**home**, mobile in its last visit`. */
export function troubleWords({ key, ended, failures, visits }: Trouble): Sentence {
  const { subject, variant } = printed(key);
  const name = say`${strong(untrusted(subject))}${variant === null ? [] : say`, ${variant}`}`;
  if (ended !== null) return say`${name} ${trusted(visits > failures.length ? 'in its last visit' : 'in every visit')}`;
  return say`${name} in ${failures.length} of ${visits} visits`;
}
