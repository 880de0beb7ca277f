import type { BaseRequest } from '../../workspace/base.ts';

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Its code comes from another repository: the token may only read. */
  readonly fork: boolean;
}

/** An event on which code is measured: where results are posted, and what head is compared with. */
export interface MeasuredEvent {
  readonly kind: 'pull_request' | 'pull_request_target' | 'push' | 'merge_group' | 'schedule' | 'workflow_dispatch';
  /** Null where there is no pull request to comment on. */
  readonly pull: PullRequest | null;
  /** The commit that a check run or a status belongs to. For a pull request this is its head and not GITHUB_SHA,
   *  which is a merge commit that nobody looks at. */
  readonly commit: string;
  readonly base: BaseRequest;
  /** Whether `commit` is on a branch, so that its figures may serve as a baseline later. */
  readonly mayStore: boolean;
}

/** Another workflow run, which measured a pull request without being allowed to write. Nothing of it is to be trusted but
 *  what GitHub itself says, and that is all there is here. */
export interface WorkflowRunEvent {
  readonly kind: 'workflow_run';
  /** Whether it has ended yet. */
  readonly action: 'requested' | 'in_progress' | 'completed';
  readonly id: number;
  readonly attempt: number;
  /** The event that started it, for example `pull_request`. */
  readonly event: string;
  /** For example `success`; null: it has not ended, or GitHub doesn't say. */
  readonly conclusion: string | null;
  readonly headSha: string;
  readonly headBranch: string | null;
  /** Login; null, as the next: the fork has been deleted. */
  readonly headOwner: string | null;
  readonly headRepositoryId: number | null;
  /** Of the repository that this workflow belongs to. */
  readonly repositoryId: number;
}

export type GitHubEvent = MeasuredEvent | WorkflowRunEvent;
