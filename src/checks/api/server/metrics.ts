import type { Metric } from '../../../model/metric.ts';

/**
 * Figures that all endpoints of a server share, and that are judged once:
 *
 * - memory: private memory of its processes after each visit of its endpoints
 * - heap: size of its JavaScript heap after a garbage collection, after the inspections of its endpoints; Node only
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
    // V8's young generation grows by 8 MiB at a step, in some launches and not in others of the same code.
    floor: 9_000_000,
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
    // The least heap of Node is 7 MB. A threshold relative to that would be less than a cache of 500 answers.
    floor: 2_000_000,
    budget: null,
    seen: 'inspection',
    grain: 0.02,
  },
];
