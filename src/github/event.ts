import { z } from 'zod';
import { UsageError } from '../errors.ts';
import type { BaseRequest } from '../workspace/base.ts';

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
  readonly saves: boolean;
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

const sha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, { error: 'expected the sha of a commit' });
const repository = z.object({ id: z.number() });

const pullRequest = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    state: z.string(),
    // `repo` is null once the fork has been deleted.
    head: z.object({ sha, repo: repository.nullable() }),
    base: z.object({ sha, ref: z.string().min(1), repo: repository }),
  }),
});
const push = z.object({
  ref: z.string(),
  before: sha,
  after: sha,
  deleted: z.boolean(),
  forced: z.boolean(),
  head_commit: z.object({ id: sha }).nullable(),
});
const mergeGroup = z.object({ merge_group: z.object({ head_sha: sha, base_sha: sha }) });
const workflowDispatch = z.object({ ref: z.string() });
const workflowRun = z.object({
  action: z.enum(['requested', 'in_progress', 'completed']),
  repository,
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive().default(1),
    event: z.string().min(1),
    conclusion: z.string().nullable(),
    head_sha: sha,
    head_branch: z.string().min(1).nullable(),
    head_repository: z.object({ id: z.number(), owner: z.object({ login: z.string().min(1) }).nullish() }).nullish(),
  }),
});

/** Events on which perf-budget does not run, and what to use in their place. */
const INSTEAD: Readonly<Record<string, string>> = {
  issue_comment:
    'It comes without the code of the pull request. Use `on: pull_request`, or `workflow_dispatch` by hand.',
};

export interface EventContext {
  /** GITHUB_SHA. */
  readonly sha: string;
  /** The input `base`, which goes before what the event says; null: not given. */
  readonly base: string | null;
}

/** Pure. Throws `UsageError` for events that can't be measured and payloads that GitHub would not send. */
export function readEvent(eventName: string, payload: unknown, context: EventContext): GitHubEvent {
  if (eventName === 'workflow_run') return fromWorkflowRun(parse(workflowRun, eventName, payload));
  const event = measured(eventName, payload, context);
  return context.base === null ? event : { ...event, base: { kind: 'merge-base', ref: context.base } };
}

function measured(eventName: string, payload: unknown, context: EventContext): MeasuredEvent {
  switch (eventName) {
    case 'pull_request':
    case 'pull_request_target':
      return fromPullRequest(eventName, parse(pullRequest, eventName, payload).pull_request);
    case 'push':
      return fromPush(parse(push, eventName, payload));
    case 'merge_group': {
      const { head_sha, base_sha } = parse(mergeGroup, eventName, payload).merge_group;
      return {
        kind: 'merge_group',
        pull: null,
        commit: head_sha,
        base: { kind: 'commit', sha: base_sha, reason: 'base of the merge group' },
        saves: false,
      };
    }
    case 'schedule':
      // Always of the default branch: there the merge base with it gives way to the first parent.
      return { ...withoutPayload(context), kind: 'schedule', saves: true };
    case 'workflow_dispatch': {
      const { ref } = parse(workflowDispatch, eventName, payload);
      return { ...withoutPayload(context), kind: 'workflow_dispatch', saves: isBranch(ref) };
    }
    default: {
      const instead =
        INSTEAD[eventName] ?? 'Use `on: pull_request`, `push`, `merge_group`, `schedule` or `workflow_dispatch`.';
      throw new UsageError(`perf-budget does not run on the event ${eventName}. ${instead}`);
    }
  }
}

const withoutPayload = (context: EventContext) =>
  ({ pull: null, commit: context.sha, base: { kind: 'merge-base', ref: null } }) as const;

const isBranch = (ref: string) => ref.startsWith('refs/heads/');

function fromPullRequest(
  kind: 'pull_request' | 'pull_request_target',
  pull: z.infer<typeof pullRequest>['pull_request'],
): MeasuredEvent {
  const fork = pull.head.repo?.id !== pull.base.repo.id;
  if (kind === 'pull_request_target' && fork) {
    throw new UsageError(
      `Pull request #${pull.number} comes from another repository, and on pull_request_target its code would run with a token that may write. Measure it with \`on: pull_request\`, and post its report from a second workflow with \`on: workflow_run\` and this same action.`,
    );
  }
  if (pull.state !== 'open') {
    throw new UsageError(
      `Pull request #${pull.number} is ${pull.state}: there is nothing left to hold it to. Leave \`closed\` out of \`on: ${kind}: types\`, or run this step only \`if: github.event.pull_request.state == 'open'\`.`,
    );
  }
  return {
    kind,
    pull: { number: pull.number, headSha: pull.head.sha, fork },
    commit: pull.head.sha,
    base: {
      kind: 'merge-parent',
      pullHead: pull.head.sha,
      baseBranch: pull.base.ref,
      fallback: pull.base.sha,
    },
    saves: false,
  };
}

function fromPush(sent: z.infer<typeof push>): MeasuredEvent {
  const { ref, before, after, deleted, forced, head_commit } = sent;
  if (deleted) throw new UsageError('This push deleted its branch or tag: there is no code left to measure.');
  return {
    kind: 'push',
    pull: null,
    // `after` of an annotated tag is the tag's own sha, to which no check can be attached.
    commit: head_commit?.id ?? after,
    base: /^0+$/.test(before)
      ? { kind: 'none', reason: 'this push created the branch or tag, so there is nothing before it' }
      : {
          kind: 'commit',
          sha: before,
          reason: `what the ${isBranch(ref) ? 'branch' : 'tag'} was at before this ${forced ? 'forced ' : ''}push`,
        },
    saves: isBranch(ref),
  };
}

function fromWorkflowRun({ action, repository, workflow_run: run }: z.infer<typeof workflowRun>): WorkflowRunEvent {
  return {
    kind: 'workflow_run',
    action,
    id: run.id,
    attempt: run.run_attempt,
    event: run.event,
    conclusion: run.conclusion,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headOwner: run.head_repository?.owner?.login ?? null,
    headRepositoryId: run.head_repository?.id ?? null,
    repositoryId: repository.id,
  };
}

function parse<T>(schema: z.ZodType<T>, eventName: string, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'payload'}: ${issue.message}`);
  throw new UsageError(
    `The payload of this ${eventName} event (GITHUB_EVENT_PATH) is not as GitHub sends it:\n${lines.join('\n')}`,
  );
}
