import { posix } from 'node:path';
import { z } from 'zod';
import { isInCheckout, type Project } from '../bundlers/module-id.ts';
import { readBounded } from '../files/read-bounded.ts';

const MOST_BYTES = 1_000_000;

const manifestSchema = z.object({
  version: z
    .string()
    .max(100)
    .regex(/^[\w.+-]+$/)
    .nullable()
    .catch(null),
  dependencies: z.record(z.string(), z.unknown()).catch({}),
});

type InstalledPackage = z.infer<typeof manifestSchema>;

/** The manifest of the package in a folder (`node_modules/lodash`), or in that folder further up. Null if there is none. */
export async function installedPackage(folder: string, project: Project): Promise<InstalledPackage | null> {
  // The packages of a workspace lie in a folder above.
  for (let path = folder; isInCheckout(path, project); path = posix.join('..', path)) {
    const manifest = await readBounded(posix.join(project.directories[0], path, 'package.json'), MOST_BYTES);
    const found = manifest.kind === 'read' ? parsed(manifest.content) : null;
    if (found !== null || !folder.startsWith('node_modules/')) return found;
  }
  return null;
}

function parsed(manifest: Buffer): InstalledPackage | null {
  try {
    return manifestSchema.parse(JSON.parse(manifest.toString('utf8')));
  } catch {
    return null; // an installation may have left anything there
  }
}
