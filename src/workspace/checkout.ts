import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, rmdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { GitError } from '../errors.ts';
import { demand, type GitOptions, git, type Repository } from './git.ts';

interface CheckoutOptions extends Repository {
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
}

interface BaseCheckout extends AsyncDisposable {
  /** The folder that matches head's working directory: the same sub-folder in a monorepo. */
  readonly directory: string;
  /** False if base lacks that sub-folder. */
  readonly exists: boolean;
}

/**
 * Checks a commit out into a git worktree of its own and leaves the user's workspace alone. Disposing removes the worktree
 * from the disk and from git's list.
 *
 * @throws GitError if git fails, or there is no place for it
 */
export async function checkOutBase(sha: string, options: CheckoutOptions): Promise<BaseCheckout> {
  const succeed: Succeed = (args, gitOptions) => demand(args, options, gitOptions);
  const about = await succeed(['rev-parse', '--show-toplevel', '--git-common-dir', '--show-prefix']);
  const [top = '', common = '', prefix = ''] = about.split('\n');

  await using stack = new AsyncDisposableStack();
  const folder = await folderIn(options.temporary);
  stack.defer(() => removeFolder(folder));
  // Keep the folder's name: some tools name their output after it.
  const worktree = join(folder, basename(top) || 'base');
  stack.defer(async () => {
    await removeFolder(worktree);
    await removeFromList(worktree, join(resolve(options.directory, common), 'worktrees'));
  });
  await succeed(['worktree', 'add', '--detach', '--no-checkout', worktree, sha]);
  // A command of its own, because it reports its progress. A partial clone fetches files here. Git LFS follows, for all
  // files at once, and only if head has them.
  await succeed(['checkout', '--progress', '--force', '--no-recurse-submodules', 'HEAD'], {
    network: true,
    directory: worktree,
    env: { GIT_LFS_SKIP_SMUDGE: '1' },
  });
  await addSubmodules(top, worktree, options, succeed);
  await addLargeFiles(top, worktree, options, succeed);

  const directory = join(worktree, prefix);
  const cleanUp = stack.move();
  return { directory, exists: existsSync(directory), [Symbol.asyncDispose]: () => cleanUp.disposeAsync() };
}

async function folderIn(temporary: string): Promise<string> {
  try {
    return await mkdtemp(join(await realpath(temporary), 'perf-budget-base-'));
  } catch (error) {
    throw new GitError(`there is no place for base's checkout: ${error instanceof Error ? error.message : error}`, '');
  }
}

type Succeed = (args: readonly string[], options?: GitOptions) => Promise<string>;

/** Adds base's submodules that are populated in the workspace, to the same depth. */
async function addSubmodules(top: string, worktree: string, repository: Repository, succeed: Succeed): Promise<void> {
  if (!existsSync(join(worktree, '.gitmodules'))) return;
  // It fails where .gitmodules has no entry for a submodule. Git can't populate that one, and actions/checkout goes on.
  const status = (directory: string, ...args: string[]) =>
    git(['submodule', 'status', ...args], repository, { directory });
  const populated = async (...flags: string[]) => {
    const result = await status(top, ...flags);
    return result.ok ? populatedIn(result.stdout) : [];
  };
  const head = await populated();
  const paths: string[] = [];
  for (const path of head) if ((await status(worktree, '--', path)).ok) paths.push(path);
  if (paths.length === 0) return;
  const nested = (await populated('--recursive')).length > head.length ? ['--recursive'] : [];
  await succeed(['submodule', 'update', '--progress', '--init', '--checkout', ...nested, '--', ...paths], {
    network: true,
    directory: worktree,
  });
}

/** A line holds the state (`-`: not populated), the commit, the path, and in brackets the output of `git describe`. */
const populatedIn = (status: string): string[] =>
  status.split('\n').flatMap((line) => /^[^-][0-9a-f]+ (.*?)(?: \([^)]*\))?$/.exec(line)?.[1] ?? []);

/** Downloads files of Git LFS if the workspace has any. Otherwise head builds with pointers, so base does too. */
async function addLargeFiles(top: string, worktree: string, repository: Repository, succeed: Succeed): Promise<void> {
  const attributes = [':(glob)**/.gitattributes'];
  const used = await git(['grep', '--quiet', 'filter=lfs', '--', ...attributes], repository, { directory: worktree });
  if (!used.ok) return;
  // A star marks a file whose content is in the workspace. Without Git LFS, head has only pointers.
  const head = await git(['lfs', 'ls-files'], repository, { directory: top });
  if (!head.ok || !/^[0-9a-f]+ \* /m.test(head.stdout)) return;
  const env = { GIT_LFS_FORCE_PROGRESS: '1' };
  await succeed(['lfs', 'pull'], { network: true, directory: worktree, env });
}

/** As `git worktree remove` does, which might not answer. */
async function removeFromList(worktree: string, list: string): Promise<void> {
  for (const name of await readdir(list).catch(() => [])) {
    const path = await readFile(join(list, name, 'gitdir'), 'utf8').catch(() => '');
    if (resolve(list, name, path.trimEnd()) === join(worktree, '.git')) await removeFolder(join(list, name));
  }
  await rmdir(list).catch(() => {}); // not empty, or not there
}

/** Also removes folders that a build made read-only. A failure is only a warning: it must not change the run's result. */
async function removeFolder(folder: string): Promise<void> {
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    await remove().catch(async () => {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o700);
      }
      await remove();
    });
  } catch (error) {
    process.emitWarning(`perf-budget could not remove ${folder}: ${error instanceof Error ? error.message : error}`);
  }
}
