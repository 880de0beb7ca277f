import { GitError, UsageError } from '../../errors.ts';
import type { StageFailure } from '../../model/report.ts';
import { shortSha } from '../../text/short-sha.ts';
import { type AgoRequest, daysIn, findDaysAgo } from './days-ago.ts';
import { ask, demand, type Repository } from './git.ts';
import { headCommit, isInRepository } from './head.ts';
import {
  branchOf,
  checkedOutCommit,
  ensureCommit,
  fetchTip,
  firstRef,
  hasOrigin,
  isShortSha,
  mergeBase,
  parentsOf,
  resolveCommit,
  trackedBranchOf,
} from './history.ts';

/** The commit that the caller wants to compare with. `findBase` resolves it. */
export type BaseRequest =
  /**
   * `before` of a push, or `base_sha` of a merge group. `mayBeGone`: the repository may have dropped it, since nothing
   * need refer to it.
   */
  | { readonly kind: 'commit'; readonly sha: string; readonly reason: string; readonly mayBeGone?: boolean }
  /**
   * A pull request: the first parent of the checked-out merge commit if its second parent is `pullHead`, else the merge
   * base with `baseBranch`, else `fallback`, the event's `pull_request.base.sha`.
   */
  | { readonly kind: 'merge-parent'; readonly pullHead: string; readonly baseBranch: string; readonly fallback: string }
  /** The merge base of HEAD and `ref`, or origin's default branch if `ref` is null. */
  | { readonly kind: 'merge-base'; readonly ref: string | null }
  | AgoRequest
  | { readonly kind: 'none'; readonly reason: string };

/**
 * `reason` is a short phrase that explains the commit, or why there is none. `failure`: base exists but can't be
 * fetched. `sha` is then null if even its name is unknown.
 */
export interface Base {
  readonly sha: string | null;
  readonly reason: string;
  readonly failure?: Omit<StageFailure, 'stage' | 'side'>;
}

/** Reads the base that a person asks for: a time such as `28 days ago`, or a ref; null for origin's default branch. */
export function requestedBase(text: string | null): BaseRequest {
  const days = daysIn(text ?? '');
  return days === null ? { kind: 'merge-base', ref: text } : { kind: 'ago', days };
}

/** The checked-out commit, and base if one is wanted. If git can't name the first, it is not asked for base. */
export async function findCommits(
  request: BaseRequest,
  repository: Repository,
): Promise<{ head: Awaited<ReturnType<typeof headCommit>>; base: Base }> {
  try {
    const head = await headCommit(repository);
    return { head, base: await findBase(request, repository) };
  } catch (error) {
    const base = unavailable(null, "base can't be found", error);
    return {
      head: { sha: null, dirty: false, changed: [] },
      base: request.kind === 'none' ? none(request.reason) : base,
    };
  }
}

/**
 * Finds the commit to compare with and fetches its objects.
 *
 * @throws UsageError if the request names a ref that exists neither locally nor on origin
 */
export async function findBase(request: BaseRequest, repository: Repository): Promise<Base> {
  if (request.kind === 'none') return none(request.reason);
  if (!isInRepository(repository.directory)) return withoutRepository(request);
  try {
    if ((await checkedOutCommit(repository)) === null) return none('there is no commit yet');
    if (request.kind === 'commit') return await fromCommit(request, repository);
    if (request.kind === 'merge-parent') return await fromPullRequest(request, repository);
    if (request.kind === 'ago') return await findDaysAgo(request, repository, Date.now());
    return await (request.ref === null ? fromDefaultBranch(repository) : fromRef(request.ref, repository));
  } catch (error) {
    return unavailable(null, "base can't be found", error);
  }
}

const none = (reason: string): Base => ({ sha: null, reason });

/** @throws any error but GitError */
function unavailable(sha: string | null, reason: string, error: unknown): Base {
  if (!(error instanceof GitError)) throw error;
  const { message, output } = error;
  return { sha, reason, failure: { message, ...(output === '' ? {} : { output }) } };
}

/** An event names a base all the same. */
function withoutRepository({ kind }: BaseRequest): Base {
  const reason = 'not a git repository';
  if (kind === 'merge-base' || kind === 'ago') return none(reason);
  const hint = 'Without git in its container, actions/checkout gets no repository: install git in a step before it.';
  return { sha: null, reason, failure: { message: 'the working directory is in no git repository', hint } };
}

async function fromCommit(
  { sha, reason, mayBeGone = false }: Omit<Extract<BaseRequest, { kind: 'commit' }>, 'kind'>,
  repository: Repository,
): Promise<Base> {
  if (/^0*$/.test(sha)) return none('the branch is new');
  try {
    await ensureCommit(sha, repository);
    return { sha, reason };
  } catch (error) {
    const what = `${reason} (${shortSha(sha)}) can't be fetched`;
    if (mayBeGone && error instanceof GitError && /\bnot our ref\b/.test(error.message))
      return none(`${what}: ${error.message}`);
    return unavailable(sha, what, error);
  }
}

async function fromPullRequest(
  { pullHead, baseBranch, fallback }: Extract<BaseRequest, { kind: 'merge-parent' }>,
  repository: Repository,
): Promise<Base> {
  const [first, second, ...more] = await parentsOf('HEAD', repository);
  if (first !== undefined && second === pullHead && more.length === 0) {
    return fromCommit({ sha: first, reason: 'first parent of the merge commit' }, repository);
  }
  const tracked = await firstRef([trackedBranchOf(baseBranch)], repository);
  const tip = tracked?.sha ?? (await fetchTip([branchOf(baseBranch)], repository));
  const sha = tip === null ? null : await mergeBase('HEAD', tip, repository);
  if (sha !== null) return { sha, reason: `merge base with ${baseBranch}` };
  return fromCommit({ sha: fallback, reason: `the tip of ${baseBranch} when the event was sent` }, repository);
}

async function fromRef(ref: string, repository: Repository): Promise<Base> {
  const tip = await resolveCommit(ref, repository);
  if (tip === null) {
    throw new UsageError(
      `Base ${JSON.stringify(ref)}: there is no such branch, tag or commit, neither here nor on origin. ` +
        `Give one that exists, for example main, HEAD~1 or "28 days ago"${isShortSha(ref) ? ', or the whole sha: origin finds none by its beginning' : ''}.`,
    );
  }
  const sha = await mergeBase('HEAD', tip, repository);
  return sha === null ? unrelated(ref) : { sha, reason: `merge base with ${ref}` };
}

async function fromDefaultBranch(repository: Repository): Promise<Base> {
  const branch = await defaultBranch(repository);
  if (branch === null) {
    return none(
      'no default branch was found: there is no origin/HEAD, and no branch main or master. Name one with --base',
    );
  }
  const sha = await mergeBase('HEAD', branch.sha, repository);
  if (sha === null) return unrelated(branch.name);
  const head = await headCommit(repository);
  if (sha !== head.sha) return { sha, reason: `merge base with ${branch.name}` };
  if (head.dirty) return { sha, reason: 'the commit under the changes that are not committed yet' };
  const [parent] = await parentsOf('HEAD', repository);
  if (parent === undefined) return none('HEAD is the first commit');
  return fromCommit({ sha: parent, reason: `first parent of HEAD, which is part of ${branch.name}` }, repository);
}

const unrelated = (ref: string): Base => none(`no common ancestor of HEAD and ${ref} was found`);

/** Origin's default branch, as last fetched or as it is now. Without a remote, the local one. */
export async function defaultBranch(repository: Repository): Promise<{ name: string; sha: string } | null> {
  const isCloned = await hasOrigin(repository);
  const origin = await ask(['symbolic-ref', '--quiet', trackedBranchOf('HEAD')], repository);
  const tracked = [...(origin === null ? [] : [origin]), trackedBranchOf('main'), trackedBranchOf('master')];
  const here = await firstRef(isCloned ? tracked : [branchOf('main'), branchOf('master')], repository);
  if (here !== null) return { name: here.ref.replace(/^refs\/(?:heads|remotes\/origin)\//, ''), sha: here.sha };
  if (!isCloned) return null;
  const listed = await demand(['ls-remote', '--symref', 'origin', 'HEAD'], repository, { network: true });
  const ref = /^ref: (refs\/heads\/\S+)\s+HEAD$/m.exec(listed)?.[1];
  const sha = ref === undefined ? null : await fetchTip([ref], repository);
  return ref === undefined || sha === null ? null : { name: ref.replace('refs/heads/', ''), sha };
}
