import { code, figure, type Sentence, say } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import { amount, type CheckWords } from '../../finding-text.ts';

/** Words for an endpoint that does not serve the rate at which its requests come. */

const perSecond = (count: number): Sentence => say`${figure(quantity(count, 'count'))}`;

export const findingWords: CheckWords['findings'] = {
  'api.queue-grows': (finding) => {
    const [rate, served, before] = ['rate', 'served', 'servedBefore'].map((key) => amount(finding, key));
    const of = rate === null || rate === undefined ? [] : say` of ${perSecond(rate)}`;
    const asBase = before === null || before === undefined ? [] : say` (base ${perSecond(before)})`;
    const what = served === null || served === undefined ? say`fewer` : say`${perSecond(served)}${of}`;
    return say`serves ${what} requests a second${asBase}; its queue grows for as long as the load lasts`;
  },
};

export const fixes: CheckWords['fixes'] = {
  'serve-rate': {
    words: () =>
      say`Make each request cheaper, or let the server work on more of them at once: more workers, a larger pool, less that waits in turn`,
    risk: 'more work at once needs more memory and connections',
  },
  'lower-rate': {
    words: () =>
      say`Base can't serve this rate either: lower ${code('rate')}, so that response times are compared and not queues`,
    risk: 'a queue at the higher rate is no longer seen',
  },
};
