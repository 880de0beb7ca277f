import { z } from 'zod';
import type { CommitResult } from './check-run.ts';
import { isLaterRun, type Posted } from './later-run.ts';

/**
 * Posts a commit status, unless a later run has posted one. Needs `statuses: write`, and a `headline` of at most 140
 * characters. A retry does no harm: the last status of a context counts.
 *
 * @throws what GitHub answers.
 */
export async function postStatus(request: CommitResult): Promise<Posted> {
  const { client, owner, repo, commit, name, conclusion, headline, runUrl } = request;
  if (await hasLater(request)) return 'newer';
  await client.rest.repos.createCommitStatus({
    owner,
    repo,
    sha: commit,
    context: name,
    state: conclusion,
    description: headline,
    target_url: runUrl,
  });
  return 'posted';
}

const statuses = z.array(z.object({ context: z.string(), target_url: z.string().nullish() }));

/** If GitHub does not answer, no later one is assumed, so that this one is posted. */
const hasLater = (request: CommitResult): Promise<boolean> =>
  hasStatus(request, (url) => isLaterRun(url, request.runUrl));

/** Whether the newest hundred have one of this name, by a run that fits. False if GitHub does not answer. */
export async function hasStatus(
  { client, owner, repo, commit, name }: CommitResult,
  fits: (runUrl: string | null | undefined) => boolean = () => true,
): Promise<boolean> {
  try {
    const { data } = await client.rest.repos.listCommitStatusesForRef({ owner, repo, ref: commit, per_page: 100 });
    return statuses.parse(data).some(({ context, target_url }) => context === name && fits(target_url));
  } catch {
    return false;
  }
}
