import { z } from 'zod';
import type { Client } from '../api/client.ts';
import type { FoundPull } from './find-pull.ts';

const commits = z.array(z.object({ sha: z.string() }));

/**
 * The commit that a report says it was measured against, if GitHub knows it; null if not. It decides nothing: the limits
 * are those of the base branch, as GitHub names its commit.
 */
export async function knownBase(
  sha: string | null,
  { client, owner, repo, pull }: { client: Client; owner: string; repo: string; pull: FoundPull },
): Promise<string | null> {
  if (sha === null || sha === pull.baseSha) return sha;
  const isListed = async () => {
    const { data } = await client.rest.repos.listCommits({ owner, repo, sha: pull.baseBranch, per_page: 100 });
    return commits.parse(data).some((commit) => commit.sha === sha);
  };
  const isKnown = () => client.rest.git.getCommit({ owner, repo, commit_sha: sha }).then(() => true);
  for (const ask of [isListed, isKnown]) if (await ask().catch(() => false)) return sha;
  return null;
}
