import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How busy the event loop of this process was while it sent requests. */
export interface LoopLoad {
  /** Share of the time in which its thread ran; 0 to 1. A loop that other processes keep waiting is not busy. */
  readonly utilization: number;
  /** By how much its timers were late, 99th percentile; milliseconds. */
  readonly lateMs: number;
}

/** Interval of the watched timer; milliseconds. */
const RESOLUTION_MS = 1;

/** Starts to watch. The function that it returns ends that, and returns the measured load. */
export function watchLoop(): () => LoopLoad {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const startedAt = performance.now();
  const before = process.threadCpuUsage();
  delay.enable();
  return () => {
    delay.disable();
    const { user, system } = process.threadCpuUsage(before);
    const utilization = Math.min(1, (user + system) / 1_000 / (performance.now() - startedAt));
    return { utilization, lateMs: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS) };
  };
}
