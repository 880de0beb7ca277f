import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from '../../errors.ts';
import { checkoutRoot } from './checkout-root.ts';
import { demand, type Repository } from './git.ts';
import { branchOf, fetchTip, hasOrigin, resolveCommit } from './history.ts';

/** A file of a branch. */
interface BranchFile {
  /** Its name in the folder. */
  readonly path: string;
  readonly content: Buffer;
}

/** The commit of a branch, from origin if it answers; null if there is none. */
export async function branchTip(branch: string, repository: Repository): Promise<string | null> {
  const isKnown = await hasOrigin(repository);
  const tip = isKnown
    ? await fetchTip([branchOf(branch)], repository).catch((error: unknown) => {
        if (error instanceof GitError) return null;
        throw error;
      })
    : null;
  return tip ?? resolveCommit(branch, repository);
}

/** The names in a folder of a commit, without those in folders below; none if there is no such folder. */
export async function namesIn(commit: string, folder: string, repository: Repository): Promise<string[]> {
  const listed = await demand(['ls-tree', '-z', '--name-only', '--full-tree', commit, '--', `${folder}/`], repository);
  return listed
    .split('\0')
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1));
}

/**
 * Writes a commit's files of one folder to an existing empty folder outside the repository. They are binary, and git's
 * output is read as text.
 */
export async function readBranchFiles(
  { commit, folder, names, temporary }: { commit: string; folder: string; names: readonly string[]; temporary: string },
  repository: Repository,
): Promise<BranchFile[]> {
  const options = { env: { GIT_INDEX_FILE: join(temporary, 'index') }, directory: checkoutRoot(repository.directory) };
  await demand(['read-tree', `${commit}:${folder}`], repository, options);
  const files = join(temporary, 'files');
  for (let start = 0; start < names.length; start += 200) {
    await demand(
      ['checkout-index', '--force', `--prefix=${files}/`, '--', ...names.slice(start, start + 200)],
      repository,
      options,
    );
  }
  const written = await readdir(files).catch(() => []);
  return Promise.all(written.map(async (path) => ({ path, content: await readFile(join(files, path)) })));
}

/** The commits of a ref along first parents, the newest first. */
export const firstParents = async (ref: string, repository: Repository): Promise<string[]> =>
  (await demand(['rev-list', '--first-parent', '--max-count=2000', ref, '--'], repository)).split('\n');
