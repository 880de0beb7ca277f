import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from '../../errors.ts';
import { firstOf } from '../../text/first-of.ts';
import { demand, type GitOptions } from './git.ts';
import type { Source } from './own-repository.ts';

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer */
const POINTER = 'version https://git-lfs.github.com/spec/v1\n';
const LONGEST_BYTES = 1_024;

/** The files that hold a Git LFS pointer instead of their content. Unreadable files do not count. */
export async function pointersIn(folder: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) if (await isPointer(join(folder, path)).catch(() => false)) found.push(path);
  return found;
}

async function isPointer(path: string): Promise<boolean> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size <= POINTER.length || size > LONGEST_BYTES) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(POINTER.length) });
  return buffer.toString('latin1') === POINTER;
}

/** `app.jpg, b.jpg and 3 more hold pointers of Git LFS`, without the full stop. */
export function pointerWords(pointers: readonly string[]): string {
  const [first] = pointers;
  return pointers.length === 1
    ? `${first} holds a pointer of Git LFS instead of its content`
    : `${firstOf(pointers, 3)} hold pointers of Git LFS instead of their contents`;
}

export const FETCH_LARGE_FILES =
  'Let the step of actions/checkout fetch large files (lfs: true), or run git lfs pull before the build';

/** Configuration with which git writes the pointers, also where git-lfs is not installed. */
export const AS_POINTERS = [
  ['filter.lfs.process', ''],
  ['filter.lfs.smudge', ''],
  ['filter.lfs.required', 'false'],
] as const;

/**
 * Fetches the Git LFS content of base's files, if the workspace has the content of its own. If head is built with
 * pointers, base is, too.
 *
 * @throws GitError if there is content that can't be had
 */
export async function addLargeFiles(folder: string, source: Source, inside: GitOptions): Promise<void> {
  const pointers = async (directory: string): Promise<string[]> => {
    const listed = await demand(['ls-files', '-z', ':(attr:filter=lfs)'], source, { directory });
    return pointersIn(directory, listed.split('\0'));
  };
  const ofBase = await pointers(folder);
  const ofHead = ofBase.length === 0 ? [] : await pointers(source.top);
  const isPartly = ofHead.length > 0;
  const hasContent = (path: string) => !ofHead.includes(path) && (!isPartly || existsSync(join(source.top, path)));
  const wanted = ofBase.filter(hasContent);
  if (wanted.length === 0) return;
  const only = isPartly ? [`--include=${wanted.join()}`] : [];
  await demand(['lfs', 'pull', ...only], source, { ...inside, env: { GIT_LFS_FORCE_PROGRESS: '1' } });
  const missing = await pointersIn(folder, wanted);
  if (missing.length === 0) return;
  throw new GitError(`after git lfs pull, ${pointerWords(missing)}. Run git lfs install before this step`, '');
}
