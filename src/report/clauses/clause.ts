import type { Result } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { type Sentence, untrusted } from '../../text/inline.ts';
import { nameOf } from '../words/name.ts';

/** One statement of the first line about a run: `2 of 31 metrics fail: list resumes p95, app JavaScript`. */
export interface Clause {
  readonly about:
    | 'fail'
    | 'incomplete'
    | 'accepted'
    | 'undecided'
    | 'reach'
    | 'not-compared'
    | 'withheld'
    | 'unlike'
    | 'trouble'
    | 'lossy'
    | 'warning'
    | 'as-base'
    | 'no-base'
    | 'moved'
    | 'quiet';
  readonly words: Sentence;
  /** The text between the words and the names. */
  readonly before: string;
  /** The names, at most two. */
  readonly names: readonly Sentence[];
  readonly between: string;
  /** The number of further names. */
  readonly more: number;
}

export const MOST_NAMES = 2;

type Lead = Pick<Clause, 'about' | 'words'> & Partial<Clause>;

export const clause = (lead: Lead): Clause => ({ before: ': ', names: [], between: ', ', more: 0, ...lead });

/** Names at most two results, of different subjects if possible, and counts the others. */
export function named(results: readonly Result[], words: (result: Result) => Sentence): Pick<Clause, 'names' | 'more'> {
  const subjects = [...Map.groupBy(results, nameId).values()];
  const firsts = subjects.flatMap(([first]) => first ?? []);
  const chosen = [...new Set([...firsts, ...results])].slice(0, MOST_NAMES);
  return { names: chosen.map(words), more: results.length - chosen.length };
}

export const inPlain = (result: Result): Sentence => [untrusted(nameOf(result))];

export function subjectsOf(results: readonly Result[]): Pick<Clause, 'names' | 'more'> {
  const subjects = [...Map.groupBy(results, nameId).values()].flatMap(([first]) => first ?? []);
  const names = subjects.slice(0, MOST_NAMES).map(({ subject }): Sentence => [untrusted(subject)]);
  return { names, more: subjects.length - names.length };
}
