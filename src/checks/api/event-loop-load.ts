import { createHistogram, performance } from 'node:perf_hooks';

/** How busy the event loop of this process was while it sent requests. */
export interface LoopLoad {
  /** Share of its time that it worked, out of working and idle time; 0 to 1. Waiting for a core is neither. */
  readonly utilization: number;
  /** By how much its own work made its timers late, 99th percentile; milliseconds. Waiting for a core is no work. */
  readonly lateMs: number;
}

/** Interval of the watched timer; milliseconds. */
const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;

/**
 * Starts to watch. The function that it returns ends that, and returns the measured load. Node's own
 * `monitorEventLoopDelay` would count the time that other processes keep this one waiting as well.
 */
export function watchLoop(): () => LoopLoad {
  const late = createHistogram();
  const loop = performance.eventLoopUtilization();
  const startMs = workedMs();
  let atMs = performance.now();
  let worked = startMs;
  const look = () => {
    const [nowMs, now] = [performance.now(), workedMs()];
    const lateMs = Math.min(nowMs - atMs - RESOLUTION_MS, now - worked);
    late.record(Math.max(1, Math.round(lateMs * NS_PER_MS)));
    [atMs, worked] = [nowMs, now];
  };
  const timer = setInterval(look, RESOLUTION_MS);
  return () => {
    look();
    clearInterval(timer);
    const { active, idle } = performance.eventLoopUtilization(loop);
    const workMs = Math.min(active, workedMs() - startMs);
    const utilization = workMs === 0 ? 0 : workMs / (workMs + idle);
    return { utilization, lateMs: late.percentile(99) / NS_PER_MS };
  };
}

/** CPU time of this thread; milliseconds. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
