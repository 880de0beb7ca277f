import { z } from 'zod';
import type { Client } from '../api/client.ts';
import type { WorkflowRunEvent } from '../events/event.ts';
import { sha } from '../events/payload.ts';

export interface FoundPull {
  readonly number: number;
  readonly headSha: string;
  /** The tip of the base branch, as GitHub has it for the pull request. */
  readonly baseSha: string;
  /** The name of the base branch. */
  readonly baseBranch?: string | undefined;
}

type PullSearch =
  | { readonly kind: 'found'; readonly pull: FoundPull }
  /** There is nothing to post, which is no error. */
  | { readonly kind: 'none'; readonly why: string }
  /** Several pull requests have this head, and GitHub does not know which of them the run measured. */
  | { readonly kind: 'several'; readonly numbers: readonly number[] };

const pulls = z.array(
  z.object({
    number: z.int().positive(),
    head: z.object({ sha, repo: z.object({ id: z.number() }).nullable() }),
    base: z.object({ sha, ref: z.string().optional(), repo: z.object({ id: z.number() }) }),
  }),
);

/** A branch rarely has more than one. */
const MOST_PULLS = 100;

/**
 * Finds the pull request that a workflow run measured by the run's head owner, branch and commit. The payload has none
 * for a fork, and the run's own artifact is not trusted.
 *
 * @throws GitHub's error.
 */
export async function findPull(
  event: WorkflowRunEvent,
  { client, owner, repo }: { readonly client: Client; readonly owner: string; readonly repo: string },
): Promise<PullSearch> {
  const { headOwner, headBranch, headSha, headRepositoryId, repositoryId } = event;
  if (headOwner === null || headBranch === null || headRepositoryId === null) {
    return { kind: 'none', why: 'the fork of the pull request is gone' };
  }
  const { data } = await client.rest.pulls.list({
    owner,
    repo,
    state: 'open',
    head: `${headOwner}:${headBranch}`,
    per_page: MOST_PULLS,
  });
  const open = pulls
    .parse(data)
    .filter(({ head, base }) => base.repo.id === repositoryId && head.repo?.id === headRepositoryId);
  const [first, ...others] = open.filter(({ head }) => head.sha === headSha);
  if (first === undefined) {
    const why =
      open.length === 0
        ? 'no pull request of its branch is open'
        : `it is superseded: pull request #${open[0]?.number} now has another head commit`;
    return { kind: 'none', why };
  }
  if (others.length > 0) return { kind: 'several', numbers: [first, ...others].map(({ number }) => number) };
  const { number, head, base } = first;
  return { kind: 'found', pull: { number, headSha: head.sha, baseSha: base.sha, baseBranch: base.ref } };
}
