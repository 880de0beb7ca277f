import { posix } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../text/parse-json.ts';
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
  peerDependencies: z.record(z.string(), z.unknown()).catch({}),
});

type InstalledPackage = z.infer<typeof manifestSchema>;

/** The manifest of the package in a folder (`node_modules/lodash`), or in that folder further up. Null if there is none. */
export async function installedPackage(folder: string, project: Project): Promise<InstalledPackage | null> {
  // The packages of a workspace lie in a folder above.
  for (let path = folder; isInCheckout(path, project); path = posix.join('..', path)) {
    const manifest = await readBounded(posix.join(project.directories[0], path, 'package.json'), MOST_BYTES);
    // An installation may have left anything there.
    const found =
      manifest.kind === 'read' ? manifestSchema.safeParse(parseJson(manifest.content.toString('utf8'))).data : null;
    if (found || !folder.startsWith('node_modules/')) return found ?? null;
  }
  return null;
}
