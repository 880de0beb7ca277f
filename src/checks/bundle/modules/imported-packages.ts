import { glob } from 'tinyglobby';
import { projectAt } from '../bundlers/module-id.ts';
import type { ImportedPackage } from '../evidence.ts';
import { installedPackage } from './installed-package.ts';
import { mentionsInCheckout } from './project-sources.ts';
import { versionsOf } from './versions.ts';

/** A framework starts many packages that no source of a project imports. */
const MOST_PACKAGES = 5_000;

/** JSX imports it unseen. */
const OF_JSX = ['react', 'preact', 'solid-js'];

/**
 * Installed packages that a checkout's sources import, by name, without their sizes, and all their dependencies. Used
 * if no map or report shows the contents of a bundle. Rejects only when `signal` aborts.
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
  const isJsx = (await glob('**/*.{jsx,tsx}', { cwd: directory, ignore: ['**/node_modules/**'] })).length > 0;
  const folderOf = (name: string) => `node_modules/${name}`;
  // A package that only others import is shipped with them.
  const reached = new Set([...importers.keys(), ...(isJsx ? OF_JSX : [])]);
  for (const name of reached) {
    signal.throwIfAborted();
    if (reached.size > MOST_PACKAGES) break;
    const manifest = await installedPackage(folderOf(name), project);
    for (const needed of Object.keys({ ...manifest?.dependencies, ...manifest?.peerDependencies })) reached.add(needed);
  }
  // A name that is not installed is an alias of the project's, or a part of Node.
  const versions = await versionsOf([...reached].map(folderOf), project);
  return Object.fromEntries(
    [...reached].flatMap((name) => {
      const version = versions[folderOf(name)];
      return version === undefined ? [] : [[name, { version, importers: (importers.get(name) ?? []).sort() }]];
    }),
  );
}
