import { demand, type Repository } from './git.ts';

/**
 * Files of the user's working tree that no commit holds. Paths start at its root, with slashes; a folder ends with one.
 */
export interface Untracked {
  /** As git has it: absolute, without links. */
  readonly root: string;
  /** Files that git does not ignore. */
  readonly files: readonly string[];
  /** Files that git ignores, and folders that it ignores entirely. */
  readonly ignored: readonly string[];
}

/** @throws GitError if git fails */
export async function untrackedIn(root: string, repository: Repository): Promise<Untracked> {
  const list = async (...flags: string[]) => {
    const args = ['ls-files', '-z', '--others', '--exclude-standard', ...flags];
    return (await demand(args, repository, { directory: root })).split('\0').filter((path) => path !== '');
  };
  return { root, files: await list(), ignored: await list('--ignored', '--directory') };
}
