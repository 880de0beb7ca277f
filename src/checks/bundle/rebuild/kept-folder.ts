import { constants } from 'node:fs';
import { cp, readdir, rm, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

/** Folders that no build writes. */
const isLeftOut = (path: string): boolean => ['node_modules', '.git'].includes(basename(path));

/** A fingerprint of each file that changes when the file is written, by its path in the folder. */
async function filesIn(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const walk = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true }).catch(() => [])) {
      const path = join(at, entry.name);
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) {
        const { size, mtimeMs } = await stat(path);
        found.set(relative(folder, path), `${size} ${mtimeMs}`);
      }
    }
  };
  await walk(folder);
  return found;
}

/**
 * Keeps a copy of a folder's files, and restores them when disposed. A plug-in of the user's may empty the shipped
 * folder, or write to it, wherever its bundler writes.
 *
 * @param copy where to keep them: a folder that does not exist
 */
export async function keptFolder(folder: string, copy: string): Promise<AsyncDisposable> {
  await cp(folder, copy, {
    ...{ recursive: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true },
    filter: (path) => path === folder || !isLeftOut(path),
  });
  const before = await filesIn(folder);
  return {
    async [Symbol.asyncDispose]() {
      const after = await filesIn(folder);
      for (const path of after.keys()) if (!before.has(path)) await rm(join(folder, path), { force: true });
      for (const [path, written] of before) {
        if (after.get(path) === written) continue;
        await cp(join(copy, path), join(folder, path), { preserveTimestamps: true });
      }
    },
  };
}
