import { posix } from 'node:path';
import { LOCKS } from 'package-manager-detector';
import { git, type Repository } from '../git/git.ts';

/** The workspace files among them identify a package manager but lock nothing. */
export const LOCKFILES: readonly string[] = Object.keys(LOCKS).filter((name) => !name.includes('workspace'));

/**
 * Git's hash of a commit's lockfile: the nearest one from the folder upwards. Null if the commit has none.
 *
 * @param folder relative to the repository's root, with slashes; empty for the root.
 */
export async function lockedBy(sha: string | null, folder: string, repository: Repository): Promise<string | null> {
  if (sha === null) return null;
  for (const place of foldersUpwards(folder)) {
    const paths = LOCKFILES.map((name) => posix.join(place, name));
    const listed = await git(['ls-tree', '-z', '--full-tree', sha, '--', ...paths], repository);
    if (listed.ok && listed.stdout !== '') return listed.stdout;
  }
  return null;
}

const foldersUpwards = (folder: string): string[] =>
  folder === '' || folder === '.' ? [''] : [folder, ...foldersUpwards(posix.dirname(folder))];
