import { z } from 'zod';
import { UsageError } from '../errors.ts';
import type { BaseRequest } from '../workspace/base.ts';

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Its code comes from another repository: the token may only read. */
  readonly fork: boolean;
}

/** What an event asks for: where results are posted, and what head is compared with. */
export interface GitHubEvent {
  readonly kind: 'pull_request' | 'push' | 'merge_group' | 'workflow_dispatch';
  /** Null where there is no pull request to comment on. */
  readonly pull: PullRequest | null;
  /** The commit that a check run or a status belongs to. For a pull request this is its head and not GITHUB_SHA,
   *  which is a merge commit that nobody looks at. */
  readonly commit: string;
  readonly base: BaseRequest;
}

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
const push = z.object({ before: sha, after: sha, deleted: z.boolean(), head_commit: z.object({ id: sha }).nullable() });
const mergeGroup = z.object({ merge_group: z.object({ head_sha: sha, base_sha: sha }) });

/** Events on which perf-budget does not run, and what to use in their place. */
const INSTEAD: Readonly<Record<string, string>> = {
  pull_request_target: 'It would run the code of a pull request with a token that may write. Use `on: pull_request`.',
  workflow_run: 'It comes without the code of the pull request. Use `on: pull_request`.',
  issue_comment:
    'It comes without the code of the pull request. Use `on: pull_request`, or `workflow_dispatch` by hand.',
  schedule: 'It has no commit to compare with. Use `on: push`, or `workflow_dispatch` with the input `base`.',
};

export interface EventContext {
  /** GITHUB_SHA. */
  readonly sha: string;
  /** The input `base`, which goes before what the event says; null: not given. */
  readonly base: string | null;
}

/** Pure. Throws `UsageError` for events that can't be measured and payloads that GitHub would not send. */
export function readEvent(eventName: string, payload: unknown, context: EventContext): GitHubEvent {
  const event = fromPayload(eventName, payload, context);
  return context.base === null ? event : { ...event, base: { kind: 'merge-base', ref: context.base } };
}

function fromPayload(eventName: string, payload: unknown, context: EventContext): GitHubEvent {
  switch (eventName) {
    case 'pull_request':
      return fromPullRequest(parse(pullRequest, eventName, payload).pull_request);
    case 'push':
      return fromPush(parse(push, eventName, payload));
    case 'merge_group': {
      const { head_sha, base_sha } = parse(mergeGroup, eventName, payload).merge_group;
      return {
        kind: 'merge_group',
        pull: null,
        commit: head_sha,
        base: { kind: 'commit', sha: base_sha, reason: 'base of the merge group' },
      };
    }
    case 'workflow_dispatch':
      return {
        kind: 'workflow_dispatch',
        pull: null,
        commit: context.sha,
        base: { kind: 'merge-base', ref: null },
      };
    default: {
      const instead = INSTEAD[eventName] ?? 'Use `on: pull_request`, `push`, `merge_group` or `workflow_dispatch`.';
      throw new UsageError(`perf-budget does not run on the event ${eventName}. ${instead}`);
    }
  }
}

function fromPullRequest(pull: z.infer<typeof pullRequest>['pull_request']): GitHubEvent {
  if (pull.state !== 'open') {
    throw new UsageError(
      `Pull request #${pull.number} is ${pull.state}: there is nothing left to hold it to. Leave \`closed\` out of \`on: pull_request: types\`, or run this step only \`if: github.event.pull_request.state == 'open'\`.`,
    );
  }
  return {
    kind: 'pull_request',
    pull: { number: pull.number, headSha: pull.head.sha, fork: pull.head.repo?.id !== pull.base.repo.id },
    commit: pull.head.sha,
    base: {
      kind: 'merge-parent',
      pullHead: pull.head.sha,
      baseBranch: pull.base.ref,
      fallback: pull.base.sha,
    },
  };
}

function fromPush(push: { before: string; after: string; deleted: boolean; head_commit: { id: string } | null }) {
  if (push.deleted) throw new UsageError('This push deleted its branch or tag: there is no code left to measure.');
  return {
    kind: 'push',
    pull: null,
    // `after` of an annotated tag is the tag's own sha, to which no check can be attached.
    commit: push.head_commit?.id ?? push.after,
    base: /^0+$/.test(push.before)
      ? { kind: 'none', reason: 'this push created the branch or tag, so there is nothing before it' }
      : { kind: 'commit', sha: push.before, reason: 'what the branch was at before this push' },
  } as const satisfies GitHubEvent;
}

function parse<T>(schema: z.ZodType<T>, eventName: string, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'payload'}: ${issue.message}`);
  throw new UsageError(
    `The payload of this ${eventName} event (GITHUB_EVENT_PATH) is not as GitHub sends it:\n${lines.join('\n')}`,
  );
}
