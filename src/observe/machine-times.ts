import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CoreTimes, parseCgroup, parseCores, parsePressure, parseThrottled, TICK_MS } from './proc.ts';

/** Folders of the kernel's files. */
interface KernelFiles {
  readonly proc: string;
  readonly cgroup: string;
}

const KERNEL_FILES: KernelFiles = { proc: '/proc', cgroup: '/sys/fs/cgroup' };

/** The machine's counters at one moment; null for a counter that the kernel does not have. */
interface MachineTimes {
  /** Milliseconds that only go forward. */
  readonly atMs: number;
  /** How long some task has waited for a core; microseconds. */
  readonly pressure: number | null;
  readonly cores: CoreTimes | null;
  /** How long the quota of this process's cgroup, or of one around it, has throttled it; microseconds. */
  readonly throttled: number | null;
}

export function readMachine(atMs: number, { proc, cgroup }: KernelFiles = KERNEL_FILES): MachineTimes {
  const parsed = <T>(file: string, parse: (text: string) => T | null): T | null => {
    const text = textOf(file);
    return text === null ? null : parse(text);
  };
  const path = parsed(join(proc, 'self/cgroup'), parseCgroup);
  const throttled = (path === null ? [] : cgroupsAround(cgroup, path)).flatMap(
    (folder) => parsed(join(folder, 'cpu.stat'), parseThrottled) ?? [],
  );
  return {
    atMs,
    pressure: parsed(join(proc, 'pressure/cpu'), parsePressure),
    cores: parsed(join(proc, 'stat'), parseCores),
    throttled: throttled.length === 0 ? null : throttled.reduce((sum, one) => sum + one, 0),
  };
}

/** A cgroup's folder and its ancestors up to the mount. With controllers of v1, the mount of v2 is called `unified`. */
function cgroupsAround(mount: string, path: string): string[] {
  const root = textOf(join(mount, 'cgroup.controllers')) === null ? join(mount, 'unified') : mount;
  // A path that begins with /.. is outside this container.
  const folders = [path.startsWith('/..') ? '/' : path];
  for (let last = folders[0]; last !== undefined && last !== '/'; last = folders.at(-1)) folders.push(dirname(last));
  return folders.map((folder) => join(root, folder));
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}

/** Shares between 0 and 1 for the time between two moments. Counters that the kernel does not report are left out. */
export function machineUse(before: MachineTimes, after: MachineTimes): Record<string, number> {
  const elapsed = (after.atMs - before.atMs) * 1_000;
  const shares = {
    pressure: share(before.pressure, after.pressure, elapsed),
    steal: share(before.cores?.stolen, after.cores?.stolen, (after.cores?.all ?? 0) - (before.cores?.all ?? 0)),
    throttled: share(before.throttled, after.throttled, elapsed),
  };
  return Object.fromEntries(Object.entries(shares).filter(([, value]) => value !== null)) as Record<string, number>;
}

function share(was: number | null | undefined, is: number | null | undefined, of: number): number | null {
  if (typeof was !== 'number' || typeof is !== 'number' || of <= 0) return null;
  return Math.min(1, Math.max(0, (is - was) / of));
}

/**
 * The cores that were busy between two moments: `own` by a visit's own processes, `others` by other processes or other
 * machines on the host. Empty if the kernel does not report it.
 *
 * @param ownMs CPU time of the own processes, which is more precise than the machine's: the kernel counts that in
 * ticks.
 */
export function othersCores(before: MachineTimes, after: MachineTimes, ownMs: number): Record<string, number> {
  const elapsedMs = after.atMs - before.atMs;
  if (before.cores === null || after.cores === null || elapsedMs <= 0) return {};
  const taken = after.cores.processes - before.cores.processes + after.cores.stolen - before.cores.stolen;
  return { own: ownMs / elapsedMs, others: Math.max(0, taken * TICK_MS - ownMs) / elapsedMs };
}
