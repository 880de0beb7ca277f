import type { FileModules } from '../evidence.ts';

/** What a report of a bundler's says about the bundle's files. Where it says nothing of a file, that one is not in it. */
export interface Reported {
  readonly files: readonly FileModules[];
  readonly imports: readonly Import[];
}

/** Files as a report may mean them. */
export interface ShippedFiles {
  /** Bytes by path, relative to the bundle's folder. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The path that a report's name means: it may begin at another folder. Null: none, or not certainly one. */
  find(name: string): string | null;
}

export function shippedFiles(sizes: ReadonlyMap<string, number>): ShippedFiles {
  const byName = Map.groupBy(sizes.keys(), baseName);
  return {
    sizes,
    find(written) {
      const name = written
        .replaceAll('\\', '/')
        .replace(/\?.*$/, '')
        .replace(/^(?:\.?\/)+/, '');
      if (sizes.has(name)) return name;
      const alike = byName.get(baseName(name)) ?? [];
      const inner = alike.filter((path) => name.endsWith(`/${path}`)).sort((a, b) => b.length - a.length);
      if (inner[0] !== undefined) return inner[0];
      const outer = alike.filter((path) => path.endsWith(`/${name}`));
      return outer.length === 1 ? (outer[0] ?? null) : null;
    },
  };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Sums up what a report says several times of one module in one file; without modules that bring nothing. */
export function foldModules(modules: Iterable<readonly [id: string, bytes: number]>): FileModules['modules'] {
  const sums = new Map<string, number>();
  for (const [id, bytes] of modules) if (bytes > 0) sums.set(id, (sums.get(id) ?? 0) + bytes);
  return [...sums].map(([id, bytes]) => ({ id, bytes }));
}

export const sumOf = (modules: FileModules['modules']): number => modules.reduce((sum, { bytes }) => sum + bytes, 0);

/** A module that imports another one, or a package's folder. Both as ids. */
export interface Import {
  readonly importer: string;
  readonly imported: string;
}

/** Names of packages by the id of the module whose source imports them. */
export type Mentions = ReadonlyMap<string, ReadonlySet<string>>;
