import type { Result } from '../model/report.ts';
import { figure, type Sentence, strong, trusted } from '../text/inline.ts';
import type { Shown } from './alike-rows.ts';
import { figures, NOTHING } from './words/figures.ts';
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

export function rowOf(result: Shown): Row {
  const { base, head, change, scale } = figures(result);
  const { mark, words } = status(result);
  const row = { name: nameWords(result), base, head, change, mark };
  if (result.limited === undefined) return { ...row, limit: limits(result, scale), words };
  return { ...row, limit: '', words: `${words}; limits: ${result.limited.map(labelled).join('; ')}` };
}

/** `JavaScript 256 kB, +10 %` */
const labelled = (result: Result): string =>
  `${result.label} ${limits(result, figures(result).scale)
    .split(', ')
    .filter((one) => one !== NOTHING)
    .join(', ')}`;

/** The change, then its interval or fraction in brackets. `loud` marks results that fail, accepted or not. */
export function changeCell({ change }: Row, loud: boolean): Sentence {
  const main = loud ? strong(figure(change.main)) : figure(change.main);
  return change.detail === null ? [main] : [main, trusted(' ('), figure(change.detail), trusted(')')];
}
