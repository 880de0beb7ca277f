import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutRoot } from './checkout-root.ts';
import { ask, git, type Repository } from './git.ts';

/** Whether there is a repository at or above a folder, sound or not. */
export const isInRepository = (directory: string): boolean => existsSync(join(checkoutRoot(directory), '.git'));

interface Head {
  /** Null outside of a repository and before its first commit. */
  readonly sha: string | null;
  /** Whether there are changes that are not committed: changed files, or new ones that git does not ignore. */
  readonly dirty: boolean;
  /** Tracked files that differ from the commit: paths from the root, as git prints them. */
  readonly changed: readonly string[];
}

/**
 * The checked-out commit, and what of the workspace is not in it.
 *
 * @throws GitError if git can't read the repository
 */
export async function headCommit(repository: Repository): Promise<Head> {
  const isThere = isInRepository(repository.directory);
  const sha = isThere ? await ask(['rev-parse', '--verify', '--quiet', 'HEAD'], repository) : null;
  if (sha === null) return { sha, dirty: false, changed: [] };
  // Without this option, git would rewrite its index.
  const status = await git(['--no-optional-locks', 'status', '--porcelain'], repository, { silent: true });
  const lines = status.ok ? status.stdout.split('\n').filter((line) => line !== '') : [];
  const changed = lines.filter((line) => !line.startsWith('??')).map((line) => line.slice(3));
  return { sha, dirty: lines.length > 0, changed };
}
