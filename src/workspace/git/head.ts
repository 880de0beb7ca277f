import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutRoot } from './checkout-root.ts';
import { ask, git, type Repository } from './git.ts';

/** Whether there is a repository at or above a folder, sound or not. */
export const isInRepository = (directory: string): boolean => existsSync(join(checkoutRoot(directory), '.git'));

/**
 * The checked-out commit, and whether the repository holds changes that are not committed: changed files, or new ones that
 * git does not ignore. `sha` is null outside of a repository and before its first commit.
 *
 * @throws GitError if git can't read the repository
 */
export async function headCommit(repository: Repository): Promise<{ sha: string | null; dirty: boolean }> {
  const isThere = isInRepository(repository.directory);
  const sha = isThere ? await ask(['rev-parse', '--verify', '--quiet', 'HEAD'], repository) : null;
  if (sha === null) return { sha, dirty: false };
  // Without this option, git would rewrite its index.
  const status = await git(['--no-optional-locks', 'status', '--porcelain'], repository, { silent: true });
  return { sha, dirty: status.ok && status.stdout !== '' };
}
