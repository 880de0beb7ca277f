import { projectAt } from '../bundlers/module-id.ts';
import type { ImportedPackage } from '../evidence.ts';
import { mentionsInCheckout } from './project-sources.ts';
import { versionsOf } from './versions.ts';

/**
 * Installed packages that the sources in a checkout import, by name, without their sizes. Used if no map or report says
 * what a bundle is made of. Rejects only when `signal` aborts.
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
  // A name that is not installed is an alias of the project's, or a part of Node.
  const versions = await versionsOf([...importers.keys()].map(folderOf), project);
  return Object.fromEntries(
    [...importers].flatMap(([name, ids]) => {
      const version = versions[folderOf(name)];
      return version === undefined ? [] : [[name, { version, importers: ids.sort() }]];
    }),
  );
}
