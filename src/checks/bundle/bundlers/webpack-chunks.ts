import type { Locator } from '../files/locate.ts';
import type { LoadedLater } from './bundler.ts';
import type { Chunk, ChunkId, StatsModule, WebpackStats } from './webpack-stats.ts';

const present = <T>(values: readonly (T | null | undefined)[]): T[] =>
  values.filter((value) => value !== null && value !== undefined);

/**
 * Chunks that an entry loads later. Stats list children by chunk, not by entry. A chunk that the entry itself loads is a
 * child of each of its chunks; a child of only some of them belongs to another entry that shares these.
 */
function childrenOfEntry(chunks: readonly Chunk[]): ChunkId[] {
  const [first, ...others] = chunks.map(({ children }) => children ?? []);
  return (first ?? []).filter((child) => others.every((children) => children.includes(child)));
}

const namesIn = (module: StatsModule): string[] => [
  ...(module.name === undefined ? [] : [module.name]),
  ...(module.modules ?? []).flatMap(namesIn),
];

/** Chunks of the workers that a chunk's modules start, by its id. They are no children of it. */
function startedWorkers({ chunks = [], modules = [] }: WebpackStats): Map<ChunkId | null, ChunkId[]> {
  const holders = new Map<string, Set<ChunkId | null>>();
  const hold = (module: StatsModule, ids: readonly (ChunkId | null)[]) => {
    for (const name of namesIn(module)) holders.set(name, new Set([...(holders.get(name) ?? []), ...ids]));
  };
  for (const module of modules) hold(module, module.chunks ?? []);
  for (const { id = null, modules: own = [] } of chunks) for (const module of own) hold(module, [id]);

  const started = new Map<ChunkId | null, ChunkId[]>();
  for (const { id, entry, initial, origins = [], siblings = [] } of chunks) {
    if (entry !== true || initial !== false || id === null || id === undefined) continue;
    const starters = new Set(origins.flatMap(({ moduleName }) => [...(holders.get(moduleName ?? '') ?? [])]));
    for (const starter of starters) started.set(starter, [...(started.get(starter) ?? []), id, ...siblings]);
  }
  return started;
}

/** Answers null if the stats have no chunks, or if the page's files are of another build. */
export function chunksLoadedLater(stats: WebpackStats, locate: Locator): LoadedLater {
  const files = new Map((stats.chunks ?? []).map((chunk) => [chunk, locate.reportedCode(chunk.files)]));
  const byId = new Map([...files.keys()].map((chunk) => [chunk.id ?? null, chunk]));
  const chunksOf = (ids: Iterable<ChunkId | null>): Chunk[] => present([...ids].map((id) => byId.get(id)));
  const workers = startedWorkers(stats);
  const workersOf = ({ id = null }: Chunk): ChunkId[] => workers.get(id) ?? [];
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
    const later = new Set([
      ...(whole.length > 0 ? whole.flatMap(childrenOfEntry) : [...loaded].flatMap(({ children }) => children ?? [])),
      ...(whole.length > 0 ? whole.flat() : [...loaded]).flatMap(workersOf),
    ]);
    // Iterating over a set includes what is added meanwhile.
    for (const id of later) {
      for (const chunk of chunksOf([id]))
        for (const next of [...(chunk.children ?? []), ...workersOf(chunk)]) later.add(next);
    }
    return [...new Set(chunksOf(later).flatMap((chunk) => files.get(chunk) ?? []))].filter(
      (path) => !initial.has(path),
    );
  };
}
