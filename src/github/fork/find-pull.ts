import { z } from 'zod';
import type { Client } from '../api/client.ts';
import type { WorkflowRunEvent } from '../events/event.ts';

export interface FoundPull {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
}

export type PullSearch =
  | { readonly kind: 'found'; readonly pull: FoundPull }
  /** Nothing is to be posted, and that is as it should be. */
  | { readonly kind: 'none'; readonly why: string }
  /** Several have this commit as their head, and the run does not say which of them it measured. */
  | { readonly kind: 'several'; readonly numbers: readonly number[] };

const sha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const pulls = z.array(
  z.object({
    number: z.int().positive(),
    head: z.object({ sha, repo: z.object({ id: z.number() }).nullable() }),
    base: z.object({ sha, repo: z.object({ id: z.number() }) }),
  }),
);

/** A branch has seldom more than one. */
const MOST_PULLS = 100;

/**
 * The pull request that a workflow run measured, as GitHub knows it: by the run's head owner, branch and commit. The
 * payload names none for a fork, and what the run left behind may name any. Throws what GitHub answers.
 */
export async function findPull(
  event: WorkflowRunEvent,
  { client, owner, repo }: { readonly client: Client; readonly owner: string; readonly repo: string },
): Promise<PullSearch> {
  const { headOwner, headBranch, headSha, headRepositoryId, repositoryId } = event;
  if (headOwner === null || headBranch === null || headRepositoryId === null) {
    return { kind: 'none', why: 'the fork that the pull request came from is not there any more' };
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
        : `it is superseded: the head of pull request #${open[0]?.number} is another commit by now`;
    return { kind: 'none', why };
  }
  if (others.length > 0) return { kind: 'several', numbers: [first, ...others].map(({ number }) => number) };
  return { kind: 'found', pull: { number: first.number, headSha: first.head.sha, baseSha: first.base.sha } };
}
