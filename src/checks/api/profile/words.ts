import { code, figure, type Sentence, say, trusted } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import { amount, type CheckWords, codeOr, inner, text } from '../../finding-text.ts';

/** The words for what the functions of a server take. */

/** `newestReview (server/products.js:27)` */
function functionIn(finding: Parameters<typeof text>[0]): Sentence {
  const [name, place] = [text(finding, 'function'), text(finding, 'place')];
  if (name === null) return [codeOr(place, 'a function')];
  return place === null ? [code(name)] : say`${code(name)} (${code(place)})`;
}

const percent = (part: number): string => `${Math.round(100 * part)} %`;

export const findingWords: CheckWords['findings'] = {
  'process.slower-function': (finding) => {
    const { current, target } = finding;
    const before = target === null || target === 0 ? 'nothing' : quantity(target, 'ms');
    const times =
      current === null ? [] : say` takes ${figure(quantity(current, 'ms'))} of CPU a request, before ${figure(before)}`;
    const part = amount(finding, 'ofChange');
    const ofChange = part === null ? [] : say`: ${figure(percent(part))} of what requests take more`;
    const within = text(finding, 'within');
    return say`${functionIn(finding)}${times}${ofChange}${within === null ? [] : say`, mostly in ${code(within)}`}`;
  },
};

export const fixes: CheckWords['fixes'] = {
  'compare-profiles': (finding) => {
    const profiles = inner(finding, 'profiles');
    const [base, head] = [text(profiles, 'base'), text(profiles, 'head')];
    const files = base === null || head === null ? trusted('both profiles') : say`${code(base)} and ${code(head)}`;
    return say`Do it less often, or with less work: ${files}, in Chrome's DevTools or speedscope, show its callers`;
  },
};
