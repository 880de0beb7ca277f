import { isWithheld } from '../../compare/withheld.ts';
import type { Report } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { joined, joinedFirst, prose, say, trusted, untrusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { comparedNothing, lacksBase, notCompared } from '../result-state.ts';
import type { Selection } from '../selection.ts';
import { type Clause, clause, MOST_NAMES, subjectsOf } from './clause.ts';

/**
 * Subjects on which the sides do different things, with the fix. Left out if the same failure already explains an
 * incomplete run.
 */
export function unlike({ failures }: Report, { failing, missing }: Selection): Clause[] {
  const said = new Set(failing.length === 0 ? missing.map(nameId) : []);
  const found = failures.flatMap((one) =>
    one.stage === 'visit' && one.code === 'unlike' && !said.has(nameId(one)) ? [one] : [],
  );
  const subjects = [...Map.groupBy(found, nameId).values()].flatMap(([first]) => first ?? []);
  const names = subjects.slice(0, MOST_NAMES).map(({ subject, message, hint }) => {
    const fix = hint === undefined ? [] : say`. ${prose(hint)}`;
    return say`${subject} (${prose(message)}${fix})`;
  });
  const more = subjects.length - names.length;
  return found.length === 0 ? [] : [clause({ about: 'unlike', words: say`not compared`, names, more })];
}

/** Subjects that failed on base while other subjects were compared. */
export function withoutBase(report: Report): Clause[] {
  const subjects = subjectsOf(notCompared(report));
  return subjects.names.length > 0 ? [clause({ about: 'not-compared', words: say`not compared`, ...subjects })] : [];
}

/** Subjects that a run without secrets could not measure: `account (no SESSION here)`. */
export function withheld(report: Report): Clause[] {
  const { names, more } = subjectsOf(report.results.filter(isWithheld));
  if (names.length === 0) return [];
  const variables = report.failures.flatMap((one) =>
    one.stage === 'visit' && one.code === 'withheld' ? (one.variables ?? []) : [],
  );
  const why = joined(
    [...new Set(variables)].map((name) => [untrusted(name)]),
    ', ',
    ' and ',
  );
  const all = names.map((name, index) =>
    index === names.length - 1 && more === 0 && why.length > 0 ? say`${name} (no ${why} here)` : name,
  );
  return [clause({ about: 'withheld', words: say`not measured`, names: all, more })];
}

/** Why nothing was compared with base, and the state of the budgets. */
export function noBase(report: Report, isBeside: boolean): Clause[] {
  if (!comparedNothing(report)) return [];
  const { source, reason } = report.base;
  const { names, more } = subjectsOf(report.results.filter(lacksBase));
  const failed =
    names.length > 0 ? [say`base failed on ${joinedFirst(names, names.length, { count: names.length + more })}`] : [];
  const why = source !== 'none' ? failed : reason !== '' ? [prose(reason)] : [];
  const within = report.results.filter(({ verdict, budget }) => verdict === 'pass' && budget?.status === 'within');
  const budgets =
    within.length > 0 ? say`${trusted(counted(within.length, 'metric'))} within budget` : say`no metric has a budget`;
  const words = say`nothing was compared`;
  if (isBeside) return [clause({ about: 'no-base', words, names: why })];
  return [
    clause({ about: 'no-base', words, names: [...why, budgets], between: '. ', before: why.length > 0 ? ': ' : '. ' }),
  ];
}
