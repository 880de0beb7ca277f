import { git, type Repository } from './git.ts';

/**
 * The checked-out commit, and whether the repository holds changes that are not committed: changed files, or new ones that
 * git does not ignore. `sha` is null outside of a repository and before its first commit.
 */
export async function headCommit(
  directory: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ sha: string | null; dirty: boolean }> {
  const repository: Repository = { directory, token: null, serverUrl: '', signal };
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], repository);
  if (!head.ok) return { sha: null, dirty: false };
  // Without this option, git would rewrite its index.
  const status = await git(['--no-optional-locks', 'status', '--porcelain'], repository);
  return { sha: head.stdout.trim(), dirty: status.ok && status.stdout !== '' };
}
