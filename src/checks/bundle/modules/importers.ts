import type { Import, Mentions } from '../bundlers/reported.ts';
import { packageOf } from './packages.ts';

/** More than this a reader can't use, and a report should not carry. */
const MOST_IMPORTERS = 1_000;

/** By package folder the modules outside of it that import it: the project's own first. */
export function importersByFolder(folders: ReadonlySet<string>, imports: Iterable<Import>): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { importer, imported } of imports) {
    const folder = packageOf(imported)?.folder;
    if (folder === undefined || !folders.has(folder) || packageOf(importer)?.folder === folder) continue;
    const importers = found.get(folder) ?? new Set();
    found.set(folder, importers.add(importer));
  }
  return new Map(
    [...found].map(([folder, importers]) => [folder, [...importers].sort(ownFirst).slice(0, MOST_IMPORTERS)]),
  );
}

function ownFirst(a: string, b: string): number {
  const foreign = Number(packageOf(a) !== null) - Number(packageOf(b) !== null);
  return foreign || (a < b ? -1 : a > b ? 1 : 0);
}

/** Finds the folders that names of packages mean, as Node's resolution does: the nearest `node_modules` at or above. */
export function importsOf(mentions: Mentions, folders: ReadonlySet<string>): Import[] {
  const byName = Map.groupBy(folders, (folder) => packageOf(folder)?.name ?? '');
  return [...mentions].flatMap(([importer, names]) =>
    [...names].flatMap((name) => nearest(importer, byName.get(name) ?? []).map((imported) => ({ importer, imported }))),
  );
}

/** Several where the path does not tell which one of them it is. */
function nearest(importer: string, folders: readonly string[]): readonly string[] {
  if (folders.length < 2) return folders;
  const distances = folders.map((folder) => distance(importer, folder));
  const least = Math.min(...distances);
  return folders.filter((_, index) => distances[index] === least);
}

/** How far up from a module the folder is that holds a package; infinite where it is not above. */
function distance(importer: string, folder: string): number {
  const holder = folder.slice(0, folder.lastIndexOf('node_modules/')); // `a/` of `a/node_modules/b`
  if (importer.startsWith(holder)) return importer.slice(holder.length).split('/').length;
  return /^(?:\.\.\/)+$/.test(holder) ? importer.split('/').length + holder.length : Number.POSITIVE_INFINITY;
}
