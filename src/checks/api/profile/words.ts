import { code, figure, type Sentence, say, trusted } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import { amount, type CheckWords, codeOr, inner, text } from '../../finding-text.ts';
import { evidenceNumber, growth } from '../../gain.ts';
import { keepingLess } from '../server/words.ts';

/** Words for findings on a server's functions. */

/** `newestReview (server/products.js:27)` */
function functionIn(finding: Parameters<typeof text>[0]): Sentence {
  const [name, place] = [text(finding, 'function'), text(finding, 'place')];
  if (name === null) return [codeOr(place, 'a function')];
  return place === null ? [code(name)] : say`${code(name)} (${code(place)})`;
}

const percent = (part: number): string => `${Math.round(100 * part)} %`;

/** `, mostly in `deflateSync`` */
const mostlyIn = (finding: Parameters<typeof text>[0]): Sentence => {
  const within = text(finding, 'within');
  return within === null ? [] : say`, mostly in ${code(within)}`;
};

export const findingWords: CheckWords['findings'] = {
  'process.blocks': (finding) => {
    const { current, target } = finding;
    const long = current === null ? [] : say` for ${figure(quantity(current, 'ms'))}`;
    const before = target === null ? [] : say`, before ${figure(target < 1 ? 'not' : quantity(target, 'ms'))}`;
    const by = text(finding, 'place') === null ? [] : say`: ${functionIn(finding)}${mostlyIn(finding)}`;
    return say`while it works on one request, the server answers nobody else${long}${before}${by}`;
  },
  'process.leak': (finding) => {
    const bytes = amount(finding, 'bytes');
    const much = bytes === null ? say`more` : say`${figure(quantity(bytes, 'B'))} more`;
    const by = text(finding, 'place') === null ? [] : say`, allocated in ${functionIn(finding)}`;
    return say`keeps ${much} of each request once garbage is collected${by}`;
  },
  'process.slower-function': (finding) => {
    const { current, target } = finding;
    const before = target === null || target === 0 ? 'nothing' : quantity(target, 'ms');
    const times =
      current === null ? [] : say` takes ${figure(quantity(current, 'ms'))} of CPU a request, before ${figure(before)}`;
    const part = amount(finding, 'ofChange');
    const ofChange = part === null ? [] : say`: ${figure(percent(part))} of what requests take more`;
    return say`${functionIn(finding)}${times}${ofChange}${mostlyIn(finding)}`;
  },
};

export const fixes: CheckWords['fixes'] = {
  'bound-what-is-kept': {
    words: () =>
      say`Bound what is kept: a limit, a time to live, or a ${code('WeakMap')}. A cache that is meant to fill so far needs a higher limit`,
    ...keepingLess,
  },
  'move-to-worker': {
    words: () => say`Move it to a worker thread, another process or a queue, or use its asynchronous form`,
    risk: 'the work may end after its answer, or out of order',
    gain: ({ current, target }) => growth('blocking', current, target),
  },
  'compare-profiles': {
    words: (finding) => {
      const profiles = inner(finding, 'profiles');
      const [base, head] = [text(profiles, 'base'), text(profiles, 'head')];
      const files = base === null || head === null ? trusted('both profiles') : say`${code(base)} and ${code(head)}`;
      return say`Do it less often, or with less work: ${files}, in Chrome's DevTools or speedscope, show its callers`;
    },
    risk: 'the order of work',
    gain: (finding) => growth('cpu', evidenceNumber(finding, 'ms'), evidenceNumber(finding, 'msBefore')),
  },
};
