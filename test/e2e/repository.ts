import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

async function git(directory: string, ...words: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  const { stdout } = await execute('git', [...identity, ...words], { cwd: directory });
  return stdout.trim();
}

/** By path. */
export type Files = Readonly<Record<string, string>>;

async function commit(directory: string, files: Files, message: string): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--allow-empty', '--message', message);
  return git(directory, 'rev-parse', 'HEAD');
}

/** A pull request as actions/checkout leaves it: its merge commit, and nothing of the history. */
export interface PullRequestCheckout {
  readonly workspace: string;
  readonly head: string;
  /** The tip of main when the pull request was opened: not what the merge commit was made with. */
  readonly opened: string;
  readonly mergeCommit: string;
  /** First parent of the merge commit. */
  readonly base: string;
}

/**
 * `base` is main, `head` what the pull request writes over it. Main has gone on since with `meanwhile`.
 */
export async function checkOutPullRequest(
  folder: string,
  { base, head, meanwhile = {} }: { base: Files; head: Files; meanwhile?: Files },
): Promise<PullRequestCheckout> {
  const origin = join(folder, 'origin');
  const workspace = join(folder, 'workspace');
  await mkdir(origin, { recursive: true });
  await git(origin, 'init', '--quiet', '--initial-branch=main');
  // As GitHub does.
  await git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const opened = await commit(origin, base, 'First');
  await git(origin, 'checkout', '--quiet', '-b', 'feature');
  const headSha = await commit(origin, head, 'Feature');
  await git(origin, 'checkout', '--quiet', 'main');
  const tip = await commit(origin, meanwhile, 'Meanwhile');
  await git(origin, 'checkout', '--quiet', '--detach');
  await git(origin, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'feature');
  const mergeCommit = await git(origin, 'rev-parse', 'HEAD');
  await git(origin, 'update-ref', 'refs/pull/2/merge', mergeCommit);
  await git(origin, 'checkout', '--quiet', 'main');

  await mkdir(workspace);
  await git(workspace, 'init', '--quiet');
  await git(workspace, 'remote', 'add', 'origin', `file://${origin}`);
  await git(
    workspace,
    'fetch',
    '--quiet',
    '--no-tags',
    '--depth=1',
    'origin',
    '+refs/pull/2/merge:refs/remotes/pull/2/merge',
  );
  await git(workspace, 'checkout', '--quiet', '--force', 'refs/remotes/pull/2/merge');
  return { workspace, head: headSha, opened, mergeCommit, base: tip };
}

/** What git sees as changed, and the worktrees that it knows. */
export async function gitState(workspace: string): Promise<{ status: string; worktrees: number }> {
  const worktrees = await git(workspace, 'worktree', 'list', '--porcelain');
  return {
    status: await git(workspace, 'status', '--porcelain'),
    worktrees: worktrees.match(/^worktree /gm)?.length ?? 0,
  };
}
