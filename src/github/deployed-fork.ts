import { z } from 'zod';
import { UsageError } from '../errors.ts';
import type { Client } from './api/client.ts';
import type { MeasuredEvent } from './events/event.ts';
import { sha } from './events/payload.ts';
import { tried } from './fork/log-refusal.ts';

const pulls = z.array(
  z.object({
    number: z.int().positive(),
    head: z.object({ sha, repo: z.object({ id: z.number() }).nullable() }),
    base: z.object({ repo: z.object({ id: z.number() }) }),
  }),
);

/** The latest pull requests that are looked at. */
const MOST_PULLS = 100;

/**
 * Guards `deployment_status`. GitHub checks out the deployed commit there, with the repository's secrets. If a platform
 * deploys forks, that is a stranger's code. Without a token, GitHub can't be asked.
 *
 * @throws UsageError if the commit is the head of an open pull request from a fork.
 */
export async function refuseDeployedFork(
  { kind, commit }: Pick<MeasuredEvent, 'kind' | 'commit'>,
  { client, owner, repo }: { readonly client: Client | null; readonly owner: string; readonly repo: string },
): Promise<void> {
  if (kind !== 'deployment_status' || client === null) return;
  const newest = { state: 'open', sort: 'updated', direction: 'desc', per_page: MOST_PULLS } as const;
  const open = await tried('read', 'the open pull requests', 'pull-requests: read', async () =>
    pulls.parse((await client.rest.pulls.list({ owner, repo, ...newest })).data),
  );
  const ofCommit = open?.filter(({ head }) => head.sha === commit) ?? [];
  const isOwn = ofCommit.some(({ head, base }) => head.repo?.id === base.repo.id);
  const [fork] = ofCommit;
  if (fork === undefined || isOwn) return;
  throw new UsageError(
    `What was deployed is pull request #${fork.number} from a fork, whose code must not get the secrets of this job. Use \`on: pull_request\` for it.`,
  );
}
