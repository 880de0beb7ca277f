import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How busy the event loop of this process was while it sent requests. */
export interface LoopLoad {
  /** Share of the time in which it was at work; 0 to 1. */
  readonly utilization: number;
  /** By how much its timers were late, 99th percentile; milliseconds. */
  readonly lateMs: number;
}

/** Interval of the watched timer; milliseconds. */
const RESOLUTION_MS = 1;

/** Starts to watch. The function that it returns ends that, and returns the measured load. */
export function watchLoop(): () => LoopLoad {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const before = performance.eventLoopUtilization();
  delay.enable();
  return () => {
    delay.disable();
    const { utilization } = performance.eventLoopUtilization(before);
    return { utilization, lateMs: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS) };
  };
}
