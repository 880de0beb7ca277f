import type { LoopLoad } from './event-loop-load.ts';
import { floorMs } from './metrics.ts';

/** Busier than this, answers wait their turn here rather than at the server. */
const BUSY = 0.5;
/** A loop that is idler than this does not make its own timers late. */
const IDLE = 0.2;
/** Less of its own work at a time is not worth a warning. */
const NOTED_MS = 5;
/** The part of a p95 that may be the generator's. */
const TOLERATED = 0.15;

/**
 * Whether more than 15 % of a p95 may be the time that answers waited here, in this process. False if that is
 * less than the floor, or if other processes kept this one from the processor: that hits both sides, and is averaged.
 *
 * @param room how many times as busy it may become; 1 or more
 */
export function isSaturated(loop: LoopLoad, p95Ms: number, room = 1): boolean {
  const [utilization, lateMs] = [room * loop.utilization, room * loop.lateMs];
  const busy = utilization > BUSY && Math.min(1, utilization) * p95Ms > floorMs;
  const blocked = utilization > IDLE && Math.min(lateMs, p95Ms) > Math.max(TOLERATED * p95Ms, NOTED_MS);
  return busy || blocked;
}
