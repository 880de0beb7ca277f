import { shortSha } from '../text/short-sha.ts';
import { type Baseline, decodeBaseline } from './format.ts';
import type { Store } from './store.ts';

interface SearchRequest {
  readonly stores: readonly Store[];
  /** The commit where the search begins. */
  readonly sha: string;
  /** Base's. Baselines that another branch's run stored count as missing. */
  readonly branch?: string | undefined;
  /** The commits before it, the nearest first. Called only if the search goes on past `sha`. */
  readonly ancestors: () => Promise<readonly string[]>;
  readonly signal: AbortSignal;
}

/** All stores as one. A baseline that can't be read or used counts as missing, and leaves a note. */
interface StoreSearch {
  /** Baselines, the nearest commit's first. Stores are asked only as far as this is iterated. */
  readonly baselines: AsyncGenerator<Found>;
  /** Notes on baselines that were there and could not be used. */
  unusable(): readonly string[];
  /** Notes on stores that could not be read, perhaps for lack of a permission that nothing else needs. */
  unreadable(): readonly string[];
}

export interface Found {
  readonly baseline: Baseline;
  /** How many commits before `sha` it lies. */
  readonly behind: number;
}

/** How many commits are asked for at a time. */
const AT_ONCE = 5;

export function searchStores({ stores, sha, branch, ancestors, signal }: SearchRequest): StoreSearch {
  const unusable = new Set<string>();
  const unreadable = new Set<string>();
  /** Stores that failed once: another try would take as long. */
  const broken = new Set<Store>();

  async function baselineOf(commit: string): Promise<Baseline | null> {
    for (const store of stores) {
      if (broken.has(store) || signal.aborted) continue;
      const read = await store.read(commit, signal).catch((error: unknown) => error as Error);
      if (read === null) continue;
      if (!Buffer.isBuffer(read)) {
        broken.add(store);
        if (!signal.aborted) unreadable.add(`Baselines in ${store.name} can't be read: ${read.message}.`);
        continue;
      }
      const decoded = decodeBaseline(read, commit, branch);
      if (decoded.ok) return decoded.baseline;
      unusable.add(`The baseline of ${shortSha(commit)} in ${store.name} can't be used: ${decoded.why}.`);
    }
    return null;
  }

  async function* search(): AsyncGenerator<Found> {
    const own = await baselineOf(sha);
    if (own !== null) yield { baseline: own, behind: 0 };
    const older = stores.length === 0 ? [] : await ancestors();
    for (let start = 0; start < older.length && !signal.aborted; start += AT_ONCE) {
      const found = await Promise.all(older.slice(start, start + AT_ONCE).map(baselineOf));
      for (const [index, baseline] of found.entries()) {
        if (baseline !== null) yield { baseline, behind: start + index + 1 };
      }
    }
  }

  return { baselines: search(), unusable: () => [...unusable], unreadable: () => [...unreadable] };
}
