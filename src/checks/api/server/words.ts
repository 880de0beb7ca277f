import { code, say } from '../../../text/inline.ts';
import { type CheckWords, figuresOf } from '../../finding-text.ts';
import { type Fix, growth } from '../../gain.ts';

/** Words for findings on a server's memory. */

export const findingWords: CheckWords['findings'] = {
  'process.heavier': (finding, unit) =>
    finding.metric === 'heap'
      ? say`its heap holds ${figuresOf(finding, unit)} once garbage is collected`
      : say`its processes hold ${figuresOf(finding, unit)}`,
};

/** The risk and gain of keeping less. */
export const keepingLess: Pick<Fix, 'risk' | 'gain'> = {
  risk: 'what is no longer kept must be read or computed again',
  gain: ({ metric, current, target }) => growth(metric, current, target),
};

export const fixes: CheckWords['fixes'] = {
  'compare-heap-snapshots': {
    words: () =>
      say`Start it with ${code('node --inspect')} on both commits, and compare heap snapshots: data that is read at the start, a larger cache, a leak`,
    ...keepingLess,
  },
  'hold-less': {
    words: () =>
      say`Look for what stays after a request: a larger cache, data that is read at the start, a new dependency, more worker processes`,
    ...keepingLess,
  },
};
