import type { Store } from '../../baseline/store.ts';

/** A store that is asked for each commit once: the same baseline has figures of base, and the trail to base. */
export function remembering(store: Store): Store {
  const read = new Map<string, ReturnType<Store['read']>>();
  return {
    ...store,
    read(sha, signal) {
      const known = read.get(sha) ?? store.read(sha, signal);
      read.set(sha, known);
      return known;
    },
  };
}
