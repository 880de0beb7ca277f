import { UsageError } from '../errors.ts';
import { shortSha } from '../text/short-sha.ts';
import { ask, git, type Repository } from './git.ts';
import { headCommit } from './head.ts';
import { ensureCommit, fetchTip, mergeBase, parentsOf, resolveCommit } from './history.ts';

/** The commit that the caller wants to compare with. `findBase` resolves it. */
export type BaseRequest =
  /** `before` of a push, or `base_sha` of a merge group. */
  | { readonly kind: 'commit'; readonly sha: string; readonly reason: string }
  /**
   * A pull request: the first parent of the checked-out merge commit if its second parent is `pullHead`, else the merge
   * base with `baseBranch`, else `fallback`, the event's `pull_request.base.sha`.
   */
  | { readonly kind: 'merge-parent'; readonly pullHead: string; readonly baseBranch: string; readonly fallback: string }
  /** The merge base of HEAD and `ref`, or origin's default branch if `ref` is null. */
  | { readonly kind: 'merge-base'; readonly ref: string | null }
  | { readonly kind: 'none'; readonly reason: string };

/** `reason` is a short phrase that explains the commit, or why there is none. */
export type Base = { readonly sha: string; readonly reason: string } | { readonly sha: null; readonly reason: string };

/**
 * Finds the commit to compare with and fetches its objects.
 *
 * @throws UsageError if the request names a ref that exists neither locally nor on origin
 */
export async function findBase(request: BaseRequest, repository: Repository): Promise<Base> {
  if (request.kind === 'none') return { sha: null, reason: request.reason };
  const inside = await git(['rev-parse', '--is-inside-work-tree'], repository);
  if (!inside.ok) return { sha: null, reason: inside.message.replace(/ \(or any .*/, '') };
  if ((await resolveCommit('HEAD', repository)) === null) return { sha: null, reason: 'there is no commit yet' };
  if (request.kind === 'commit') return fromCommit(request.sha, request.reason, repository);
  if (request.kind === 'merge-parent') return fromPullRequest(request, repository);
  return request.ref === null ? fromDefaultBranch(repository) : fromRef(request.ref, repository);
}

async function fromCommit(sha: string, reason: string, repository: Repository): Promise<Base> {
  if (/^0*$/.test(sha)) return { sha: null, reason: 'the branch is new' };
  const fetched = await ensureCommit(sha, repository);
  if (fetched.ok) return { sha, reason };
  return { sha: null, reason: `${reason} (${shortSha(sha)}) can't be fetched: ${fetched.message}` };
}

async function fromPullRequest(
  { pullHead, baseBranch, fallback }: Extract<BaseRequest, { kind: 'merge-parent' }>,
  repository: Repository,
): Promise<Base> {
  const [first, second, ...more] = await parentsOf('HEAD', repository);
  if (first !== undefined && second === pullHead && more.length === 0) {
    return fromCommit(first, 'first parent of the merge commit', repository);
  }
  const tip = await findTip(baseBranch, repository);
  const sha = tip.sha === null ? null : await mergeBase('HEAD', tip.sha, repository);
  if (sha !== null) return { sha, reason: `merge base with ${baseBranch}` };
  return fromCommit(fallback, `the tip of ${baseBranch} when the event was sent`, repository);
}

async function fromRef(ref: string, repository: Repository): Promise<Base> {
  const here =
    (await resolveCommit(ref, repository)) ?? (await resolveCommit(`refs/remotes/origin/${ref}`, repository));
  const tip = here === null ? await findTip(ref, repository) : { sha: here, message: '' };
  if (tip.sha === null) {
    throw new UsageError(
      `Base ${JSON.stringify(ref)}: there is no such branch, tag or commit, neither here nor on origin${tip.message}. ` +
        'Give one that exists, for example main or HEAD~1.',
    );
  }
  const sha = await mergeBase('HEAD', tip.sha, repository);
  return sha === null ? unrelated(ref) : { sha, reason: `merge base with ${ref}` };
}

async function fromDefaultBranch(repository: Repository): Promise<Base> {
  const branch = await defaultBranch(repository);
  if (branch === null) {
    return { sha: null, reason: 'no default branch was found: there is no origin/HEAD, and no branch main or master' };
  }
  const sha = await mergeBase('HEAD', branch.sha, repository);
  if (sha === null) return unrelated(branch.name);
  const head = await headCommit(repository.directory, repository.signal);
  if (sha !== head.sha) return { sha, reason: `merge base with ${branch.name}` };
  if (head.dirty) return { sha, reason: 'the commit under the changes that are not committed yet' };
  const [parent] = await parentsOf('HEAD', repository);
  if (parent === undefined) return { sha: null, reason: 'HEAD is the first commit' };
  return fromCommit(parent, `first parent of HEAD, which is part of ${branch.name}`, repository);
}

const unrelated = (ref: string): Base => ({
  sha: null,
  reason: `no common ancestor of HEAD and ${ref} was found`,
});

/** Origin's default branch, as last fetched or as it is now. Without a remote, the local one. */
async function defaultBranch(repository: Repository): Promise<{ name: string; sha: string } | null> {
  const origin = await ask(['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'], repository);
  const names = [...(origin === null ? [] : [origin]), 'refs/remotes/origin/main', 'refs/remotes/origin/master'];
  const hasOrigin = (await ask(['remote', 'get-url', 'origin'], repository)) !== null;
  for (const name of hasOrigin ? names : ['refs/heads/main', 'refs/heads/master']) {
    const sha = await resolveCommit(name, repository);
    if (sha !== null) return { name: name.replace(/^refs\/(?:heads|remotes\/origin)\//, ''), sha };
  }
  if (!hasOrigin) return null;
  const listed = await ask(['ls-remote', '--symref', 'origin', 'HEAD'], repository, { network: true });
  const name = /^ref: refs\/heads\/(\S+)\s+HEAD$/m.exec(listed ?? '')?.[1];
  const tip = name === undefined ? null : await findTip(name, repository);
  return name === undefined || tip === null || tip.sha === null ? null : { name, sha: tip.sha };
}

/** The tip of a branch or tag on origin, fetched if need be. `message` ends a sentence. */
async function findTip(name: string, repository: Repository): Promise<{ sha: string | null; message: string }> {
  const here = await resolveCommit(`refs/remotes/origin/${name}`, repository);
  if (here !== null) return { sha: here, message: '' };
  if (/^[0-9a-f]{40}$/.test(name)) {
    const fetched = await ensureCommit(name, repository);
    return fetched.ok ? { sha: name, message: '' } : { sha: null, message: ` (${fetched.message})` };
  }
  const fetched = await fetchTip(name, repository);
  return fetched.ok ? { sha: fetched.sha, message: '' } : { sha: null, message: ` (${fetched.message})` };
}
