import type { CheckWords } from '../finding-text.ts';

/** The changes of a benchmark are words of its metrics' units. */
export const words: CheckWords = {
  findings: {},
  fixes: {},
  metrics: {
    allocated: { worse: 'more memory', better: 'less memory', used: 'memory' },
    'peak-memory': { worse: 'more memory', better: 'less memory', used: 'memory' },
  },
};
