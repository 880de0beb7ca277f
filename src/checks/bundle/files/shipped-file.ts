import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathInside } from '../../../text/path-inside.ts';
import { readStored, storedAs } from './compressed-files.ts';

/** Larger files are not read for their imports. */
const MOST_BYTES = 50_000_000;

/**
 * The real path of a file of the bundle.
 *
 * @throws Error if it is no file, too large, or behind a link that leads out of the bundle's folder
 */
export async function shippedFile(root: string, path: string): Promise<string> {
  const [folder, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
  if (pathInside(folder, file) === null) throw new Error('it is a link out of the folder');
  const found = await stat(file);
  if (!found.isFile()) throw new Error('it is not a file');
  if (found.size > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES / 1e6} MB`);
  return file;
}

/**
 * The content of a file of the bundle.
 *
 * @throws Error as `shippedFile` does
 */
export async function readShipped(root: string, path: string): Promise<Buffer> {
  await shippedFile(root, storedAs(root, path));
  return readStored(root, path);
}

/** Why reading failed, without paths of this machine. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : message;
};
