import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readBounded } from '../files/read-bounded.ts';
import { MOST_BYTES } from '../modules/map-file.ts';

/**
 * Puts the map of each file where `attribute` looks for it: under the shipped file's path in `maps`. Its sources were
 * relative to where it was.
 *
 * @returns how many there are
 * @param files by the shipped file's path the one that lies beside its map, absolute
 */
export async function collectMaps(files: ReadonlyMap<string, string>, maps: string): Promise<number> {
  let count = 0;
  for (const [path, file] of files) {
    const written = `${file}.map`;
    const map = await readBounded(written, MOST_BYTES);
    if (map.kind === 'absent') continue;
    count++;
    const target = join(maps, `${path}.map`);
    await mkdir(dirname(target), { recursive: true });
    const text = map.kind === 'read' ? withAbsoluteSources(map.content.toString('utf8'), dirname(written)) : null;
    // What can not be read is told by `attribute`.
    if (text === null) await rename(written, target);
    else await writeFile(target, text);
  }
  return count;
}

/** Null: it is none that this could change. */
function withAbsoluteSources(text: string, folder: string): string | null {
  try {
    const map: unknown = JSON.parse(text);
    if (typeof map !== 'object' || map === null) return null;
    const sections: unknown = 'sections' in map ? map.sections : [{ map }];
    for (const { map: section } of sections as { map: { sources: unknown[]; sourceRoot?: string } }[]) {
      const { sourceRoot } = section;
      const isUrl = typeof sourceRoot === 'string' && hasScheme(sourceRoot);
      if (isUrl) continue;
      section.sources = section.sources.map((source) =>
        typeof source !== 'string' || hasScheme(source) ? source : resolve(folder, sourceRoot ?? '', source),
      );
      delete section.sourceRoot;
    }
    return JSON.stringify(map);
  } catch {
    return null;
  }
}

/** `webpack://app/./src/a.js`, and what a plug-in made up. */
const hasScheme = (source: string): boolean => /^(?:[A-Za-z][\w+.-]+:|\0)/.test(source);
