import type { Result } from '../model/report.ts';
import { figure, type Sentence, strong, trusted } from '../text/inline.ts';
import { figures } from './words/figures.ts';
import { nameWords } from './words/name.ts';
import { limits, type Mark, status } from './words/vocabulary.ts';

/** A result as a row of a table, the same in markdown and in the terminal. */
export interface Row {
  readonly name: Sentence;
  readonly base: string;
  readonly head: string;
  readonly change: { readonly main: string; readonly detail: string | null };
  readonly limit: string;
  readonly mark: Mark;
  readonly words: string;
}

export function rowOf(result: Result): Row {
  const { base, head, change, scale } = figures(result);
  return {
    name: nameWords(result),
    base,
    head,
    change,
    limit: limits(result, scale),
    ...status(result),
  };
}

/** The change, then its interval or fraction in brackets. `loud` marks results that fail, accepted or not. */
export function changeCell({ change }: Row, loud: boolean): Sentence {
  const main = loud ? strong(figure(change.main)) : figure(change.main);
  return change.detail === null ? [main] : [main, trusted(' ('), figure(change.detail), trusted(')')];
}
