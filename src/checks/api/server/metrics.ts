import type { Metric } from '../../../model/metric.ts';

/**
 * What all endpoints of a server share, so that it is judged once:
 *
 * - memory: what its processes hold of their own after each visit of its endpoints
 * - heap: what its JavaScript holds once garbage is collected, after the inspections of its endpoints; Node alone
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
  {
    id: 'heap',
    label: 'heap in use',
    unit: 'B',
    worse: 'higher',
    kind: 'fact',
    compared: 'ratio',
    gates: true,
    group: 'memory',
    // Of a heap of 7 MB, which is the least that Node has, the threshold is less than a cache of 500 answers.
    floor: 2_000_000,
    budget: null,
    seen: 'inspection',
    grain: 0.02,
  },
];
