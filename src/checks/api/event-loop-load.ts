import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How busy the event loop of this process was while it sent requests. */
export interface LoopLoad {
  /** Share of its time that it worked, out of working and idle time; 0 to 1. Waiting for a core is neither. */
  readonly utilization: number;
  /** By how much its timers were late, 99th percentile; milliseconds. */
  readonly lateMs: number;
}

/** Interval of the watched timer; milliseconds. */
const RESOLUTION_MS = 1;

/** Starts to watch. The function that it returns ends that, and returns the measured load. */
export function watchLoop(): () => LoopLoad {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const loop = performance.eventLoopUtilization();
  const thread = process.threadCpuUsage();
  delay.enable();
  return () => {
    delay.disable();
    const { active, idle } = performance.eventLoopUtilization(loop);
    const { user, system } = process.threadCpuUsage(thread);
    const workMs = Math.min(active, (user + system) / 1_000);
    const utilization = workMs === 0 ? 0 : workMs / (workMs + idle);
    return { utilization, lateMs: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS) };
  };
}
