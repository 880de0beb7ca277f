import { readFileSync } from 'node:fs';
import { parseSchedstat } from './proc.ts';

/** How long this process has waited for a core since it began; milliseconds. 0 if the system does not report it. */
export function ownWaitingMs(): number {
  try {
    return (parseSchedstat(readFileSync('/proc/self/schedstat', 'latin1'))?.waited ?? 0) / 1e6;
  } catch {
    return 0; // not Linux
  }
}
