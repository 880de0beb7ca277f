import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PullRequestCheckout } from '../git/pull-request.ts';

/** What happened, as the runner tells it to a step. */
export interface GitHubEvent {
  readonly name: string;
  readonly payload: unknown;
}

/** GitHub's own examples, with the commits of a checkout. */
const example = async (file: string) =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../github/events', `${file}.json`), 'utf8'));

export async function pullRequestEvent(
  { head, opened }: PullRequestCheckout,
  from: 'the repository' | 'a fork' = 'the repository',
): Promise<GitHubEvent> {
  const payload = await example('pull_request.synchronize');
  payload.pull_request.head.sha = head;
  payload.pull_request.base.sha = opened;
  payload.pull_request.base.ref = 'main';
  if (from === 'a fork') payload.pull_request.head.repo.id = payload.pull_request.base.repo.id + 1;
  return { name: 'pull_request', payload };
}

/** Of the repository itself; its head is not what is checked out. */
export async function pullRequestTargetEvent(checkout: PullRequestCheckout): Promise<GitHubEvent> {
  const { payload } = await pullRequestEvent({ ...checkout, head: checkout.base });
  return { name: 'pull_request_target', payload };
}

/** The branch went from where main was to its tip. */
export async function pushEvent({ head, opened }: PullRequestCheckout, branch = 'feature'): Promise<GitHubEvent> {
  const payload = await example('push.created');
  Object.assign(payload, { ref: `refs/heads/${branch}`, before: opened, after: head, created: false });
  payload.head_commit.id = head;
  return { name: 'push', payload };
}

/** The merge queue made the merge commit on top of main. */
export async function mergeGroupEvent({ mergeCommit, base }: PullRequestCheckout): Promise<GitHubEvent> {
  const payload = await example('merge_group');
  Object.assign(payload.merge_group, { head_sha: mergeCommit, base_sha: base });
  return { name: 'merge_group', payload };
}

/** A preview of the branch was deployed. */
export const deploymentStatusEvent =
  (state: string) =>
  async ({ head }: PullRequestCheckout): Promise<GitHubEvent> => {
    const { repository } = await example('workflow_dispatch');
    const deployment = { sha: head, ref: head, environment: 'Preview' };
    return { name: 'deployment_status', payload: { deployment_status: { state }, deployment, repository } };
  };

export const workflowDispatchEvent = async (): Promise<GitHubEvent> => ({
  name: 'workflow_dispatch',
  payload: await example('workflow_dispatch'),
});
