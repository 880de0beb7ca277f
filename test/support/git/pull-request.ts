import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export async function git(directory: string, ...words: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  const { stdout } = await execute('git', [...identity, ...words], { cwd: directory });
  return stdout.trim();
}

/** By path. */
export type Files = Readonly<Record<string, string>>;

export async function commit(
  directory: string,
  files: Files,
  message: string,
  links: Readonly<Record<string, string>> = {},
): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  await git(directory, 'add', '--all');
  for (const [path, sha] of Object.entries(links)) {
    await mkdir(join(directory, path));
    await git(directory, 'update-index', '--add', '--cacheinfo', `160000,${sha},${path}`);
  }
  await git(directory, 'commit', '--allow-empty', '--message', message);
  return git(directory, 'rev-parse', 'HEAD');
}

/** A pull request as actions/checkout leaves it: one commit, and nothing of the history. */
export interface PullRequestCheckout {
  readonly workspace: string;
  readonly head: string;
  /** The tip of main when the pull request was opened: not what the merge commit was made with. */
  readonly opened: string;
  readonly mergeCommit: string;
  readonly checkedOut: string;
  /** First parent of the merge commit. */
  readonly base: string;
}

export interface PullRequestFiles {
  /** Main, as it was when the pull request was opened. */
  readonly base: Files;
  /** What the pull request writes over it. */
  readonly head: Files;
  /** What main has gone on with since. */
  readonly meanwhile?: Files;
  /** Commits of submodules, by path; `base` has the .gitmodules. */
  readonly links?: Readonly<Record<string, string>>;
  /** The merge commit, or as for other events the branch itself. */
  readonly checkedOut?: 'merge' | 'branch';
}

export async function checkOutPullRequest(
  folder: string,
  { base, head, meanwhile = {}, links = {}, checkedOut = 'merge' }: PullRequestFiles,
): Promise<PullRequestCheckout> {
  const origin = join(folder, 'origin');
  const workspace = join(folder, 'workspace');
  await mkdir(origin, { recursive: true });
  await git(origin, 'init', '--quiet', '--initial-branch=main');
  // As GitHub does.
  await git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const opened = await commit(origin, base, 'First', links);
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
  const [from, to] = {
    merge: ['refs/pull/2/merge', 'refs/remotes/pull/2/merge'],
    branch: ['refs/heads/feature', 'refs/remotes/origin/feature'],
  }[checkedOut] as [string, string];
  await git(workspace, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+${from}:${to}`);
  await git(workspace, 'checkout', '--quiet', '--force', to);
  return {
    workspace,
    head: headSha,
    opened,
    mergeCommit,
    checkedOut: checkedOut === 'merge' ? mergeCommit : headSha,
    base: tip,
  };
}

/** A developer's clone, with the branch `feature` checked out: `head` written over `base`, which is main. */
export async function checkOutBranch(
  folder: string,
  { base, head }: Pick<PullRequestFiles, 'base' | 'head'>,
): Promise<{ workspace: string; base: string; head: string }> {
  const workspace = join(folder, 'workspace');
  await mkdir(workspace, { recursive: true });
  await git(workspace, 'init', '--quiet', '--initial-branch=main');
  const main = await commit(workspace, base, 'First');
  await git(workspace, 'checkout', '--quiet', '-b', 'feature');
  return { workspace, base: main, head: await commit(workspace, head, 'Feature') };
}

/** What git sees as changed, what is checked out, and the worktrees that it knows. */
export async function gitState(workspace: string): Promise<{ status: string; head: string; worktrees: number }> {
  const worktrees = await git(workspace, 'worktree', 'list', '--porcelain');
  return {
    status: await git(workspace, 'status', '--porcelain'),
    head: await git(workspace, 'rev-parse', 'HEAD'),
    worktrees: worktrees.match(/^worktree /gm)?.length ?? 0,
  };
}
