import type { WebpackStats } from '../bundlers/webpack.ts';
import { without } from './closure.ts';
import { isCode } from './graph.ts';
import type { Locator } from './locate.ts';

type ChunkId = string | number;
type Chunk = NonNullable<WebpackStats['chunks']>[number];

const present = <T>(values: readonly (T | null | undefined)[]): T[] =>
  values.filter((value) => value !== null && value !== undefined);

/** Names of files of an entry, in either form that stats have. */
export const assetNames = (entry: NonNullable<WebpackStats['entrypoints']>[string]): string[] =>
  (entry.assets ?? []).map((asset) => (typeof asset === 'string' ? asset : asset.name));

/**
 * Chunks that an entry asks for later. Stats tell children of chunks, not of entries; what the entry itself asks for is a
 * child of each of its chunks, while a child of only some of them belongs to another entry that shares these.
 */
function childrenOfEntry(chunks: readonly Chunk[]): ChunkId[] {
  const [first, ...others] = chunks.map(({ children }) => children ?? []);
  return (first ?? []).filter((child) => others.every((children) => children.includes(child)));
}

/**
 * Files that a page may load later, by those that it loads at once. Null where the stats say nothing of it: they have no
 * chunks, or the page's files are of another build.
 */
export type FilesLoadedLater = (initial: ReadonlySet<string>) => readonly string[] | null;

export function chunkLoads(stats: WebpackStats, locate: Locator): FilesLoadedLater {
  const files = new Map(
    (stats.chunks ?? []).map((chunk) => [chunk, chunk.files.map((file) => locate.reported(file)).filter(isCode)]),
  );
  const byId = new Map([...files.keys()].map((chunk) => [chunk.id ?? null, chunk]));
  const chunksOf = (ids: Iterable<ChunkId | null>): Chunk[] => present([...ids].map((id) => byId.get(id)));
  const entries = Object.values(stats.entrypoints ?? {}).map((entry) => chunksOf(present(entry.chunks ?? [])));

  return (initial) => {
    const loaded = new Set<Chunk>();
    for (const [chunk, own] of files) {
      if (own.length > 0 && own.every((file) => initial.has(file))) loaded.add(chunk);
    }
    if (loaded.size === 0) return null;
    const whole = entries
      .map((entry) => entry.filter((chunk) => (files.get(chunk) ?? []).length > 0))
      .filter((entry) => entry.length > 0 && entry.every((chunk) => loaded.has(chunk)));
    const asked = new Set(
      whole.length > 0 ? whole.flatMap(childrenOfEntry) : [...loaded].flatMap(({ children }) => children ?? []),
    );
    for (const id of asked) {
      for (const chunk of chunksOf([id])) for (const child of chunk.children ?? []) asked.add(child);
    }
    return without(new Set(chunksOf(asked).flatMap((chunk) => files.get(chunk) ?? [])), initial);
  };
}
