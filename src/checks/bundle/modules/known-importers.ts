import type { Project } from '../bundlers/module-id.ts';
import type { Import, Mentions } from '../bundlers/reported.ts';
import { importersByFolder, importsOf } from './importers.ts';
import { packageOf } from './packages.ts';
import { mentionsInCheckout } from './project-sources.ts';
import { importsPassedOn } from './re-exports.ts';

export interface ImporterSources {
  /** What the bundler's reports say. */
  readonly graph: readonly Import[];
  /** What the sources in the maps name. */
  readonly mentions: Mentions;
  /** Modules of which there is some in the bundle. */
  readonly ids: readonly string[];
  readonly project: Project;
  readonly signal: AbortSignal;
}

type Importers = Map<string, readonly string[]>;

/**
 * Who imports the packages that lie in `folders`: of each those whom the best source knows. And who imports these, where
 * they are packages of which no byte is left in the bundle, so that the project's own import is at the end of each chain.
 */
export async function knownImporters(
  folders: ReadonlySet<string>,
  { graph, mentions, ids, project, signal }: ImporterSources,
): Promise<Record<string, readonly string[]>> {
  // Maps and reports have modules of which nothing is left, too.
  const all = new Set(folders);
  for (const id of [...mentions.keys(), ...graph.flatMap(({ importer, imported }) => [importer, imported])]) {
    const folder = packageOf(id)?.folder;
    if (folder !== undefined) all.add(folder);
  }
  const sources: Importers[] = [importersByFolder(all, graph), importersByFolder(all, importsOf(mentions, all))];
  const without = () => new Set([...folders].filter((folder) => !sources.some((source) => source.has(folder))));

  if (without().size > 0) {
    const inCheckout = await mentionsInCheckout(project, ids, signal);
    sources.push(importersByFolder(all, importsOf(inCheckout, all)));
    const everyMention = new Map([...inCheckout, ...mentions]);
    const passedOn = await importsPassedOn(without(), everyMention, project);
    sources.push(
      importersByFolder(new Set(passedOn.flatMap((one) => packageOf(one.imported)?.folder ?? [])), passedOn),
    );
  }

  const found: [string, readonly string[]][] = [];
  const asked = new Set(folders);
  // A set hands out what is added while it is walked.
  for (const folder of asked) {
    const importers = sources.find((source) => source.has(folder))?.get(folder);
    if (importers === undefined) continue;
    found.push([folder, importers]);
    for (const id of importers) {
      const through = packageOf(id)?.folder;
      if (through !== undefined) asked.add(through);
    }
  }
  return Object.fromEntries(found);
}
