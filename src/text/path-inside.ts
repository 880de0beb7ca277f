import { isAbsolute, relative, sep } from 'node:path';

/**
 * The path of a file or folder relative to a folder that contains it, with forward slashes; empty for that folder
 * itself. Null if it lies elsewhere. It only compares paths, and follows no link.
 */
export function pathInside(folder: string, path: string): string | null {
  const inside = relative(folder, path);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? null : inside.replaceAll(sep, '/');
}
