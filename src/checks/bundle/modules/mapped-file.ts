import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { moduleId, type Project } from '../bundlers/module-id.ts';
import type { FileModules } from '../evidence.ts';
import { bytesBySource, parseSourceMap, sourcesOf } from './source-map.ts';
import { packagesNamedIn } from './specifiers.ts';

interface MappedFile {
  readonly file: FileModules;
  /** Packages that the sources in the map import, by module. */
  readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Finds the modules of a file by its source map.
 *
 * @param content the shipped file's, or that of a rebuild with maps, which may differ by some bytes
 * @param map `folders`: where it lies, absolute, and where else its relative paths may start
 * @throws Error if the map is malformed, or not this file's
 */
export function mappedFile(
  shipped: { readonly path: string; readonly bytes: number },
  content: Buffer,
  map: { readonly text: string; readonly folders: readonly [string, ...string[]] },
  project: Project,
): MappedFile {
  const parsed = parseSourceMap(map.text);
  const sources = sourcesOf(parsed);
  const [own, ...elsewhere] = map.folders;
  const startOf = (path: string) =>
    existsSync(join(own, path)) ? own : (elsewhere.find((folder) => existsSync(join(folder, path))) ?? own);
  const ids = sources.map(({ path }) => (path === null ? null : moduleId(path, startOf(path), project)));
  const modules = new Map<string, number>();
  for (const [number, bytes] of bytesBySource(content, parsed)) {
    const id = ids[number];
    if (id) modules.set(id, (modules.get(id) ?? 0) + bytes);
  }
  const mapped = modules.values().reduce((sum, bytes) => sum + bytes, 0);
  if (mapped > content.length) throw new Error('it maps more than the file has');

  const mentions = new Map<string, ReadonlySet<string>>();
  for (const [number, { content: source }] of sources.entries()) {
    const id = ids[number];
    if (id && source) mentions.set(id, packagesNamedIn(source, id));
  }
  return {
    file: {
      path: shipped.path,
      modules: [...modules].map(([id, bytes]) => ({ id, bytes })),
      unmapped: Math.max(0, shipped.bytes - mapped),
    },
    mentions,
  };
}
