import type { Client } from '../api/client.ts';
import type { FoundPull } from './find-pull.ts';

/**
 * The commit that a report says it was measured against, if GitHub knows it; null if not. It decides nothing: the limits
 * are those of the base branch, as GitHub names its commit.
 */
export async function knownBase(
  sha: string | null,
  { client, owner, repo, pull }: { client: Client; owner: string; repo: string; pull: FoundPull },
): Promise<string | null> {
  if (sha === null || sha === pull.baseSha) return sha;
  const known = client.rest.git.getCommit({ owner, repo, commit_sha: sha });
  return known.then(
    () => sha,
    () => null,
  );
}
