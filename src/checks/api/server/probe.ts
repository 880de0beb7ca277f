import { membersOf } from '../../../observe/members.ts';
import { memoryOf } from '../../../observe/memory.ts';
import type { Probe } from '../../probe.ts';

/** Reads the memory of a server that the visits of its endpoints have put under load. It sends nothing itself. */
export function probe(): Probe {
  let members: { readonly root: number; readonly of: ReturnType<typeof membersOf> } | null = null;
  return {
    async visit({ server }) {
      const root = server?.pid ?? null;
      if (root === null) return { ok: true, values: {} };
      if (members?.root !== root) members = { root, of: membersOf(root) };
      const memory = memoryOf(members.of());
      return { ok: true, values: memory === null ? {} : { memory } };
    },
  };
}
