import { counted } from '../../checks/finding-text.ts';
import type { Result } from '../../model/report.ts';
import { nameId } from '../../model/subject.ts';
import { figure, joined, untrusted, trusted, type Sentence, say, strong } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { figures } from './figures.ts';
import { hasRegressed, isOverBudget, worseWord } from './vocabulary.ts';

/** What got worse with a subject, as a person would tell it: `answers 25 % slower`, `ships 97 kB more JavaScript`. */
function gotWorse(result: Result): Sentence {
  const { change, unit, check, metric, label, base, head } = result;
  const amount = figure(figures(result).change.main.replace(/^[+−]/, ''));
  if (change !== null && change.absolute !== 0) {
    if (unit === 'B' && check === 'bundle') {
      const what = metric === 'total' ? say` in total` : say` ${label}`;
      return change.absolute > 0 ? say`ships ${amount} more${what}` : say`ships ${amount} less${what}`;
    }
    if (metric === 'cpu') return say`uses ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')} CPU a request`;
    if (unit === 'ms' && change.relative !== null) {
      const which = metric === 'p95' ? [] : say` (${label})`;
      return say`${trusted(check === 'api' ? 'answers' : 'is')} ${amount} ${trusted(worseWord(result))}${which}`;
    }
  }
  if (base === null || head === null) return say`has a worse ${label}`;
  const { base: from, head: to } = figures(result);
  // What is counted follows its number: `from 12 to 14 requests`, `from 80 kB to 96 kB transferred`.
  if (unit === 'count' || (unit === 'B' && check === 'vitals'))
    return say`went from ${figure(from)} to ${figure(to)} ${label}`;
  return say`went from ${figure(from)} to ${figure(to)} in ${label}`;
}

function told(result: Result): Sentence {
  const budget = isOverBudget(result) && result.budget !== null ? result.budget.limit : null;
  const worse = hasRegressed(result) || result.threshold.status === 'worse';
  if (worse && budget !== null) return say`${gotWorse(result)} and is over its budget`;
  if (worse) return gotWorse(result);
  if (budget !== null && result.head !== null) {
    const { head } = figures(result);
    return say`is over its budget: ${result.label} ${figure(head)} of ${figure(quantity(budget, result.unit))}`;
  }
  return result.budget?.status === 'unclear' ? say`may be over its budget (${result.label})` : gotWorse(result);
}

/** At most two subjects, each by the worst of its results, which come first in `results`. */
export function sentence(results: readonly Result[]): Sentence {
  const subjects = [...Map.groupBy(results, nameId).values()];
  const sentences = subjects.slice(0, 2).flatMap(([worst, ...others]) => {
    if (worst === undefined) return [];
    const more = others.length > 0 ? say` (and ${trusted(counted(others.length, 'more metric'))})` : [];
    return [say`${strong(untrusted(worst.subject))} ${told(worst)}${more}.`];
  });
  return joined(subjects.length > 2 ? [...sentences, say`And ${subjects.length - 2} more.`] : sentences, ' ');
}
