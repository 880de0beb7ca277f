import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { glob } from 'tinyglobby';
import { z } from 'zod';

/** rollup-plugin-visualizer's `raw-data`, version 2: module sizes by chunk, and who imports whom. */
const rawDataSchema = z.object({
  version: z.literal(2),
  nodeParts: z.record(z.string(), z.object({ renderedLength: z.number(), metaUid: z.string() })),
  nodeMetas: z.record(
    z.string(),
    z.object({
      id: z.string(),
      moduleParts: z.record(z.string(), z.string()),
      importedBy: z.array(z.object({ uid: z.string() })),
    }),
  ),
  options: z.object({ sourcemap: z.boolean().optional() }),
});

type RawData = z.infer<typeof rawDataSchema>;

/** What one package, or one of the project's own modules, brings into a bundle. */
export interface PackageSize {
  /** Package name, or for the project's own code the module's path. */
  readonly name: string;
  readonly own: boolean;
  readonly bytes: number;
  /** Modules outside of the package that import it. */
  readonly importers: readonly string[];
}

export interface BundleModules {
  /** Whether `bytes` are those of the shipped, minified code; else they are after tree-shaking but before minifying. */
  readonly minified: boolean;
  readonly packages: readonly PackageSize[];
}

const NAMES = '{stats,raw-data,bundle-stats,bundle-visualizer,visualizer}.json';
const MOST_BYTES = 100_000_000;

/** Module ids start with NUL when a plug-in made them up, and may carry a query. */
const cleanId = (id: string): string => id.replaceAll('\0', '').replace(/\?.*$/, '').replace(/^\/+/, '');

function packageOf(id: string): string | null {
  const [, scope, name] = /.*node_modules\/(@[^/]+\/)?([^/]+)/.exec(id) ?? [];
  return name === undefined ? null : `${scope ?? ''}${name}`;
}

const ownerOf = (id: string): string => packageOf(id) ?? cleanId(id);

function packageSizes(data: RawData): PackageSize[] {
  const owners = new Map<string, { bytes: number; importers: Set<string>; own: boolean }>();
  for (const meta of Object.values(data.nodeMetas)) {
    const parts = Object.values(meta.moduleParts);
    if (parts.length === 0) continue;
    const name = ownerOf(meta.id);
    const owner = owners.get(name) ?? { bytes: 0, importers: new Set(), own: packageOf(meta.id) === null };
    owners.set(name, owner);
    for (const part of parts) owner.bytes += data.nodeParts[part]?.renderedLength ?? 0;
    for (const { uid } of meta.importedBy) {
      const importer = data.nodeMetas[uid];
      if (importer && ownerOf(importer.id) !== name) owner.importers.add(cleanId(importer.id));
    }
  }
  return [...owners]
    .map(([name, { bytes, importers, own }]) => ({ name, own, bytes, importers: [...importers].sort() }))
    .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

/** Reads the raw data that a build wrote into its output folder or the one above it; null where there is none. */
export async function readRawData(root: string, directory: string): Promise<BundleModules | null> {
  const above = dirname(root);
  const folders = relative(directory, above).startsWith('..') ? [root] : [root, above];
  for (const folder of folders) {
    for (const file of await glob(NAMES, { cwd: folder, expandDirectories: false })) {
      const path = join(folder, file);
      if ((await stat(path)).size > MOST_BYTES) continue;
      const data = rawDataSchema.safeParse(parseJson(await readFile(path, 'utf8')));
      if (data.success) return { minified: data.data.options.sourcemap === true, packages: packageSizes(data.data) };
    }
  }
  return null;
}

/** Another tool's stats.json may be anything; what isn't JSON isn't raw data. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
