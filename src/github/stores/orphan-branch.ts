import type { Client } from '../api/client.ts';
import { isRequestError } from '../api/retry.ts';

export interface BranchPlace {
  readonly branch: string;
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
}

const README = `# Baselines of perf-budget

The GitHub Action perf-budget writes to this branch what it measured of a commit, a file each. Later runs compare with it.
The branch shares no history with others. Files may be deleted: then the commit is measured again where it is needed.
`;

export async function hasBranch({ branch, client, owner, repo }: BranchPlace): Promise<boolean> {
  try {
    await client.rest.git.getRef({ owner, repo, ref: `heads/${branch}` });
    return true;
  } catch (error) {
    if (isRequestError(error) && error.status === 404) return false;
    throw error;
  }
}

/** Makes the branch, with a commit of its own that has no parent. One that another job has made meanwhile stays. */
export async function createBranch(place: BranchPlace): Promise<void> {
  const { branch, client, owner, repo } = place;
  const at = { owner, repo };
  const entry = { path: 'README.md', mode: '100644', type: 'blob', content: README } as const;
  const tree = await client.rest.git.createTree({ ...at, tree: [entry] });
  const message = 'perf-budget: a branch for baselines';
  const commit = await client.rest.git.createCommit({ ...at, message, tree: tree.data.sha, parents: [] });
  try {
    await client.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.data.sha });
  } catch (error) {
    const isRefused = isRequestError(error) && error.status === 422;
    if (!isRefused || !(await hasBranch(place))) throw error;
  }
}
