import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { GitError } from '../../errors.ts';
import { shortSha } from '../../text/short-sha.ts';
import { demand, type GitOptions, type Repository } from './git.ts';
import { isCredential, isPartial, lent, readConfiguration } from './git-config.ts';
import { ensureCommit } from './history.ts';
import { AS_POINTERS, addLargeFiles } from './large-files.ts';
import { makeRepository, nameRemotes, type Source } from './own-repository.ts';

interface CheckoutOptions extends Repository {
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
}

interface BaseCheckout extends AsyncDisposable {
  /** The folder that matches head's working directory: the same sub-folder in a monorepo. */
  readonly directory: string;
  /** The root of the checkout. */
  readonly top: string;
  /** The root of the user's working tree. */
  readonly root: string;
  /** False if base lacks that sub-folder. */
  readonly exists: boolean;
}

/**
 * Checks a commit out into a repository of its own, so that nothing that runs there reaches the user's. Disposing removes
 * it from the disk.
 *
 * @throws GitError if git fails, or there is no place for it
 */
export async function checkOutBase(sha: string, options: CheckoutOptions): Promise<BaseCheckout> {
  const prefix = await demand(['rev-parse', '--show-prefix'], options);
  await using stack = new AsyncDisposableStack();
  const folder = await folderIn(options.temporary);
  stack.defer(() => removeFolder(folder));
  const source = await sourceOf(options);
  // Keep the folder's name: some tools name their output after it.
  const top = join(folder, basename(source.top) || 'base');
  await checkOut(sha, source, top);

  const directory = resolve(top, prefix); // the prefix ends with a slash
  const cleanUp = stack.move();
  const { top: root } = source;
  return { directory, top, root, exists: existsSync(directory), [Symbol.asyncDispose]: () => cleanUp.disposeAsync() };
}

async function folderIn(temporary: string): Promise<string> {
  try {
    return await mkdtemp(join(await realpath(temporary), 'perf-budget-base-'));
  } catch (error) {
    throw new GitError(`there is no place for base's checkout: ${error instanceof Error ? error.message : error}`, '');
  }
}

async function sourceOf(repository: Repository): Promise<Source> {
  const about = await demand(['rev-parse', '--show-toplevel', '--git-common-dir'], repository);
  const [top = '', common = ''] = about.split('\n');
  return {
    ...repository,
    top,
    common: resolve(repository.directory, common),
    config: await readConfiguration(repository),
  };
}

/** A commit with its submodules and large files. */
async function checkOut(sha: string, source: Source, folder: string): Promise<void> {
  try {
    await makeRepository(folder, sha, source);
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new GitError(`base has no repository: ${error.message}`, '');
    throw error;
  }
  const inside: GitOptions = { network: true, directory: folder, config: lent(source.config) };
  // A partial clone fetches files here. No other checkout needs a credential, which filters would see, too.
  const network = isPartial(source.config);
  const config = lent(source.config).filter((one) => network || !isCredential(one));
  // It reports its progress. Git LFS follows, for all files at once, and only if head has them.
  await demand(['checkout', '--progress', '--force', '--no-recurse-submodules', 'HEAD'], source, {
    ...inside,
    network,
    config: [...config, ...AS_POINTERS],
  });
  await addSubmodules(source, folder);
  await addLargeFiles(folder, source, inside);
  await nameRemotes(folder, source.config);
}

/** Adds base's submodules that are populated in the workspace. */
async function addSubmodules(source: Source, folder: string): Promise<void> {
  if (!existsSync(join(folder, '.gitmodules'))) return;
  const staged = await demand(['ls-files', '--stage', '-z'], source, { directory: folder });
  for (const [, sha = '', path = ''] of staged.matchAll(/(?<=^|\0)160000 ([0-9a-f]+) 0\t([^\0]+)/g)) {
    const directory = join(source.top, path);
    if (!existsSync(join(directory, '.git'))) continue;
    const submodule = { ...source, directory };
    await ensureSubmodule(path, sha, submodule);
    await checkOut(sha, await sourceOf(submodule), join(folder, path));
  }
}

/** The workspace has another commit of the submodule, and its server may not let this process fetch base's. */
async function ensureSubmodule(path: string, sha: string, submodule: Repository): Promise<void> {
  try {
    await ensureCommit(sha, submodule);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new GitError(`commit ${shortSha(sha)} of the submodule ${path}: ${error.message}`, error.output, SUBMODULE);
  }
}

const SUBMODULE =
  'The workspace has another commit of this submodule, and base needs its own. Let actions/checkout fetch all of them (`submodules: true` with `fetch-depth: 0`), or keep its login for the submodule: a `token` that may read it, and no `persist-credentials: false`.';

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
