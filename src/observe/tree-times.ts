import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessEntry } from '../workspace/proc-table.ts';
import { parseSchedstat, type TaskTimes } from './proc.ts';

/** The running time of a tree of processes at one moment. */
export interface TreeTimes {
  /** Of every living thread, by process, start time and thread. */
  readonly tasks: ReadonlyMap<string, TaskTimes>;
  /** CPU time of every living process and of its children that ended, in all its fields; clock ticks. */
  readonly processes: ReadonlyMap<string, readonly number[]>;
}

/** What a tree used between two moments or more; milliseconds. */
export interface TreeUse {
  /** On any core, by all of its processes. */
  readonly cpuMs: number;
  /** Ready to run and waiting for a core, over having run; null where no thread's times are told. */
  readonly delay: number | null;
  /** The same of the one thread that ran most. */
  readonly busiest: { readonly cpuMs: number; readonly delay: number } | null;
}

/** USER_HZ is 100 on every architecture that runs Node. */
const TICK_MS = 10;

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
    return null; // it ended meanwhile, or the kernel does not tell
  }
}

/**
 * What a tree used from the first of its readings to the last. Threads are told to the nanosecond, but only while they
 * live; what those used that began and ended between two readings is only in the ticks of their process or of its
 * parent, which are rough. So the ticks count where they show more than rounding can explain.
 *
 * @throws RangeError without a reading.
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
      // What the first reading holds is past. A smaller value is that of a new thread with the id of one that ended.
      const was = index === 0 ? now : known && known.ran <= now.ran ? known : { ran: 0, waited: 0 };
      const sofar = use.get(thread) ?? { ran: 0, waited: 0 };
      const waited = sofar.waited + Math.max(0, now.waited - was.waited);
      use.set(thread, { ran: sofar.ran + now.ran - was.ran, waited });
    }
  }
  return use;
}

/** A process that ended is in the ticks of its parent, so the sum over all grows steadily. */
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
