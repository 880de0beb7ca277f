import { lossyIn } from '../../compare/subjects-without-files.ts';
import { readKey } from '../../model/printed-key.ts';
import type { Report } from '../../model/report.ts';
import { sameSubject } from '../../model/subject.ts';
import { say } from '../../text/inline.ts';
import { isAsBase } from '../result-state.ts';
import { troublesBeside, troubleWords } from '../words/troubles.ts';
import { type Clause, clause, MOST_NAMES } from './clause.ts';

/**
 * Recurring failures of head's visits in a run where no metric fails. The list of causes has them, too. A metric that is
 * over its default budget because both sides fail alike says so itself.
 */
export function troubles(report: Report): Clause[] {
  if (report.verdict !== 'warn') return [];
  const asBase = report.results.filter(isAsBase).map(readKey);
  const all = troublesBeside(report).filter(
    ({ key, ended }) => ended === null || !asBase.some((one) => sameSubject(one, key)),
  );
  const names = all.slice(0, MOST_NAMES).map(troubleWords);
  return all.length === 0
    ? []
    : [clause({ about: 'trouble', words: say`visits of head fail`, names, more: all.length - names.length })];
}

/** Pages that lack files of their own, so that the figures are not those of the real page. */
export function lossy(report: Report): Clause[] {
  if (report.verdict !== 'warn') return [];
  const all = lossyIn(report.samples);
  const names = all.slice(0, MOST_NAMES).map(({ key, files }) => {
    const variant = key.variant === null ? [] : say`, ${key.variant}`;
    return say`${key.subject}${variant} (${files} of its own files failed)`;
  });
  if (all.length === 0) return [];
  return [
    clause({ about: 'lossy', words: say`measured without its own code`, names, more: all.length - names.length }),
  ];
}
