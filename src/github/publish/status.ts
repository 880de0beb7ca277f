import { z } from 'zod';
import type { CommitResult } from './check-run.ts';
import { latestOf, type Posted } from './later-run.ts';

/**
 * Posts a commit status, unless a later run's result is posted. Needs `statuses: write`, and a `headline` of at most
 * 140 characters. A retry is harmless: the last status of a context counts. GitHub removes no status. So if a later run
 * posted at the same time, its status is posted again.
 *
 * @throws GitHub's error.
 */
export async function postStatus(request: CommitResult): Promise<Posted> {
  const { name, conclusion, headline, runUrl } = request;
  if ((await laterThan(request)) !== null) return 'newer';
  const ours = { context: name, state: conclusion, description: headline, target_url: runUrl };
  await create(request, ours);
  const later = await laterThan(request);
  if (later === null) return 'posted';
  await create(request, later);
  return 'newer';
}

const status = z.object({
  context: z.string(),
  state: z.enum(['error', 'failure', 'pending', 'success']),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});
type Status = z.infer<typeof status>;

async function create(
  { client, owner, repo, commit }: CommitResult,
  { context, state, description, target_url }: Status,
): Promise<void> {
  const texts = { ...(description != null && { description }), ...(target_url != null && { target_url }) };
  await client.rest.repos.createCommitStatus({ owner, repo, sha: commit, context, state, ...texts });
}

const laterThan = async (request: CommitResult): Promise<Status | null> =>
  latestOf(await known(request), ({ target_url }) => target_url, request.runUrl);

export const hasStatus = async (request: CommitResult): Promise<boolean> => (await known(request)).length > 0;

/** Statuses of this name among the newest hundred. Empty if GitHub does not answer: then ours is posted. */
async function known({ client, owner, repo, commit, name }: CommitResult): Promise<Status[]> {
  try {
    const { data } = await client.rest.repos.listCommitStatusesForRef({ owner, repo, ref: commit, per_page: 100 });
    return z
      .array(status)
      .parse(data)
      .filter(({ context }) => context === name);
  } catch {
    return [];
  }
}
