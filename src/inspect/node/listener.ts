import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { allProcesses, listeningPorts, readProcess } from '../../workspace/processes/proc-table.ts';

/** Finds a server's Node process, by Linux's /proc. Other systems find none. */

/** The ports on which a process itself accepts connections. */
export function portsOf(pid: number): number[] {
  const entry = readProcess(pid);
  return entry === null ? [] : listeningPorts([entry]).map(({ port }) => port);
}

/** A process and all that descend from it, itself first. */
export function below(root: number): number[] {
  const found = new Set([root]);
  const all = allProcesses();
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** The process below `root`, or `root` itself, that accepts connections on `port`; null if none is found. */
export const listenerOn = (port: number, root: number): number | null =>
  below(root).find((pid) => portsOf(pid).includes(port)) ?? null;

/** SIGUSR1 is the tenth signal: https://nodejs.org/api/process.html#signal-events */
const USR1 = 1n << 9n;

/**
 * Whether SIGUSR1 opens a process's inspector: it is named node and catches the signal. Any other program would end.
 */
export function opensInspector(pid: number): boolean {
  try {
    const caught = /^SigCgt:\s*([0-9a-f]+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '0';
    return basename(readlinkSync(`/proc/${pid}/exe`)) === 'node' && (BigInt(`0x${caught}`) & USR1) !== 0n;
  } catch {
    return false; // it ended meanwhile, or belongs to another user
  }
}
