import type { Report } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { warningOf } from '../words/findings.ts';
import { type Clause, clause, MOST_NAMES } from './clause.ts';

/** Faults inside a server that fail no metric. */
export function warnings({ findings, results }: Report): Clause[] {
  const failed = new Set(results.filter(({ verdict }) => verdict === 'fail').map(nameId));
  const all = findings.filter((one) => one.warns === true && !failed.has(nameId(one)));
  if (all.length === 0) return [];
  const names = all.slice(0, MOST_NAMES).map(warningOf);
  const words = [trusted(counted(all.length, 'warning'))];
  return [clause({ about: 'warning', words, names, more: all.length - names.length })];
}
