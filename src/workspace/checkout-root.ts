import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** The folder at or above `directory` that holds the whole checkout: the one with `.git`; `directory` itself if there is none. */
export function checkoutRoot(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return resolve(directory);
  }
}

/**
 * The absolute path of something that the config names relative to the working directory.
 * Null where it leaves the checkout, also by a symbolic link: base would be measured with files of head's.
 */
export function resolveInside(directory: string, path: string): string | null {
  const target = resolve(directory, path);
  const root = realpathSync(checkoutRoot(directory));
  const inside = relative(
    root,
    existsSync(target) ? realpathSync(target) : target.replace(checkoutRoot(directory), root),
  );
  return inside === '..' || /^\.\.[\\/]/.test(inside) || isAbsolute(inside) ? null : target;
}
