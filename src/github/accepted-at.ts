import { z } from 'zod';
import type { Report } from '../model/report.ts';
import type { TrailPoint } from '../model/trail.ts';
import { cut } from '../text/cut.ts';
import { readAcceptances } from './acceptances.ts';
import type { Client } from './api/client.ts';

interface AcceptedRequest {
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
  readonly label: string | null;
}

const pulls = z.array(z.object({ number: z.int().positive(), merged_at: z.string().nullable() }));

const date = z.iso.datetime({ offset: true }).nullable().catch(null);

/**
 * Acceptances at a commit that fails, from the labels of its merged pull request. Empty if GitHub does not answer: they
 * are only a record for readers.
 */
export async function acceptedAt(
  report: Report,
  sha: string,
  request: AcceptedRequest,
): Promise<TrailPoint['accepted']> {
  const { client, owner, repo, label } = request;
  if (client === null || label === null || report.results.every(({ verdict }) => verdict !== 'fail')) return [];
  try {
    const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: sha });
    const pull = pulls.parse(data).find(({ merged_at }) => merged_at !== null) ?? null;
    const { acceptances } = await readAcceptances({ client, owner, repo, pull, label });
    return acceptances.map(({ subject, by, at }) => ({
      subject: subject === null ? null : cut(subject, 400),
      by: by === null ? null : cut(by, 100),
      at: date.parse(at),
    }));
  } catch {
    return [];
  }
}
