import { checks } from '../../checks/index.ts';
import type { Result } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { figure, joined, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { counted, quantity } from '../../text/quantity.ts';
import { figures } from './figures.ts';
import { hasRegressed, isOverBudget, worseWord } from './vocabulary.ts';

/** How a subject got worse, as a predicate of its name: `answers 25 % slower`, `ships 97 kB more JavaScript`. */
function gotWorse(result: Result): Sentence {
  const { change, unit, label } = result;
  const shown = figures(result);
  const amount = figure(shown.change.main.replace(/^[+−]/, ''));
  const [base, head] = [figure(shown.base), figure(shown.head)];
  const words = checks.find(({ id }) => id === result.check)?.explain.words;
  const own = words?.gotWorse?.(result, { amount, base, head }) ?? null;
  if (own !== null) return own;
  if (unit === 'ms' && change !== null && change.absolute !== 0 && change.relative !== null)
    return say`is ${amount} ${trusted(worseWord(result))} (${label})`;
  if (result.base === null || result.head === null) return say`has a worse ${label}`;
  // A count comes before its noun: `from 12 to 14 requests`.
  return say`went from ${base} to ${head} ${unit === 'count' ? [] : trusted('in ')}${label}`;
}

function inWords(result: Result): Sentence {
  const budget = isOverBudget(result) && result.budget !== null ? result.budget.limit : null;
  const worse = hasRegressed(result) || result.threshold.status === 'worse';
  if (budget === null || result.head === null) return gotWorse(result);
  const asBase = result.budget?.asBase ? ', as base is' : '';
  if (worse) return say`${gotWorse(result)} and is over its budget${trusted(asBase)}`;
  const { head } = figures(result);
  return say`is over its budget: ${result.label} ${figure(head)} of ${figure(quantity(budget, result.unit))}${trusted(asBase)}`;
}

/** At most two subjects, each by its worst result. The worst come first in `results`. */
export function sentence(results: readonly Result[]): Sentence {
  const subjects = [...Map.groupBy(results, nameId).values()];
  const sentences = subjects.slice(0, 2).flatMap(([worst, ...others]) => {
    if (worst === undefined) return [];
    const more = others.length > 0 ? say` (and ${trusted(counted(others.length, 'more metric'))})` : [];
    return [say`${strong(untrusted(worst.subject))} ${inWords(worst)}${more}.`];
  });
  return joined(subjects.length > 2 ? [...sentences, say`And ${subjects.length - 2} more.`] : sentences, ' ');
}
