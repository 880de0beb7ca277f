import type { Import } from '../bundlers/bundler.ts';
import type { Project } from '../bundlers/module-id.ts';
import { installedPackage } from './installed-package.ts';
import { packageOf } from './packages.ts';
import { mentionsInCheckout } from './project-sources.ts';
import type { Mentions } from './specifiers.ts';

/** More than a reader can use, or a report should carry. */
const MOST_IMPORTERS = 1_000;
const MOST_MANIFESTS = 500;

export interface ImporterSources {
  /** Imports from the bundlers' reports. */
  readonly graph: readonly Import[];
  /** Packages that the sources in the maps name. */
  readonly mentions: Mentions;
  /** Modules in the bundle. */
  readonly ids: readonly string[];
  readonly project: Project;
  readonly signal: AbortSignal;
}

type Importers = ReadonlyMap<string, readonly string[]>;

/**
 * Modules that import the packages in `folders`, from outside of them: from the bundlers' reports, else from the sources in
 * the maps, else from the project's own. A package without bytes in the bundle may import others; then its importers are
 * included, so that each chain ends at an import of the project's own.
 */
export async function importersOf(
  folders: ReadonlySet<string>,
  { graph, mentions, ids, project, signal }: ImporterSources,
): Promise<Record<string, readonly string[]>> {
  // Maps and reports also hold modules without bytes in the bundle.
  const all = new Set(folders);
  for (const id of [...mentions.keys(), ...graph.flatMap(({ importer, imported }) => [importer, imported])]) {
    const folder = packageOf(id)?.folder;
    if (folder !== undefined) all.add(folder);
  }
  const sources = [byFolder(graph), byFolder(importsOf(mentions, all))];
  const importersIn = (folder: string) => sources.find((source) => source.has(folder))?.get(folder);
  const unknown = () => [...folders].filter((folder) => importersIn(folder) === undefined);

  if (unknown().length > 0) {
    const own = await mentionsInCheckout(project, ids, signal);
    sources.push(byFolder(importsOf(own, all)));
    const every = new Map([...own, ...mentions]);
    const passed = unknown().length > 0 ? await dependenciesOf(every, project) : new Map();
    const silent = [...passed.keys()].flatMap((id) => packageOf(id)?.folder ?? []);
    sources.push(byFolder(importsOf(new Map([...every, ...passed]), new Set([...unknown(), ...silent]))));
  }

  const found: [string, readonly string[]][] = [];
  const chain = new Set(folders);
  // Iterating over a set includes what is added meanwhile.
  for (const folder of chain) {
    const importers = importersIn(folder);
    if (importers === undefined) continue;
    found.push([folder, importers]);
    for (const id of importers) {
      const through = packageOf(id)?.folder;
      if (through !== undefined) chain.add(through);
    }
  }
  return Object.fromEntries(found);
}

/** Importers by package folder, the project's own first. */
function byFolder(imports: readonly Import[]): Importers {
  const found = new Map<string, Set<string>>();
  for (const { importer, imported } of imports) {
    const folder = packageOf(imported)?.folder;
    if (folder === undefined || packageOf(importer)?.folder === folder) continue;
    found.set(folder, (found.get(folder) ?? new Set()).add(importer));
  }
  return new Map(
    [...found].map(([folder, importers]) => [folder, [...importers].sort(ownFirst).slice(0, MOST_IMPORTERS)]),
  );
}

function ownFirst(a: string, b: string): number {
  const foreign = Number(packageOf(a) !== null) - Number(packageOf(b) !== null);
  return foreign || (a < b ? -1 : a > b ? 1 : 0);
}

/** Resolves names of packages to folders as Node does: to the nearest `node_modules` at or above the importer. */
function importsOf(mentions: Mentions, folders: ReadonlySet<string>): Import[] {
  const byName = Map.groupBy(folders, (folder) => packageOf(folder)?.name ?? '');
  return [...mentions].flatMap(([importer, names]) =>
    [...names].flatMap((name) => nearest(importer, byName.get(name) ?? []).map((imported) => ({ importer, imported }))),
  );
}

/** Returns several folders if the path does not show which one it means. */
function nearest(importer: string, folders: readonly string[]): readonly string[] {
  if (folders.length < 2) return folders;
  const distances = folders.map((folder) => distance(importer, folder));
  const least = Math.min(...distances);
  return folders.filter((_, index) => distances[index] === least);
}

/** How many folders a package lies above a module; infinite if it does not lie above it. */
function distance(importer: string, folder: string): number {
  const holder = folder.slice(0, folder.lastIndexOf('node_modules/')); // `a/` of `a/node_modules/b`
  if (importer.startsWith(holder)) return importer.slice(holder.length).split('/').length;
  return /^(?:\.\.\/)+$/.test(holder) ? importer.split('/').length + holder.length : Number.POSITIVE_INFINITY;
}

/**
 * Dependencies of the packages that are mentioned. A package that only re-exports others (`d3`) leaves no byte in the
 * bundle and no source in its maps, so its dependencies stand for its imports.
 */
async function dependenciesOf(mentions: Mentions, project: Project): Promise<Mentions> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const name of new Set([...mentions.values()].flatMap((names) => [...names])).values().take(MOST_MANIFESTS)) {
    const manifest = await installed(name, project);
    if (manifest !== null) found.set(`node_modules/${name}/index.js`, new Set(Object.keys(manifest.dependencies)));
  }
  return found;
}

/** pnpm keeps dependencies of packages in a folder of its own. */
const installed = async (name: string, project: Project) =>
  (await installedPackage(`node_modules/${name}`, project)) ??
  (await installedPackage(`node_modules/.pnpm/node_modules/${name}`, project));
