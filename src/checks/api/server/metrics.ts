import type { Metric } from '../../../model/metric.ts';

/**
 * What all endpoints of a server share, so that it is judged once:
 *
 * - memory: what its processes hold of their own after each visit of its endpoints
 */
export const metrics: readonly Metric[] = [
  {
    id: 'memory',
    label: 'memory',
    unit: 'B',
    worse: 'higher',
    kind: 'sampled',
    compared: 'ratio',
    gates: true,
    group: 'memory',
    floor: 4_000_000,
    budget: null,
    mayBeAbsent: true,
  },
];
