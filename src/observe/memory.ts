import { readFileSync } from 'node:fs';
import type { ProcessEntry } from '../workspace/processes/proc-table.ts';
import { parseMemory } from './proc.ts';

/**
 * Memory of a process tree that the kernel can't reclaim: the private pages of its processes, with shared pages counted
 * once. Files and libraries are left out, since the kernel drops and reloads them at will.
 *
 * @returns bytes; null if the kernel reports no process
 */
export function memoryOf(members: readonly ProcessEntry[], proc = '/proc'): number | null {
  const known = members.flatMap(({ pid }) => memoryIn(`${proc}/${pid}/smaps_rollup`) ?? []);
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}

function memoryIn(file: string): number | null {
  try {
    return parseMemory(readFileSync(file, 'latin1'));
  } catch {
    return null; // it ended meanwhile, belongs to another user, or the kernel does not report it
  }
}
