import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** Processes and their sockets, by the files of Linux; elsewhere nothing is found. */

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it ended meanwhile, or belongs to another user
  }
};

/** The inodes of the sockets that accept connections, with their ports. */
function listening(pid: number): Map<string, number> {
  const rows = ['tcp', 'tcp6'].flatMap((table) => read(`/proc/${pid}/net/${table}`).split('\n').slice(1));
  const found = new Map<string, number>();
  for (const row of rows) {
    // Columns: slot, local address, remote address, state (0A: listening), …, inode is the tenth.
    const columns = row.trim().split(/\s+/);
    if (columns[3] !== '0A') continue;
    found.set(columns[9] ?? '', Number.parseInt(columns[1]?.split(':')[1] ?? '', 16));
  }
  return found;
}

/** The ports on which a process itself accepts connections. */
export function portsOf(pid: number): number[] {
  const sockets = listening(pid);
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
      const target = link(`/proc/${pid}/fd/${descriptor}`);
      return sockets.get(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '') ?? [];
    });
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The process below `root`, or `root` itself, that accepts connections on `port`; null if none is found. */
export function listenerOn(port: number, root: number): number | null {
  const pids = treeOf(root);
  return pids.find((pid) => portsOf(pid).includes(port)) ?? null;
}

function treeOf(root: number): number[] {
  let all: number[];
  try {
    all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
  const parents = new Map(all.map((pid) => [pid, Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])]));
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid, steps = 0; at !== undefined && at > 0 && steps < 64; steps++) {
      if (at === root) return true;
      at = parents.get(at);
    }
    return false;
  };
  return all.filter(isBelow);
}

/** SIGUSR1 is the tenth signal: https://nodejs.org/api/process.html#signal-events */
const USR1 = 1n << 9n;

/** Whether SIGUSR1 opens the inspector of a process: a program named node that catches it. It ends any other. */
export function opensInspector(pid: number): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? '0';
  return basename(link(`/proc/${pid}/exe`)) === 'node' && (BigInt(`0x${caught}`) & USR1) !== 0n;
}
