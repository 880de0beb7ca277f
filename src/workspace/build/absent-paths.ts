import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { closestTo } from '../../text/closest-to.ts';

/** A path that is not there, and the one that was probably meant; null if no name is like it. */
export interface AbsentPath {
  readonly path: string;
  readonly closest: string | null;
}

const MOST_WORDS = 50;

/** The files that a command names and that the folder it runs in does not have. */
export async function absentPaths(command: string, directory: string): Promise<AbsentPath[]> {
  const words = command.slice(0, 10_000).split(/[\s"'`;&|()<>]+/, MOST_WORDS);
  const files = words.filter(
    (word) => /^[^-$=:*?[{]*\.\w+$/.test(word) || /^\.{0,2}\/?[\w.@-]+\/[\w./@-]+$/.test(word),
  );
  const absent = [...new Set(files)].filter((path) => !existsSync(join(directory, path)));
  return Promise.all(absent.map(async (path) => ({ path, closest: await closestPath(path, directory, 'file') })));
}

/**
 * The existing path that a missing one was probably meant to be: the same name elsewhere in the folder, or a similar
 * path.
 */
export async function closestPath(path: string, directory: string, kind: 'file' | 'folder'): Promise<string | null> {
  const written = posix.normalize(path);
  const known = await entriesOf(directory, kind);
  const sameName = known.filter((one) => posix.basename(one) === posix.basename(written));
  return sameName.length === 1 ? (sameName[0] ?? null) : (closestTo(written, known) ?? null);
}

const MOST_LEVELS = 4;
const MOST_ENTRIES = 5_000;

/** Relative paths, the shallowest first. Packages and hidden folders are not looked into. */
async function entriesOf(directory: string, kind: 'file' | 'folder'): Promise<string[]> {
  const found: string[] = [];
  let level = [''];
  for (let depth = 0; depth < MOST_LEVELS && found.length < MOST_ENTRIES; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        const path = posix.join(folder, entry.name);
        const isFolder = entry.isDirectory();
        if (isFolder && (entry.name === 'node_modules' || entry.name.startsWith('.'))) continue;
        if (isFolder) next.push(path);
        if (isFolder === (kind === 'folder')) found.push(path);
      }
    }
    level = next;
  }
  return found.slice(0, MOST_ENTRIES);
}
