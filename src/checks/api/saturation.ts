import type { LoopLoad } from './event-loop-load.ts';
import { floorMs } from './metrics.ts';

/** Busier than this, answers wait their turn here rather than at the server. */
const BUSY = 0.5;
/** A loop that is idler than this does not make its own timers late. */
const IDLE = 0.2;
/** Timers that are late by less than the kernel's time slices may be late because of other processes. */
const SLICE_MS = 5;
/** The part of a p95 that may be the generator's. */
const TOLERATED = 0.15;

/**
 * Whether more than 15 % of a p95 may be the time that answers waited here, in this process. False if that is
 * less than the floor, or if other processes kept this one from the processor: that hits both sides, and is averaged.
 */
export function isSaturated({ utilization, lateMs }: LoopLoad, p95Ms: number): boolean {
  const busy = utilization > BUSY && utilization * p95Ms > floorMs;
  const blocked = utilization > IDLE && Math.min(lateMs, p95Ms) > Math.max(TOLERATED * p95Ms, SLICE_MS);
  return busy || blocked;
}
