import { git, type Repository } from './git.ts';

/**
 * The commit that is checked out, and whether the folder holds more than it: changed files, or new ones that
 * aren't ignored, anywhere in the repository. `sha` is null outside of a repository and before its first commit.
 */
export async function headCommit(
  directory: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ sha: string | null; dirty: boolean }> {
  const repository: Repository = { directory, token: null, serverUrl: '', signal };
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD'], repository);
  if (!head.ok) return { sha: null, dirty: false };
  // Without the option git would write its index anew.
  const status = await git(['--no-optional-locks', 'status', '--porcelain'], repository);
  return { sha: head.stdout.trim(), dirty: status.ok && status.stdout !== '' };
}
