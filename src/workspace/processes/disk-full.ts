import { statfs } from 'node:fs/promises';

/** Code and hint of a failure on a full disk, which is no fault of the commit. */
export const DISK_FULL = {
  code: 'disk-full',
  hint: 'No space was left on the disk. Free some, and run again',
} as const;

/** Free bytes below which a disk counts as full: little more than a file system reserves for itself. */
const NEXT_TO_NOTHING = 1_000_000;

/** Whether a command failed because the disk is full, by its output or by the free space of its folder's disk. */
export async function isDiskFull(directory: string, output: string): Promise<boolean> {
  if (
    /\bE(?:NOSPC|DQUOT)\b(?!.*watchers)|no space left on device|disk quota exceeded|not enough space on the disk/i.test(
      output,
    )
  )
    return true;
  const { blocks, bavail, bsize, files, ffree } = await statfs(directory);
  // A file system without such counts reports zeros.
  return (blocks > 0 && bavail * bsize < NEXT_TO_NOTHING) || (files > 0 && ffree === 0);
}
