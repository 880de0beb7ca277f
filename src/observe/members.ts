import { readdirSync, readFileSync } from 'node:fs';
import { carries, type ProcessEntry, readProcess } from '../workspace/processes/proc-table.ts';
import { MARKER } from '../workspace/processes/process-tree.ts';

/**
 * Finds the members of process trees: roots, their children, processes in a group or session that a member leads, and
 * processes with a root's marker. Repeated calls examine only new processes: a process once found foreign stays so.
 */
export function membersOf(...roots: readonly number[]): () => ProcessEntry[] {
  const markers = roots.flatMap((root) => markerOf(root) ?? []);
  let members = new Set(roots);
  let strangers = new Set([process.pid]);

  const isMember = ({ pid, parent, group, session }: ProcessEntry) =>
    [parent, group, session].some((id) => members.has(id)) || markers.some((marker) => carries(pid, marker));

  return () => {
    const living = new Set(processIds());
    members = new Set([...members].filter((pid) => living.has(pid)));
    strangers = new Set([...strangers].filter((pid) => living.has(pid)));
    let unknown = [...living].flatMap((pid) =>
      members.has(pid) || strangers.has(pid) ? [] : (readProcess(pid) ?? []),
    );
    for (let size = -1; size !== members.size; ) {
      size = members.size;
      for (const entry of unknown) if (isMember(entry)) members.add(entry.pid);
      unknown = unknown.filter(({ pid }) => !members.has(pid));
    }
    for (const { pid } of unknown) strangers.add(pid);
    return [...members].flatMap((pid) => readProcess(pid) ?? []);
  };
}

function processIds(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return []; // not Linux
  }
}

function markerOf(pid: number): string | null {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    return variables.find((variable) => variable.startsWith(`${MARKER}=`)) ?? null;
  } catch {
    return null;
  }
}
