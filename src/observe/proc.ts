/**
 * Parsers of Linux's accounting files. Each returns null if the text lacks the value: some kernels are built without
 * it, and some containers hide it.
 */

/** Times of one thread since it began; nanoseconds. */
export interface TaskTimes {
  readonly ran: number;
  /** Time spent ready to run, while other tasks had every core. */
  readonly waited: number;
}

/** `/proc/<pid>/task/<tid>/schedstat`: https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat */
export function parseSchedstat(text: string): TaskTimes | null {
  const match = /^(\d+) (\d+) \d+\s*$/.exec(text);
  return match && { ran: Number(match[1]), waited: Number(match[2]) };
}

/** `/proc/pressure/cpu`: how long some task has waited for a core; microseconds. https://docs.kernel.org/accounting/psi.html */
export const parsePressure = (text: string): number | null => number(/^some .*\btotal=(\d+)/m.exec(text));

/** USER_HZ is 100 on every architecture that runs Node. */
export const TICK_MS = 10;

/** CPU time of all cores together; clock ticks. */
export interface CoreTimes {
  readonly all: number;
  /** Time used by processes, without interrupts, which mostly serve the visit's own packets. */
  readonly processes: number;
  /** Time that the host gave to other machines. */
  readonly stolen: number;
}

/** The first line of `/proc/stat`: https://man7.org/linux/man-pages/man5/proc_stat.5.html */
export function parseCores(text: string): CoreTimes | null {
  const fields = /^cpu +([\d ]+)$/m.exec(text)?.[1]?.split(' ').map(Number);
  // user, nice, system, idle, iowait, irq, softirq, steal; the following fields are part of user and nice.
  const [user = 0, nice = 0, system = 0, , , , , stolen] = fields ?? [];
  if (fields === undefined || stolen === undefined) return null;
  return { stolen, processes: user + nice + system, all: fields.slice(0, 8).reduce((a, b) => a + b, 0) };
}

/** `cpu.stat` of a cgroup (v2) with a CPU quota: how long it was throttled; microseconds. */
export const parseThrottled = (text: string): number | null => number(/^throttled_usec (\d+)$/m.exec(text));

/** `/proc/<pid>/cgroup`: the path of its cgroup below the mount of the unified hierarchy (v2). */
export const parseCgroup = (text: string): string | null => /^0::(\/.*)$/m.exec(text)?.[1] ?? null;

/**
 * `/proc/<pid>/smaps_rollup`: anonymous and shared memory, each page divided by its number of users; bytes.
 * https://docs.kernel.org/filesystems/proc.html
 */
export function parseMemory(text: string): number | null {
  const kilobytes = (field: string) => number(new RegExp(`^${field}: +(\\d+) kB$`, 'm').exec(text));
  const [anonymous, shared] = [kilobytes('Pss_Anon'), kilobytes('Pss_Shmem')];
  return anonymous === null ? null : 1_024 * (anonymous + (shared ?? 0));
}

const number = (match: RegExpExecArray | null): number | null => (match === null ? null : Number(match[1]));
