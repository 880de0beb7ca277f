import type { CommitResult } from './check-run.ts';

/** Posts a commit status, for which `headline` has at most 140 characters; throws what GitHub answers. Needs `statuses: write`. */
export async function postStatus(request: CommitResult): Promise<void> {
  const { client, owner, repo, commit, name, conclusion, headline, runUrl } = request;
  await client.rest.repos.createCommitStatus({
    owner,
    repo,
    sha: commit,
    context: name,
    state: conclusion,
    description: headline,
    target_url: runUrl,
  });
}
