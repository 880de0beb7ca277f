import { posix } from 'node:path';
import { z } from 'zod';
import { isInCheckout, type Project } from '../bundlers/module-id.ts';
import { readBounded } from '../files/read-bounded.ts';
import { versionIn } from './packages.ts';

const MOST_BYTES = 1_000_000;
const manifestSchema = z.object({
  version: z
    .string()
    .max(100)
    .regex(/^[\w.+-]+$/),
});

/** Versions of packages by their folder (`node_modules/lodash`), as far as the checkout tells. */
export async function versionsOf(folders: Iterable<string>, project: Project): Promise<Record<string, string>> {
  const versions: [string, string][] = [];
  for (const folder of folders) {
    const version = versionIn(folder) ?? (await installedVersion(folder, project));
    if (version !== null) versions.push([folder, version]);
  }
  return Object.fromEntries(versions);
}

/** Of a workspace, packages lie in the folder above, or one above that. */
async function installedVersion(folder: string, project: Project): Promise<string | null> {
  for (let path = folder; isInCheckout(path, project); path = posix.join('..', path)) {
    const manifest = await readBounded(posix.join(project.directories[0], path, 'package.json'), MOST_BYTES);
    const version = manifest.kind === 'read' ? versionOf(manifest.content) : null;
    if (version !== null || !folder.startsWith('node_modules/')) return version;
  }
  return null;
}

function versionOf(manifest: Buffer): string | null {
  try {
    return manifestSchema.parse(JSON.parse(manifest.toString('utf8'))).version;
  } catch {
    return null; // what an installation left there is none of ours
  }
}
