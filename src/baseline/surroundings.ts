import { relative, sep } from 'node:path';
import { GitError } from '../errors.ts';
import { lockedBy } from '../workspace/build/lockfile.ts';
import { checkoutRoot } from '../workspace/git/checkout-root.ts';
import type { Repository } from '../workspace/git/git.ts';
import { commandNodeVersion } from '../workspace/processes/node-version.ts';

/** Everything that determines a commit's figures besides its files and its config. */
export interface Surroundings {
  /** The working directory, relative to the repository's root, with slashes. */
  readonly folder: string;
  /** The Node.js version that runs the commands; null if there is none. */
  readonly node: string | null;
  /** Hash of the commit's lockfile; null if it has none: then every build may differ. */
  readonly locked: string | null;
}

/** The surroundings of a commit here; `sha` is null if there is none. */
export async function surroundingsOf(sha: string | null, repository: Repository): Promise<Surroundings> {
  const { directory } = repository;
  const folder = relative(checkoutRoot(directory), directory).replaceAll(sep, '/');
  const locked = await lockedBy(sha, folder, repository).catch(unknown);
  return { folder, node: await commandNodeVersion(directory), locked };
}

/** If git does not answer, stored figures are not used, and nothing else changes. */
function unknown(error: unknown): null {
  if (!(error instanceof GitError)) throw error;
  return null;
}
