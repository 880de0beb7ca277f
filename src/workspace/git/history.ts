import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GitError } from '../../errors.ts';
import { isSha } from '../../model/sha.ts';
import { ask, demand, git, type Repository } from './git.ts';

/** Commits that the first deepening fetch adds to a shallow clone. Each further one adds four times as many. */
const FIRST_DEEPENING = 50;

const FETCH = ['fetch', '--progress', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--refmap='];

// All of these throw GitError if git fails unexpectedly or does not answer.

/** The parents of a commit, even if the clone is too shallow to hold them. */
export async function parentsOf(commit: string, repository: Repository): Promise<string[]> {
  const [header = ''] = (await demand(['cat-file', '-p', commit], repository)).split('\n\n');
  return header.split('\n').flatMap((line) => /^parent ([0-9a-f]+)$/.exec(line)?.[1] ?? []);
}

/** Fetches a commit if it is missing, without history if the clone is shallow. */
export async function ensureCommit(sha: string, repository: Repository): Promise<void> {
  const present = await git(['cat-file', '-e', `${sha}^{commit}`], repository);
  if (present.ok) return;
  const depth = (await isShallow(repository)) ? ['--depth=1'] : [];
  await demand([...FETCH, ...depth, 'origin', sha], repository, { network: true });
}

/** The commit that an expression means to git; null if it means none. */
async function commitOf(expression: string, repository: Repository): Promise<string | null> {
  if (expression.startsWith('-')) return null;
  const parsed = await git(['rev-parse', '--verify', '--quiet', `${expression}^{commit}`], repository);
  return parsed.ok ? parsed.stdout.trimEnd() : null;
}

/** The checked-out commit; null if there is none yet. */
export const checkedOutCommit = (repository: Repository): Promise<string | null> =>
  ask(['rev-parse', '--verify', '--quiet', 'HEAD'], repository);

/**
 * The first of these full ref names that exists here, with its commit; null if none does. Git's own look-up would also
 * accept a branch named `refs/heads/main` for that ref.
 */
export async function firstRef(
  refs: readonly string[],
  repository: Repository,
): Promise<{ ref: string; sha: string } | null> {
  const found = firstOf(refs, await demand(['for-each-ref', '--format=%(objectname) %(refname)', ...refs], repository));
  const sha = found === null ? null : await commitOf(found.object, repository);
  return found === null || sha === null ? null : { ref: found.ref, sha };
}

/** In lines of an object and a ref. */
function firstOf(refs: readonly string[], lines: string): { ref: string; object: string } | null {
  const objects = new Map(lines.split('\n').map((line) => line.split(/\s/).reverse() as [string, string]));
  const ref = refs.find((one) => objects.has(one));
  return ref === undefined ? null : { ref, object: objects.get(ref) ?? '' };
}

/** The names that a short one may have, in the order in which they count. */
export const branchOf = (name: string): string => `refs/heads/${name}`;
export const trackedBranchOf = (name: string): string => `refs/remotes/origin/${name}`;
const tagOf = (name: string): string => `refs/tags/${name}`;
const fullNameOf = (name: string): string[] => (name.startsWith('refs/') ? [name] : []);

/**
 * The commit that a person means by a name: a sha, a branch here, a branch of origin, a tag, any other expression of
 * git's, or last a ref that only origin has. `~1` and the like may follow the name; a shallow clone is deepened for
 * them. Null if it is none of these.
 */
export async function resolveCommit(name: string, repository: Repository): Promise<string | null> {
  const [, stem = '', steps = ''] = /^([^~^]*)(.*)$/s.exec(name) ?? [];
  const isPlain = stem === '' || stem === 'HEAD' || isSha(stem);
  const refs = [...fullNameOf(stem), branchOf(stem), trackedBranchOf(stem), tagOf(stem)];
  const found = isPlain ? null : await firstRef(refs, repository);
  const here = found?.sha ?? (await commitOf(stem, repository));
  const whole = here === null ? await commitOf(name, repository) : null;
  const tip = here ?? (whole === null ? await tipOnOrigin(stem, repository) : null);
  if (tip === null || steps === '') return tip ?? whole;
  return deepenedUntil(() => commitOf(`${tip}${steps}`, repository), repository);
}

/** The date of a commit, as ISO 8601 in UTC; null if the clone lacks it. */
export async function commitDate(sha: string, repository: Repository): Promise<string | null> {
  const shown = await git(['show', '--no-patch', '--format=%ct', sha, '--'], repository);
  const seconds = shown.ok ? Number(shown.stdout.trim()) : Number.NaN;
  return Number.isFinite(seconds) ? new Date(seconds * 1_000).toISOString() : null;
}

/** Whether a name is an abbreviated sha. Origin can't look these up. */
export const isShortSha = (name: string): boolean => /^[\da-f]{4,39}$/.test(name);

/** The commit of a branch, a tag or a sha that only origin has, fetched; null if there is none. */
async function tipOnOrigin(name: string, repository: Repository): Promise<string | null> {
  if (name === '' || !(await hasOrigin(repository))) return null;
  if (isSha(name)) {
    await ensureCommit(name, repository);
    return commitOf(name, repository);
  }
  const branch = branchOf(name.replace(/^(?:refs\/remotes\/)?origin\//, ''));
  const refs = [...fullNameOf(name), branchOf(name), branch, tagOf(name)];
  const tip = await fetchTip([...new Set(refs)], repository);
  return tip === null && isShortSha(name) ? deepenedUntil(() => commitOf(name, repository), repository) : tip;
}

export const hasOrigin = async (repository: Repository): Promise<boolean> =>
  (await ask(['config', '--get', 'remote.origin.url'], repository)) !== null;

/** Fetches the commit of the first of these full ref names that origin has; null if it has none of them. */
export async function fetchTip(refs: readonly string[], repository: Repository): Promise<string | null> {
  const listed = await demand(['ls-remote', 'origin', ...refs], repository, { network: true });
  const found = firstOf(refs, listed);
  if (found === null) return null;
  await ensureCommit(found.object, repository);
  // An annotated tag is an object that points to the commit.
  return commitOf(found.object, repository);
}

/** The best common ancestor. Deepens a shallow clone to find it. Null if the histories are unrelated. */
export const mergeBase = (one: string, other: string, repository: Repository): Promise<string | null> =>
  deepenedUntil(() => ask(['merge-base', one, other], repository), repository);

/** Deepens the clone until `find` finds something, and returns that; null if the whole history does not hold it. */
export async function deepenedUntil(
  find: () => Promise<string | null>,
  repository: Repository,
): Promise<string | null> {
  for (let deepening = FIRST_DEEPENING; ; deepening *= 4) {
    const found = await find();
    if (found !== null) return found;
    const before = await shallowCommits(repository);
    if (before.length === 0) return null;
    // Origin knows the edges of the clone, but perhaps not HEAD.
    await demand([...FETCH, `--deepen=${deepening}`, 'origin', ...before], repository, { network: true });
    if ((await shallowCommits(repository)).join() === before.join()) {
      throw new GitError('the clone is shallow, and origin has no more of its history', '');
    }
  }
}

export async function isShallow(repository: Repository): Promise<boolean> {
  return (await demand(['rev-parse', '--is-shallow-repository'], repository)) === 'true';
}

/** The commits at which a shallow clone's history ends. */
async function shallowCommits(repository: Repository): Promise<string[]> {
  const path = await demand(['rev-parse', '--git-path', 'shallow'], repository);
  const text = await readFile(resolve(repository.directory, path), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
