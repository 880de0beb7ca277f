import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessEntry } from '../workspace/processes/proc-table.ts';
import { parseSchedstat, type TaskTimes, TICK_MS } from './proc.ts';

/** The CPU times of a process tree at one moment. */
export interface TreeTimes {
  /** For every living thread, by process, start time and thread. */
  readonly tasks: ReadonlyMap<string, TaskTimes>;
  /** CPU time of every living process and its ended children, in all fields; clock ticks. */
  readonly processes: ReadonlyMap<string, readonly number[]>;
}

/** The CPU use of a process tree between moments; milliseconds. */
export interface TreeUse {
  /** CPU time of all of its processes together. */
  readonly cpuMs: number;
  /** Time spent ready and waiting for a core, over time spent running; null if no thread's times are known. */
  readonly delay: number | null;
  /** The same for the single thread that ran most. */
  readonly busiest: { readonly cpuMs: number; readonly delay: number } | null;
}

export function timesOf(members: readonly ProcessEntry[], proc = '/proc'): TreeTimes {
  const tasks = new Map<string, TaskTimes>();
  const processes = new Map<string, readonly number[]>();
  for (const { pid, startTime, cpu } of members) {
    const process = `${pid} ${startTime}`;
    processes.set(process, cpu);
    for (const [thread, times] of threadsOf(`${proc}/${pid}/task`)) tasks.set(`${process} ${thread}`, times);
  }
  return { tasks, processes };
}

function threadsOf(folder: string): [string, TaskTimes][] {
  try {
    return readdirSync(folder).flatMap((thread): [string, TaskTimes][] => {
      const times = timesIn(`${folder}/${thread}/schedstat`);
      return times === null ? [] : [[thread, times]];
    });
  } catch {
    return []; // it ended meanwhile
  }
}

function timesIn(file: string): TaskTimes | null {
  try {
    return parseSchedstat(readFileSync(file, 'latin1'));
  } catch {
    return null; // it ended meanwhile, or the kernel does not report it
  }
}

/**
 * The CPU use of a tree from its first reading to its last. The kernel reports threads to the nanosecond, but only
 * while they live. Threads that begin and end between two readings appear only in the coarse ticks of their process or
 * its parent. So the ticks count if they exceed the threads' times by more than rounding explains.
 *
 * @throws RangeError if there is no reading.
 */
export function treeUse(readings: readonly TreeTimes[]): TreeUse {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('treeUse: there is no reading');
  const threads = [...threadUse(readings).values()];
  const sum = (of: keyof TaskTimes) => threads.reduce((all, thread) => all + thread[of], 0);
  const ran = sum('ran');
  const busiest = threads.reduce((most, thread) => (thread.ran > most.ran ? thread : most), { ran: 0, waited: 0 });
  const { ticks, rounded } = tickUse(first, last);
  const preciseMs = ran / 1e6;
  return {
    cpuMs: threads.length === 0 || (ticks - rounded) * TICK_MS > preciseMs ? ticks * TICK_MS : preciseMs,
    delay: ran > 0 ? sum('waited') / ran : null,
    busiest: ran > 0 ? { cpuMs: busiest.ran / 1e6, delay: busiest.waited / busiest.ran } : null,
  };
}

function threadUse(readings: readonly TreeTimes[]): Map<string, TaskTimes> {
  const use = new Map<string, TaskTimes>();
  for (const [index, { tasks }] of readings.entries()) {
    const before = readings[index - 1]?.tasks;
    for (const [thread, now] of tasks) {
      const known = before?.get(thread);
      // The first reading is the starting point. A smaller value belongs to a new thread with the id of one that ended.
      const was = index === 0 ? now : known && known.ran <= now.ran ? known : { ran: 0, waited: 0 };
      const sofar = use.get(thread) ?? { ran: 0, waited: 0 };
      const waited = sofar.waited + Math.max(0, now.waited - was.waited);
      use.set(thread, { ran: sofar.ran + now.ran - was.ran, waited });
    }
  }
  return use;
}

/** The ticks of an ended process move to its parent, so the sum over all only grows. */
function tickUse(first: TreeTimes, last: TreeTimes): { ticks: number; rounded: number } {
  let ticks = 0;
  let rounded = 0;
  for (const process of new Set([...first.processes.keys(), ...last.processes.keys()])) {
    const was = first.processes.get(process) ?? [];
    for (const [field, now] of (last.processes.get(process) ?? was.map(() => 0)).entries()) {
      const change = now - (was[field] ?? 0);
      ticks += change;
      if (change !== 0) rounded++;
    }
  }
  return { ticks, rounded };
}
