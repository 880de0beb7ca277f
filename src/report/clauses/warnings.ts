import type { Report } from '../../model/report.ts';
import { trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { warningOf } from '../words/findings.ts';
import { type Clause, clause, MOST_NAMES } from './clause.ts';

/** What is wrong inside of a server, though no metric fails. The causes have it, too, where graver things come first. */
export function warnings({ findings }: Report): Clause[] {
  const all = findings.filter(({ warns }) => warns === true);
  if (all.length === 0) return [];
  const names = all.slice(0, MOST_NAMES).map(warningOf);
  const words = [trusted(counted(all.length, 'warning'))];
  return [clause({ about: 'warning', words, names, more: all.length - names.length })];
}
