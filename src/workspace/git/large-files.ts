import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { firstOf } from '../../text/first-of.ts';

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer */
const POINTER = 'version https://git-lfs.github.com/spec/v1\n';
const LONGEST_BYTES = 1_024;

/** The files that hold a pointer of Git LFS instead of their content. What can't be read is none. */
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
