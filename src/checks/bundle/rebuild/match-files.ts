import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isCode } from '../metrics.ts';
import { namesOfBuild } from '../names/names.ts';

/** The shipped files of a bundle. */
export interface Shipped {
  /** The bundle's folder, absolute, and its files, with forward slashes. */
  readonly root: string;
  readonly paths: readonly string[];
}

interface CodeFile {
  readonly path: string;
  readonly logical: string;
  readonly bytes: number;
}

/** Hashes, short names and the comment that names a map differ in builds with and without maps: hardly any bytes. */
const isAlike = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(100, a / 100);

/**
 * Matches the JavaScript and CSS that a rebuild wrote to `folder` with the shipped files, by logical name and size. The
 * bundle may be a folder of the output (`dist/assets`), or the output a folder of the bundle.
 *
 * @returns by the shipped file's path the rebuilt one, absolute
 */
export async function matchFiles(folder: string, { root, paths }: Shipped): Promise<Map<string, string>> {
  const written = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const rebuilt = await codeFiles(
    folder,
    written
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
  const shipped = await codeFiles(root, paths);
  const pairs = rebuilt.flatMap((again) =>
    shipped.filter((file) => isMatch(file, again)).map((file) => ({ file, again })),
  );
  const difference = ({ file, again }: (typeof pairs)[0]) => Math.abs(file.bytes - again.bytes);
  const rank = ({ file, again }: (typeof pairs)[0]) =>
    file.path === again.path ? 0 : file.logical === again.logical ? 1 : 2;
  pairs.sort((a, b) => rank(a) - rank(b) || difference(a) - difference(b));

  const files = new Map<string, string>();
  const matched = new Set<CodeFile>();
  for (const { file, again } of pairs) {
    if (files.has(file.path) || matched.has(again)) continue;
    files.set(file.path, join(folder, again.path));
    matched.add(again);
  }
  return files;
}

function isMatch(file: CodeFile, again: CodeFile): boolean {
  const [one, other] = [`/${file.logical}`, `/${again.logical}`];
  return isAlike(file.bytes, again.bytes) && (one.endsWith(other) || other.endsWith(one));
}

async function codeFiles(root: string, paths: readonly string[]): Promise<CodeFile[]> {
  const files: CodeFile[] = [];
  for (const [path, { logical }] of namesOfBuild(paths)) {
    if (!isCode(path)) continue;
    const found = await stat(join(root, path)).catch(() => null);
    if (found?.isFile()) files.push({ path, logical, bytes: found.size });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
