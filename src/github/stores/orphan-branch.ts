import type { Client } from '../api/client.ts';
import { isRequestError } from '../api/retry.ts';

export interface BranchPlace {
  readonly branch: string;
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
}

const README = `# Baselines of perf-budget

The GitHub Action perf-budget writes its measurements to this branch, one file for each commit. Later runs compare with them.
The branch shares no history with others. You may delete files: a run that needs one measures that commit again.
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

/** Creates the branch with a commit that has no parent. A branch that another job created meanwhile stays. */
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
