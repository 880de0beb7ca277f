import { projectAt } from '../bundlers/module-id.ts';
import type { ImportedPackage } from '../evidence.ts';
import { mentionsInCheckout } from './project-sources.ts';
import { versionsOf } from './versions.ts';

/**
 * Packages that are installed and that the sources in a checkout import, by name. It says nothing of their weight, and
 * is asked for where nothing else tells what a bundle is made of. Rejects only when `signal` aborts.
 */
export async function importedPackages(
  directory: string,
  signal: AbortSignal,
): Promise<Record<string, ImportedPackage>> {
  const project = projectAt(directory);
  const importers = new Map<string, string[]>();
  for (const [id, names] of await mentionsInCheckout(project, [], signal)) {
    for (const name of names) importers.set(name, [...(importers.get(name) ?? []), id]);
  }
  const folderOf = (name: string) => `node_modules/${name}`;
  // What is not installed is an alias of the project's, or a part of Node.
  const versions = await versionsOf([...importers.keys()].map(folderOf), project);
  return Object.fromEntries(
    [...importers].flatMap(([name, ids]) => {
      const version = versions[folderOf(name)];
      return version === undefined ? [] : [[name, { version, importers: ids.sort() }]];
    }),
  );
}
