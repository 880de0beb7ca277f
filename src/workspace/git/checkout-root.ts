import { existsSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';

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
