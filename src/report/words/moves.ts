import type { OutOfReach, Result } from '../../model/report.ts';
import { figure, joined, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { limitText, quantity } from '../../text/quantity.ts';
import { isPastThreshold } from '../result-state.ts';
import { detectableText, figures } from './figures.ts';
import { nameWords } from './name.ts';
import { duration } from './vocabulary.ts';

/** Words for results and subjects in the first line of a report. */

/** `**app** JavaScript +3 kB (+1.9 %)`, `**list products** p99 +84 % (no limit)`, `**app** CSS new, 1.2 kB`. */
export function moveWords(result: Result): Sentence {
  const { kind, head, unit, gates, threshold } = result;
  if (threshold.status === 'new' && head !== null)
    return say`${nameWords(result)} new, ${figure(quantity(head, unit))}${gates ? [] : trusted(' (no limit)')}`;
  const { main, detail } = figures(result).change;
  const notes = [
    ...(kind === 'exact' && detail !== null ? [[figure(detail)]] : []),
    ...(gates ? [] : [[trusted('no limit')]]),
  ];
  const noted = notes.length === 0 ? [] : say` (${joined(notes)})`;
  const unsure = isNotCertain(result) ? say`, not certain enough to fail` : [];
  return say`${nameWords(result)} ${figure(main)}${noted}${unsure}`;
}

/** `**app** JavaScript 670 kB, over the default 256 kB`. */
export function asBaseWords(result: Result): Sentence {
  const { head, scale } = figures(result);
  const over = result.worse === 'higher' ? 'over' : 'below';
  const limit = limitText(result.budget?.limit ?? 0, result.unit, scale);
  return say`${nameWords(result)} ${figure(head)}, ${trusted(over)} the default ${figure(limit)}`;
}

/** Whether the estimate is past the threshold, but not certain enough for a regression. */
export const isNotCertain = (result: Result): boolean => result.threshold.status === 'worse' && isPastThreshold(result);

/** `**home** LCP could have seen +38 %`, `**home** LCP may be over its budget`. */
export function undecidedWords(result: Result): Sentence {
  const { budget, change, unit, worse } = result;
  if (budget?.status === 'unclear') return say`${nameWords(result)} may be over its budget`;
  const seen = change && detectableText(change, unit);
  if (seen === null) return nameWords(result);
  return say`${nameWords(result)} could have seen ${figure(`${worse === 'higher' ? '+' : '−'}${seen}`)}`;
}

/** `5 rounds, 8 are needed`, `5 min of measuring, 7 min 12 s are needed`. */
function lackWords({ lacks, has, needs }: OutOfReach): Sentence {
  if (lacks === 'rounds') return say`${has} ${trusted(has === 1 ? 'round' : 'rounds')}, ${needs} are needed`;
  return say`${figure(duration(has))} of measuring, ${figure(duration(needs))} are needed`;
}

/** `**home**: 5 rounds, 8 are needed`; in brackets if other subjects follow. */
export function reachWords(one: OutOfReach, isAlone: boolean): Sentence {
  const name = strong(untrusted(one.subject));
  return isAlone ? say`${name}: ${lackWords(one)}` : say`${name} (${lackWords(one)})`;
}
