import { countWithheld } from '../compare/withheld.ts';
import type { Report } from '../model/report.ts';
import { byteLength, cutToBytes } from '../text/cut.ts';
import { joined, joinedFirst, plain, type Sentence, trusted } from '../text/inline.ts';
import { withoutCommands } from '../text/runner-commands.ts';
import type { Clause } from './clauses/clause.ts';
import { clausesOf } from './clauses/clauses.ts';
import { comparedNothing, notCompared } from './result-state.ts';
import { type Selection, select } from './selection.ts';
import type { Mark } from './words/vocabulary.ts';

const VERDICT_MARK = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  incomplete: 'unknown',
} as const satisfies Record<Report['verdict'], Mark>;

/** A pass gets a tick only if everything that could fail was compared and decided. */
export function verdictMark(report: Report, { undecided, count }: Selection = select(report)): Mark {
  const { verdict, results, reach = [] } = report;
  if (verdict !== 'pass') return VERDICT_MARK[verdict];
  if (results.length === 0) return 'unknown';
  const isOpen =
    undecided.length > 0 || reach.length > 0 || notCompared(report).length > 0 || countWithheld(report) > 0;
  const isDecided = !isOpen && count > 0 && !comparedNothing(report);
  return isDecided ? 'pass' : 'open';
}

/** The part of a clause after its words: `: list resumes p95, app JavaScript and 3 more`. */
function namesOf({ before, names, between, more }: Clause, most = names.length): Sentence {
  if (names.length === 0) return [];
  // Words that a name must complete make no sense without it.
  if (most === 0) return before === ' ' ? [trusted(` ${names.length + more}`)] : [];
  const options = { count: names.length + more, separator: between };
  return [trusted(before), ...joinedFirst(names, most, options)];
}

const inFull = (one: Clause): Sentence => [...one.words, ...namesOf(one)];

/** The first line, split into the loud part and the rest. */
export function firstLine(report: Report, selection: Selection = select(report)): { loud: Sentence; rest: Sentence } {
  const [first, ...others] = clausesOf(report, selection);
  if (first === undefined) return { loud: [], rest: [] };
  // Improvements have a sentence of their own.
  const names = first.about === 'quiet' ? [] : namesOf(first);
  return { loud: first.words, rest: [...names, ...others.flatMap((one) => [trusted('; '), ...inFull(one)])] };
}

/** Clauses that the lines below the title give in full. */
const BELOW: readonly Clause['about'][] = ['fail', 'incomplete', 'accepted'];

/** The first line as the title of a report whose next lines say what failed. */
export function title(report: Report, selection: Selection = select(report)): Sentence {
  const isBroken = report.verdict === 'fail' || report.verdict === 'incomplete';
  const clauses = clausesOf(report, selection).filter(({ about }) => !isBroken || about !== 'no-base');
  return joined(
    clauses.map((one) => (BELOW.includes(one.about) ? one.words : inFull(one))),
    '; ',
  );
}

/**
 * The verdict in one line of plain text: `2 of 31 metrics fail: list resumes p95, app JavaScript`. `maxBytes` (UTF-8)
 * is 140 for the description of a commit status. Names that don't fit are counted instead, from the last clause to the
 * first.
 */
export function headline(report: Report, { maxBytes = 255 }: { maxBytes?: number } = {}): string {
  const clauses = clausesOf(report, select(report));
  const most = clauses.map(({ names }) => names.length);
  const write = () =>
    withoutCommands(
      plain(
        joined(
          clauses.map((one, index) => [...one.words, ...namesOf(one, most[index])]).filter((one) => one.length > 0),
          '; ',
        ),
      ),
    );
  let text = write();
  while (byteLength(text) > maxBytes) {
    const last = most.lastIndexOf(Math.max(...most));
    if ((most[last] ?? 0) === 0) return cutToBytes(text, maxBytes);
    most[last] = (most[last] ?? 0) - 1;
    text = write();
  }
  return text;
}
