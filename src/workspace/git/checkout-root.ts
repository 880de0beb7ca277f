import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { pathInside } from '../../text/path-inside.ts';

/** The nearest folder from `directory` upwards that holds `.git`; `directory` itself if none does. */
export function checkoutRoot(directory: string): string {
  const folders = foldersUpTo(parse(resolve(directory)).root, directory);
  return folders.find((folder) => existsSync(join(folder, '.git'))) ?? resolve(directory);
}

/** `directory` and the folders above it, the nearest first, up to `root`. */
export function foldersUpTo(root: string, directory: string): string[] {
  const folders: string[] = [];
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === resolve(root) || folder === dirname(folder)) return folders;
  }
}

/**
 * The absolute path of a file or folder that the config names relative to the working directory. Null if it leaves the
 * checkout, also by a symbolic link: base would be measured with head's files.
 */
export function resolveInside(directory: string, path: string): string | null {
  const target = resolve(directory, path);
  const root = realpathSync(checkoutRoot(directory));
  const real = existsSync(target) ? realpathSync(target) : target.replace(checkoutRoot(directory), root);
  return pathInside(root, real) === null ? null : target;
}
