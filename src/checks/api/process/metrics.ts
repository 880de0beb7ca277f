import type { Metric } from '../../../model/metric.ts';

/** Smallest difference that counts, since a busy machine delays others by as much; milliseconds. */
const BLOCKING_FLOOR = 50;
/** Difference of a heap after the same batches, from launch to launch; bytes. */
const HEAP_GRAIN = 50_000;

/**
 * Figures of a server's processes while they serve an endpoint:
 *
 * - blocks others for: how long the server answers no other request while it works on one
 * - heap growth: memory that requests leave behind, for each 1,000 of them; Node only. A cache that is new in head
 *   looks like a leak until it is full, as does a cache without a limit.
 */
export const metrics: readonly Metric[] = [
  {
    id: 'blocking',
    label: 'blocks others for',
    unit: 'ms',
    worse: 'higher',
    kind: 'fact',
    compared: 'difference',
    gates: false,
    group: null,
    floor: BLOCKING_FLOOR,
    budget: null,
    seen: 'inspection',
    // A busy machine only adds to it, to some launches more than to others.
    grain: 0.75,
    grainAmount: BLOCKING_FLOOR,
    quiet: true,
  },
  {
    id: 'heap-growth',
    label: 'heap growth per 1,000 requests',
    unit: 'B',
    worse: 'higher',
    kind: 'fact',
    compared: 'difference',
    gates: true,
    group: null,
    floor: 100_000,
    threshold: 200_000,
    budget: null,
    seen: 'inspection',
    grain: 0.1,
    grainAmount: HEAP_GRAIN,
  },
];
