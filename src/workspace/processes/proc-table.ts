import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process as Linux reports it. A process id may be reused, but not with the same start time. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Clock ticks since boot. */
  readonly startTime: number;
  /** CPU time in clock ticks, user and kernel mode: of the process, then of children that ended and were waited for. */
  readonly cpu: readonly [user: number, kernel: number, childrenUser: number, childrenKernel: number];
}

/** Null if there is no such process, or only a zombie. */
export function readProcess(pid: number): ProcessEntry | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // The second field is the name in brackets, which may hold any character: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, session] = fields;
  const ticks = (field: number) => Number(fields[field]);
  if (state === 'Z' || state === 'X') return null;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startTime: ticks(19),
    cpu: [ticks(11), ticks(12), ticks(13), ticks(14)],
  };
}

/** All living processes. Linux only: none elsewhere. */
export function allProcesses(): ProcessEntry[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
}

/**
 * All living processes that descend from `root`: those with `marker` in their environment, those in the group or session
 * of one of them, and all children of these.
 *
 * @param rootEnded whether another process may have the root's id by now
 */
export function findTree(root: number, marker: string, rootEnded: boolean): ProcessEntry[] {
  const all = allProcesses();
  const found = new Map<number, ProcessEntry>();
  const isRoot = ({ pid }: ProcessEntry) => pid === root && !rootEnded;
  for (const entry of all) if (isRoot(entry) || carries(entry.pid, marker)) found.set(entry.pid, entry);
  // Linux does not reuse an id that names a group with members, even if the group's leader is gone.
  const recycled = rootEnded && all.some(({ pid }) => pid === root);
  const isMember = ({ parent, group, session }: ProcessEntry) =>
    (group === root && !recycled) || [parent, group, session].some((id) => found.has(id));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const entry of all) if (!found.has(entry.pid) && isMember(entry)) found.set(entry.pid, entry);
  }
  found.delete(process.pid);
  return [...found.values()];
}

/** Whether a process started with `marker` (`NAME=value`) in its environment. */
export function carries(pid: number, marker: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(marker);
  } catch {
    return false; // it ended meanwhile, or belongs to another user
  }
}

/** A TCP port on which a process accepts connections, and whether it does so from this machine's own addresses. */
export interface ListeningPort {
  readonly port: number;
  readonly onLoopback: boolean;
}

/** The ports of these processes. Linux only. */
export function listeningPorts(entries: readonly ProcessEntry[]): ListeningPort[] {
  const sockets = new Set(entries.flatMap(({ pid }) => openSockets(pid)));
  const first = entries[0];
  if (first === undefined) return [];
  const ports = ['tcp', 'tcp6'].flatMap((table) => {
    try {
      // Columns: slot, local address, remote address, state (0A: listening), …, inode is the tenth.
      const rows = readFileSync(`/proc/${first.pid}/net/${table}`, 'latin1').split('\n').slice(1);
      return rows
        .map((row) => row.trim().split(/\s+/))
        .filter((columns) => columns[3] === '0A' && sockets.has(columns[9] ?? ''))
        .map((columns) => columns[1]?.split(':') ?? []);
    } catch {
      return [];
    }
  });
  const byPort = Map.groupBy(ports, ([, port = '']) => Number.parseInt(port, 16));
  return [...byPort]
    .map(([port, all]) => ({ port, onLoopback: all.some(([address = '']) => isOwnAddress(address)) }))
    .sort((a, b) => a.port - b.port);
}

/** Whether a local address of the kernel's tables is all addresses, 127.0.0.0/8 or ::1, also as IPv6; its words are little-endian. */
const isOwnAddress = (address: string): boolean =>
  /^(?:0{24}|0{16}FFFF0000)?(?:0{8}|.{6}7F)$|^0{32}$|^0{24}01000000$/i.test(address);

function openSockets(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [];
      } catch {
        return []; // closed meanwhile
      }
    });
  } catch {
    return [];
  }
}
