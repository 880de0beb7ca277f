import type { BaseRequest } from '../../workspace/git/base.ts';

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Whether its code comes from another repository: then the token may only read. */
  readonly fork: boolean;
}

/** An event on which code is measured: where to post results, and what to compare head with. */
export interface MeasuredEvent {
  readonly kind:
    | 'pull_request'
    | 'pull_request_target'
    | 'push'
    | 'merge_group'
    | 'deployment_status'
    | 'release'
    | 'repository_dispatch'
    | 'schedule'
    | 'workflow_dispatch';
  /** Null if there is no pull request to comment on. */
  readonly pull: PullRequest | null;
  /**
   * The commit that a check run or a status belongs to. For a pull request it is the head, not GITHUB_SHA: the page of a
   * pull request does not show the merge commit.
   */
  readonly commit: string;
  readonly base: BaseRequest;
  /** Whether `commit` is on a branch, so that its figures may be stored as a baseline. */
  readonly mayStore: boolean;
}

/**
 * Another workflow run, which measured a pull request with a read-only token. Its contents are not trusted; the fields
 * here come from GitHub itself.
 */
export interface WorkflowRunEvent {
  readonly kind: 'workflow_run';
  /** `completed` if it has ended. */
  readonly action: 'requested' | 'in_progress' | 'completed';
  readonly id: number;
  readonly attempt: number;
  /** When the attempt began (ISO 8601); null if GitHub does not say. */
  readonly startedAt: string | null;
  /** The event that started it, for example `pull_request`. */
  readonly event: string;
  /** For example `success`; null if it has not ended or GitHub gives none. */
  readonly conclusion: string | null;
  readonly headSha: string;
  readonly headBranch: string | null;
  /** Login; like the next, null if the fork has been deleted. */
  readonly headOwner: string | null;
  readonly headRepositoryId: number | null;
  /** The id of the repository that this workflow belongs to. */
  readonly repositoryId: number;
}

/** An event that leaves nothing to measure or report, and is no mistake. */
export interface IdleEvent {
  readonly kind: 'idle';
  /** A sentence without its full stop. */
  readonly why: string;
}

export type GitHubEvent = MeasuredEvent | WorkflowRunEvent | IdleEvent;
