import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../../errors.ts';

/** A file to be written, by its absolute path. */
export interface NewFile {
  /** For the reader. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The file's present text; null if it does not exist. */
  readonly before: string | null;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file lies where its folder should be',
  EISDIR: 'it is a folder',
};

/**
 * Writes all of the files, or none: each first beside its place, then all are moved.
 *
 * @throws UsageError if one can't be written
 */
export async function writeAll(files: readonly NewFile[]): Promise<void> {
  const made: string[] = [];
  const written: string[] = [];
  const moved: NewFile[] = [];
  let current = files[0];
  try {
    for (const file of files) {
      current = file;
      const folder = await mkdir(dirname(file.path), { recursive: true });
      if (folder !== undefined) made.push(folder);
      written.push(besides(file));
      await writeFile(besides(file), file.text, { flush: true });
    }
    for (const file of files) {
      current = file;
      await rename(besides(file), file.path);
      moved.push(file);
    }
  } catch (error) {
    for (const { path, before } of moved) {
      await (before === null ? rm(path, { force: true }) : writeFile(path, before)).catch(() => {});
    }
    for (const path of written) await rm(path, { force: true }).catch(() => {});
    for (const folder of made) await rm(folder, { recursive: true, force: true }).catch(() => {});
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${current?.name ?? 'A file'} can't be written: ${REASONS[code] ?? message}. Nothing was written.`,
    );
  }
}

const besides = ({ path }: NewFile): string => `${path}.${process.pid}.tmp`;

/** Null if there is none. @throws UsageError if it can't be read. */
export async function textOf(path: string, name: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UsageError(`${name} can't be read: ${REASONS[code] ?? message}.`);
  }
}
