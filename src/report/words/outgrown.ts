import type { Outgrown, Report } from '../../model/report.ts';
import { code, figure, type Sentence, say, trusted } from '../../text/inline.ts';
import { counted, difference, quantity } from '../../text/quantity.ts';
import { nameWords } from './name.ts';

const MOST = 5;

/** One sentence for each breach that a label no longer accepts, with how to accept it after all. */
export function outgrownWords({ outgrown = [], results }: Report): Sentence[] {
  const sentences = outgrown.slice(0, MOST).flatMap((one) => words(one, results));
  const more = outgrown.length - MOST;
  return more > 0
    ? [...sentences, say`${trusted(counted(more, 'more result'))} have outgrown their labels.`]
    : sentences;
}

function words({ id, label, by, accepted }: Outgrown, results: Report['results']): Sentence[] {
  const result = results.find((one) => one.id === id);
  if (result === undefined || result.head === null) return [];
  const { unit, head } = result;
  const name = nameWords(result);
  const who = by === null ? [] : say` by ${by}`;
  const anew = say`Remove the label ${code(label)} and set it again to accept that.`;
  if (accepted === null) return [say`${name} began to fail after the label was set${who}. ${anew}`];
  const [was, is] = [figure(quantity(accepted, unit)), figure(quantity(head, unit))];
  return [
    say`${name} was accepted at ${was}${who}, and is ${is} now (${figure(difference(head - accepted, unit))}). ${anew}`,
  ];
}
