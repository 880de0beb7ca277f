import { lossyIn } from '../../compare/subjects-without-files.ts';
import type { Report } from '../../model/report.ts';
import { say } from '../../text/inline.ts';
import { troublesBeside, troubleWords } from '../words/troubles.ts';
import { type Clause, clause, MOST_NAMES } from './clause.ts';

/** What head fails at though no metric fails. The causes have it, too, where graver things come first. */
export function troubles(report: Report): Clause[] {
  if (report.verdict !== 'warn') return [];
  const all = troublesBeside(report);
  const names = all.slice(0, MOST_NAMES).map(troubleWords);
  return all.length === 0
    ? []
    : [clause({ about: 'trouble', words: say`visits of head fail`, names, more: all.length - names.length })];
}

/** Pages that lack files of their own on both sides, so that their figures are those of another page. */
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
