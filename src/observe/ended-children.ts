import { readProcess } from '../workspace/processes/proc-table.ts';
import { TICK_MS } from './proc.ts';

/**
 * CPU time of all processes that this one started and that have ended, with the time of their own ended children;
 * milliseconds. Null if the kernel does not report it. The difference of two calls is the time of the commands that ran
 * to their end in between.
 */
export function endedChildrenMs(): number | null {
  if (process.platform !== 'linux') return null;
  const entry = readProcess(process.pid);
  return entry && (entry.cpu[2] + entry.cpu[3]) * TICK_MS;
}
