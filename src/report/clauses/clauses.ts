import { isWithheld } from '../../compare/withheld.ts';
import type { Report } from '../../model/report.ts';
import { say } from '../../text/inline.ts';
import { comparedNothing } from '../result-state.ts';
import type { Selection } from '../selection.ts';
import { accepted, failing, incomplete } from './breaches.ts';
import { type Clause, clause } from './clause.ts';
import { moved, overDefaults, quiet } from './moves.ts';
import { noBase, unlike, withheld, withoutBase } from './not-compared.ts';
import { outOfReach, undecided } from './undecided.ts';
import { lossy, troubles } from './visit-troubles.ts';
import { warnings } from './warnings.ts';

/** The clauses about a run, the gravest first; at least one. Each is true of everything that was measured. */
export function clausesOf(report: Report, selection: Selection): Clause[] {
  if (report.verdict === 'pass' && report.results.length === 0)
    return [clause({ about: 'quiet', words: say`nothing was measured` })];
  const grave = [...failing(selection), ...incomplete(report, selection), ...accepted(report, selection)];
  const left = withheld(report);
  const open = [
    ...unlike(report, selection),
    ...undecided(selection, grave.length > 0),
    ...outOfReach(report),
    ...withoutBase(report),
    ...left,
  ];
  const lost = lossy(report);
  // A run can't find a regression without base, without any figure, or on a page without its own code.
  const isMeasured = report.results.some((result) => !isWithheld(result));
  const isFound = isMeasured && lost.length === 0 && !comparedNothing(report);
  const isOpening = grave.length === 0 && open.length > 0 && isFound;
  const found = isOpening ? [clause({ about: 'quiet', words: say`no regression found` })] : [];
  const said = [
    ...grave,
    ...lost,
    ...warnings(report),
    ...found,
    ...open,
    ...troubles(report),
    ...(grave.length === 0 ? overDefaults(selection) : []),
    ...noBase(report, grave.length > 0),
  ];
  const all = [...said, ...moved(report, selection, said.length === 0)];
  return all.length > 0 ? all : [quiet(report, selection)];
}
