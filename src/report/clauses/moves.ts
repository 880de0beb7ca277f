import type { Report, Result } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { say, trusted } from '../../text/inline.ts';
import { isAsBase } from '../result-state.ts';
import type { Selection } from '../selection.ts';
import { isInspected } from '../words/inspected.ts';
import { asBaseWords, isNotCertain, moveWords } from '../words/moves.ts';
import { nameOf } from '../words/name.ts';
import { type Clause, clause, named } from './clause.ts';

/** Default budgets that base breaks, too. */
export function overDefaults({ warnings }: Selection): Clause[] {
  const results = warnings.filter(isAsBase);
  if (results.length === 0) return [];
  const names = named(results, asBaseWords);
  return [
    clause({ about: 'as-base', words: say`as base is`, between: '; ', ...names }),
    clause({ about: 'as-base', words: say`set your own` }),
  ];
}

/**
 * Results that certainly got worse and fail nothing. Beside failures, warnings and further results of failing subjects
 * appear only in the table.
 */
export function moved({ verdict, findings }: Report, selection: Selection, isFirst: boolean): Clause[] {
  const { failing, warnings, worsened, unlimited, undecided, count } = selection;
  const failed = new Set(failing.map(nameId));
  // A warning is clearer than its counts, so results with a warning are left out.
  const warned = new Set(findings.filter(({ warns }) => warns === true).map(nameId));
  const isSaid = (result: Result) => isInspected(result) && warned.has(nameId(result));
  const all =
    verdict === 'fail' || verdict === 'incomplete'
      ? unlimited.filter((result) => !failed.has(nameId(result)))
      : [...warnings.filter((result) => !undecided.includes(result) && !isAsBase(result)), ...worsened];
  const results = all.filter((result) => !isSaid(result));
  if (results.length === 0) return [];
  const names = named(results, moveWords);
  if (!isFirst) return [clause({ about: 'moved', words: [], before: '', between: '; ', ...names })];
  const words = count === 0 ? NO_LIMIT : results.some(isNotCertain) ? 'no metric fails' : WITHIN;
  return [clause({ about: 'moved', words: [trusted(words)], before: '. ', between: '; ', ...names })];
}

const NO_LIMIT = 'no metric has a limit';

const WITHIN = 'within all limits';

export function quiet({ results }: Report, { improved, count }: Selection): Clause {
  // A change without a limit that is likely, but not certain enough to name, is only in the fold.
  const isStill = results.every(({ threshold }) => threshold.status !== 'worse');
  const words = count === 0 ? NO_LIMIT : isStill ? 'nothing got slower or heavier' : WITHIN;
  const better = named(improved, (result) => say`${nameOf(result)} improved`);
  return clause({ about: 'quiet', words: [trusted(words)], ...better });
}
