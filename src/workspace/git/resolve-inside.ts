import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathInside } from '../../text/path-inside.ts';
import { checkoutRoot } from './checkout-root.ts';

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
