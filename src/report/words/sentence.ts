import type { ChangeFigures } from '../../checks/finding-text.ts';
import { checks } from '../../checks/index.ts';
import type { Result } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { isWorseStatus } from '../../model/worse.ts';
import { figure, joined, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { counted, quantity } from '../../text/quantity.ts';
import { isOverBudget } from '../result-state.ts';
import { figures } from './figures.ts';
import { worseWord } from './vocabulary.ts';

function changeFigures(result: Result): ChangeFigures {
  const { change, base, head } = figures(result);
  return { amount: figure(change.main.replace(/^[+−]/, '')), base: figure(base), head: figure(head) };
}

/** How a subject got worse, as a predicate of its name: `answers 25 % slower`, `ships 97 kB more JavaScript`. */
function gotWorse(result: Result, all: readonly Result[]): Sentence {
  const { change, unit, label } = result;
  const shown = changeFigures(result);
  const { amount, base, head } = shown;
  const figuresOf = (metric: string): ChangeFigures | null => {
    const other = all.find((one) => one.metric === metric && nameId(one) === nameId(result));
    return other !== undefined && isWorseStatus(other.threshold.status) ? changeFigures(other) : null;
  };
  const words = checks.find(({ id }) => id === result.check)?.explain.words;
  const own = words?.gotWorse?.(result, shown, figuresOf) ?? null;
  if (own !== null) return own;
  if (unit === 'ms' && change !== null && change.absolute !== 0 && change.relative !== null)
    return say`is ${amount} ${trusted(worseWord(result))} (${label})`;
  if (result.base === null || result.head === null) return say`has a worse ${label}`;
  // A count comes before its noun: `from 12 to 14 requests`.
  return say`went from ${base} to ${head} ${unit === 'count' ? [] : trusted('in ')}${label}`;
}

function inWords(result: Result, all: readonly Result[]): Sentence {
  const budget = isOverBudget(result) && result.budget !== null ? result.budget.limit : null;
  if (budget === null || result.head === null) return gotWorse(result, all);
  const asBase = result.budget?.asBase ? ', as base is' : '';
  if (isWorseStatus(result.threshold.status))
    return say`${gotWorse(result, all)} and is over its budget${trusted(asBase)}`;
  const { head } = figures(result);
  return say`is over its budget: ${result.label} ${figure(head)} of ${figure(quantity(budget, result.unit))}${trusted(asBase)}`;
}

/**
 * Describes at most two subjects, each by its worst result. `results` are sorted from the worst; `all` also has the
 * others.
 */
export function sentence(results: readonly Result[], all = results): Sentence {
  const subjects = [...Map.groupBy(results, nameId).values()];
  const sentences = subjects.slice(0, 2).flatMap(([worst, ...others]) => {
    if (worst === undefined) return [];
    const more = others.length > 0 ? say` (and ${trusted(counted(others.length, 'more metric'))})` : [];
    return [say`${strong(untrusted(worst.subject))} ${inWords(worst, all)}${more}.`];
  });
  return joined(subjects.length > 2 ? [...sentences, say`And ${subjects.length - 2} more.`] : sentences, ' ');
}
