import type { Report, Result } from '../../model/report.ts';
import { say, trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import type { Selection } from '../selection.ts';
import { reachWords, undecidedWords } from '../words/moves.ts';
import { type Clause, clause, MOST_NAMES, named } from './clause.ts';

export function undecided({ undecided, count }: Selection, isBeside: boolean): Clause[] {
  if (undecided.length === 0) return [];
  const of = isBeside ? '' : ` of ${counted(count, 'metric')}`;
  const words = say`${undecided.length}${trusted(of)} undecided`;
  return [clause({ about: 'undecided', words, ...named(undecided, undecidedWords) })];
}

/**
 * Compared subjects that can't fail, except those with a failing result. Other subjects have a clause that says more.
 */
export function outOfReach({ reach: all = [], results }: Report): Clause[] {
  const reach = all.filter(({ check, subject }) => {
    const own = results.filter((one) => one.check === check && one.subject === subject);
    return (own.length === 0 || own.some(isComparedInRounds)) && own.every(({ verdict }) => verdict !== 'fail');
  });
  if (reach.length === 0) return [];
  const names = reach.slice(0, MOST_NAMES).map((one) => reachWords(one, reach.length === 1));
  const more = reach.length - names.length;
  return [clause({ about: 'reach', words: say`can't fail on`, before: ' ', names, more })];
}

const isComparedInRounds = ({ gates, kind, threshold: { status } }: Result): boolean =>
  gates && kind === 'sampled' && status !== 'invalid' && status !== 'no-baseline';
