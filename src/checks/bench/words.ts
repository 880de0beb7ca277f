import { code, say, trusted } from '../../text/inline.ts';
import type { CheckWords } from '../finding-text.ts';

const ARE_SPEEDS: readonly string[] = ['ns', 'ms', '1/s'];

/** Names the benchmark: a suite has many. */
const gotWorse: CheckWords['gotWorse'] = ({ part = null, unit, change, label }, { amount }) => {
  if (part === null || change === null || change.relative === null || change.absolute === 0) return null;
  return ARE_SPEEDS.includes(unit)
    ? say`runs ${code(part)} ${amount} slower`
    : say`has ${code(part)} with ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')} ${label}`;
};

/** The changes of a benchmark are words of its metrics' units. */
export const words: CheckWords = {
  findings: {},
  fixes: {},
  gotWorse,
  metrics: {
    allocated: { worse: 'more memory', better: 'less memory', used: 'memory' },
    'peak-memory': { worse: 'more memory', better: 'less memory', used: 'memory' },
  },
};
