import { say } from '../../../text/inline.ts';
import { type CheckWords, figuresOf } from '../../finding-text.ts';
import { type FixFacts, growth } from '../../gain.ts';

/** The words for what a server holds. */

export const findingWords: CheckWords['findings'] = {
  'process.heavier': (finding, unit) => say`its processes hold ${figuresOf(finding, unit)}`,
};

export const fixes: CheckWords['fixes'] = {
  'hold-less': () =>
    say`Look for what stays after a request: a larger cache, data that is read at the start, a new dependency, more worker processes`,
};

export const fixFacts: Readonly<Record<string, FixFacts>> = {
  'hold-less': {
    risk: 'what is no longer kept must be read or computed again',
    gain: ({ metric, current, target }) => growth(metric, current, target),
  },
};
