import { type Baseline, decodeBaseline } from './format.ts';
import type { Store } from './store.ts';

/** All stores as one. What can't be read or used is as good as not there, and leaves a note. */
export interface Shelf {
  /** The baselines of `sha` and of the commits before it, the nearest first. Nothing is asked for that is not needed. */
  walk(sha: string, before: () => Promise<readonly string[]>): AsyncGenerator<Found>;
  /** What was there and could not be used. */
  unusable(): readonly string[];
  /** Stores that could not be read, which may be for want of a permission that nobody needs otherwise. */
  unreadable(): readonly string[];
}

export interface Found {
  readonly baseline: Baseline;
  /** How many commits it lies before the one where the walk began. */
  readonly behind: number;
}

/** Commits that are asked for at a time. */
const AT_ONCE = 5;

export function openShelf(stores: readonly Store[], signal: AbortSignal): Shelf {
  const unusable = new Set<string>();
  const unreadable = new Set<string>();
  /** Stores that failed once: another try would cost as much time. */
  const broken = new Set<Store>();
  const known = new Map<string, Promise<Baseline | null>>();

  async function look(sha: string): Promise<Baseline | null> {
    for (const store of stores) {
      if (broken.has(store) || signal.aborted) continue;
      const read = await store.read(sha, signal).catch((error: unknown) => error as Error);
      if (read === null) continue;
      if (!Buffer.isBuffer(read)) {
        broken.add(store);
        if (!signal.aborted) unreadable.add(`Baselines in ${store.name} can't be read: ${read.message}.`);
        continue;
      }
      const decoded = decodeBaseline(read, sha);
      if (decoded.ok) return decoded.baseline;
      unusable.add(`The baseline of ${sha.slice(0, 7)} in ${store.name} can't be used: ${decoded.why}.`);
    }
    return null;
  }
  const baselineOf = (sha: string): Promise<Baseline | null> => {
    const found = known.get(sha) ?? look(sha);
    known.set(sha, found);
    return found;
  };

  return {
    async *walk(sha, before) {
      const own = await baselineOf(sha);
      if (own !== null) yield { baseline: own, behind: 0 };
      const older = stores.length === 0 ? [] : await before();
      for (let at = 0; at < older.length && !signal.aborted; at += AT_ONCE) {
        const found = await Promise.all(older.slice(at, at + AT_ONCE).map(baselineOf));
        for (const [index, baseline] of found.entries()) {
          if (baseline !== null) yield { baseline, behind: at + index + 1 };
        }
      }
    },
    unusable: () => [...unusable],
    unreadable: () => [...unreadable],
  };
}
