import type { Project } from '../bundlers/module-id.ts';
import { installedPackage } from './installed-package.ts';
import { versionIn } from './packages.ts';

/** Versions of packages by their folder (`node_modules/lodash`), as far as the checkout has them. */
export async function versionsOf(folders: Iterable<string>, project: Project): Promise<Record<string, string>> {
  const versions: [string, string][] = [];
  for (const folder of folders) {
    const version = versionIn(folder) ?? (await installedPackage(folder, project))?.version ?? null;
    if (version !== null) versions.push([folder, version]);
  }
  return Object.fromEntries(versions);
}
