import { isIncomplete } from '../../compare/verdict.ts';
import { isWithheld } from '../../compare/withheld.ts';
import type { Report } from '../../model/report.ts';
import { type Sentence, say, trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { hadNoBase } from '../result-state.ts';
import type { Selection } from '../selection.ts';
import { acceptedWords } from '../words/accepted.ts';
import { causesOf } from '../words/causes.ts';
import { NOT_MEASURED } from '../words/vocabulary.ts';
import { type Clause, clause, inPlain, named } from './clause.ts';

export function failing({ failing, count }: Selection): Clause[] {
  if (failing.length === 0) return [];
  const words = `${failing.length} of ${counted(count, 'metric')} ${failing.length === 1 ? 'fails' : 'fail'}`;
  return [clause({ about: 'fail', words: [trusted(words)], ...named(failing, inPlain) })];
}

export function incomplete(report: Report, selection: Selection): Clause[] {
  const { failing } = selection;
  const missing = selection.missing.filter((result) => !isWithheld(result));
  if (report.verdict !== 'incomplete' && !isIncomplete(report.results, report.failures)) return [];
  if (failing.length > 0) {
    const words = missing.length > 0 ? `${counted(missing.length, 'metric')} ${NOT_MEASURED}` : 'incomplete';
    return [clause({ about: 'incomplete', words: [trusted(words)] })];
  }
  const causes = causesOf({
    ...report,
    results: report.results.filter((result) => !hadNoBase(result) && !isWithheld(result)),
  });
  const names = causes.slice(0, 1).map(({ what }) => asClause(what));
  return [
    clause({ about: 'incomplete', words: say`incomplete`, names, more: Math.max(0, causes.length - names.length) }),
  ];
}

function asClause(sentence: Sentence): Sentence {
  const last = sentence.at(-1);
  return last?.kind === 'trusted' && last.text.endsWith('.')
    ? [...sentence.slice(0, -1), trusted(last.text.slice(0, -1))]
    : sentence;
}

export function accepted(report: Report, { accepted }: Selection): Clause[] {
  const words = acceptedWords(report);
  if (words.length === 0) return [];
  const isFirst = report.verdict === 'pass' || report.verdict === 'warn';
  return [clause({ about: 'accepted', words, ...(isFirst ? named(accepted, inPlain) : {}) })];
}
