import { cp, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { demand, type Repository } from './git.ts';
import { type Configuration, configText, isForFiles, isForRemote, withoutCredentials } from './git-config.ts';

/** A commit of the user's repository, to become a repository of its own. */
export interface Source extends Repository {
  /** The root of the user's working tree, absolute. */
  readonly top: string;
  /** The user's `.git`, absolute: what all of its worktrees share. */
  readonly common: string;
  /** The user's effective configuration there. */
  readonly config: Configuration;
}

/**
 * Parts of the user's git folder that checkouts need: attributes, excludes, the ends of a shallow clone, and keys of
 * git-crypt and transcrypt.
 */
const COPIED = ['info/attributes', 'info/exclude', 'shallow', 'git-crypt', 'crypt'];

/**
 * Makes `folder` a repository that borrows the user's objects, has the same branches and tags, and no hooks. Its HEAD is
 * `sha`, and nothing is checked out. Written by hand: `git init` would bring hooks of the user's template.
 *
 * @throws GitError if git can't list the refs
 */
export async function makeRepository(folder: string, sha: string, source: Source): Promise<void> {
  const { directory, common, config } = source;
  const own = join(folder, '.git');
  for (const name of ['objects/info', 'refs', 'info', 'hooks']) await mkdir(join(own, name), { recursive: true });
  for (const name of COPIED) await copy(join(common, name), join(own, name));
  // Each worktree of the user's has its own.
  const sparse = await demand(['rev-parse', '--git-path', 'info/sparse-checkout'], source);
  await copy(resolve(directory, sparse), join(own, 'info', 'sparse-checkout'));

  const refs = await demand(['for-each-ref', '--format=%(objectname) %(refname)', ...REFS], source);
  await writeFile(join(own, 'packed-refs'), refs === '' ? '' : `# pack-refs with: sorted \n${refs}\n`);
  const objects = await realpath(join(common, 'objects'));
  await writeFile(join(own, 'objects', 'info', 'alternates'), `${objects.replaceAll(sep, '/')}\n`);
  await writeFile(join(own, 'config'), configText([...formatOf(config), ...config.filter(isForFiles)]));
  await writeFile(join(own, 'HEAD'), `${sha}\n`);
}

/**
 * Names the user's remotes. The credentials in their addresses stay out, so this comes after git has fetched what it
 * lacks with them.
 */
export async function nameRemotes(folder: string, config: Configuration): Promise<void> {
  const path = join(folder, '.git', 'config');
  const remotes = config.filter(isForRemote).map(([key, value]) => [key, withoutCredentials(value)] as const);
  await writeFile(path, `${await readFile(path, 'utf8')}${configText(remotes)}`);
}

const REFS = ['refs/heads', 'refs/tags', 'refs/remotes'];

function formatOf(config: Configuration): Configuration {
  const hash = config.findLast(([key]) => key === 'extensions.objectformat');
  const version = ['core.repositoryformatversion', hash === undefined ? '0' : '1'] as const;
  return [version, ['core.bare', 'false'], ...(hash === undefined ? [] : [hash])];
}

/** A file or a folder, if it is there. */
async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
