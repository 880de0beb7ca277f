import { statfs } from 'node:fs/promises';

/** Code and hint of a failure on a full disk, which is no fault of the commit. */
export const DISK_FULL = {
  code: 'disk-full',
  hint: 'No space was left on the disk. Free some, and run again',
} as const;

/** Little more than what a file system keeps for its own lists; bytes. */
const NEXT_TO_NOTHING = 1_000_000;

/** Whether a command failed because the disk is full, by what it printed or by what is left on the disk of its folder. */
export async function isDiskFull(directory: string, output: string): Promise<boolean> {
  if (
    /\bE(?:NOSPC|DQUOT)\b(?!.*watchers)|no space left on device|disk quota exceeded|not enough space on the disk/i.test(
      output,
    )
  )
    return true;
  const { blocks, bavail, bsize, files, ffree } = await statfs(directory);
  // A file system that counts neither reports zeros.
  return (blocks > 0 && bavail * bsize < NEXT_TO_NOTHING) || (files > 0 && ffree === 0);
}
