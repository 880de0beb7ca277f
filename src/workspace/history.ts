import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ask, type GitResult, git, type Repository } from './git.ts';

/** Commits that the first deepening fetch adds to a shallow clone. Each further one adds four times as many. */
const FIRST_DEEPENING = 50;

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--refmap='];

/** The parents of a commit, even if the clone is too shallow to hold them. */
export async function parentsOf(commit: string, repository: Repository): Promise<string[]> {
  const text = (await ask(['cat-file', '-p', commit], repository)) ?? '';
  const [header = ''] = text.split('\n\n');
  return header.split('\n').flatMap((line) => /^parent ([0-9a-f]+)$/.exec(line)?.[1] ?? []);
}

/** Fetches a commit if it is missing, without history if the clone is shallow. */
export async function ensureCommit(sha: string, repository: Repository): Promise<GitResult> {
  const present = await git(['cat-file', '-e', `${sha}^{commit}`], repository);
  if (present.ok) return present;
  const depth = (await isShallow(repository)) ? ['--depth=1'] : [];
  return git([...FETCH, ...depth, 'origin', sha], repository, { network: true });
}

/** The commit of a local name; null if there is no such name. */
export async function resolveCommit(name: string, repository: Repository): Promise<string | null> {
  if (name.startsWith('-')) return null;
  return ask(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], repository);
}

/** Fetches the commit of a branch or tag on origin. `sha` is null if origin has neither. */
export async function fetchTip(
  name: string,
  repository: Repository,
): Promise<{ ok: true; sha: string | null } | { ok: false; message: string }> {
  const listed = await git(['ls-remote', 'origin', `refs/heads/${name}`, `refs/tags/${name}`], repository, {
    network: true,
  });
  if (!listed.ok) return listed;
  const sha = /^[0-9a-f]+/.exec(listed.stdout)?.[0];
  if (sha === undefined) return { ok: true, sha: null };
  const fetched = await ensureCommit(sha, repository);
  // An annotated tag is an object that points to the commit.
  return fetched.ok ? { ok: true, sha: await resolveCommit(sha, repository) } : fetched;
}

/** The best common ancestor. Deepens a shallow clone to find it. Null if there is none, or fetching fails. */
export async function mergeBase(one: string, other: string, repository: Repository): Promise<string | null> {
  for (let deepening = FIRST_DEEPENING; ; deepening *= 4) {
    const found = await ask(['merge-base', one, other], repository);
    if (found !== null) return found;
    const before = await shallowCommits(repository);
    if (before.length === 0) return null;
    // Origin knows the edges of the clone, but perhaps not HEAD.
    const wanted = [`--deepen=${deepening}`, 'origin', ...before];
    const fetched = await git([...FETCH, ...wanted], repository, { network: true });
    if (!fetched.ok || (await shallowCommits(repository)).join() === before.join()) return null;
  }
}

async function isShallow(repository: Repository): Promise<boolean> {
  return (await ask(['rev-parse', '--is-shallow-repository'], repository)) === 'true';
}

/** The commits at which a shallow clone's history ends. */
async function shallowCommits(repository: Repository): Promise<string[]> {
  const path = await ask(['rev-parse', '--git-path', 'shallow'], repository);
  if (path === null) return [];
  const text = await readFile(resolve(repository.directory, path), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
