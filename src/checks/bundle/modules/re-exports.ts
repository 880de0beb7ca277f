import { posix } from 'node:path';
import { z } from 'zod';
import { isInCheckout, type Project } from '../bundlers/module-id.ts';
import type { Import, Mentions } from '../bundlers/reported.ts';
import { readBounded } from '../files/read-bounded.ts';
import { packageOf } from './packages.ts';

/**
 * Modules that only pass on what they import leave no byte in a bundle, and no source in its maps. What packages pass on
 * is told by their dependencies.
 */

const MOST_BYTES = 1_000_000;
const MOST_PACKAGES = 500;
const manifestSchema = z.object({ dependencies: z.record(z.string(), z.unknown()) });

/**
 * Who imports `unknown` through a package whose module that does is not in the bundle: imports of the package, and its own.
 *
 * @param unknown folders of packages that nobody is known to import
 */
export async function importsPassedOn(
  unknown: ReadonlySet<string>,
  mentions: Mentions,
  project: Project,
): Promise<Import[]> {
  if (unknown.size === 0) return [];
  const byName = Map.groupBy(unknown, (folder) => packageOf(folder)?.name ?? '');
  const mentioners = new Map<string, string[]>();
  for (const [importer, names] of mentions) {
    for (const name of names) {
      const known = mentioners.get(name);
      if (known === undefined) mentioners.set(name, [importer]);
      else known.push(importer);
    }
  }
  const imports: Import[] = [];
  for (const [name, importers] of [...mentioners].slice(0, MOST_PACKAGES)) {
    const passedOn = (await dependenciesOf(name, project)).flatMap((dependency) => byName.get(dependency) ?? []);
    if (passedOn.length === 0) continue;
    const folder = `node_modules/${name}`;
    imports.push(...importers.map((importer) => ({ importer, imported: `${folder}/index.js` })));
    imports.push(...passedOn.map((imported) => ({ importer: `${folder}/index.js`, imported })));
  }
  return imports;
}

/** Of the package as it is installed; pnpm keeps those of packages in a folder of its own. */
async function dependenciesOf(name: string, project: Project): Promise<string[]> {
  for (let above = ''; isInCheckout(above, project); above += '../') {
    for (const folder of ['node_modules', 'node_modules/.pnpm/node_modules']) {
      const path = posix.join(project.directories[0], above, folder, name, 'package.json');
      const manifest = await readBounded(path, MOST_BYTES);
      if (manifest.kind === 'read') return dependenciesIn(manifest.content);
    }
  }
  return [];
}

function dependenciesIn(manifest: Buffer): string[] {
  try {
    return Object.keys(manifestSchema.parse(JSON.parse(manifest.toString('utf8'))).dependencies);
  } catch {
    return []; // it has none, or what an installation left there is none of ours
  }
}
