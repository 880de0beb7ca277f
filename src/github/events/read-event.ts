import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import { clean } from '../../text/sanitize.ts';
import { requestedBase } from '../../workspace/git/base.ts';
import { fromDeploymentStatus } from './deployment-status.ts';
import type { GitHubEvent, IdleEvent, MeasuredEvent } from './event.ts';
import { isBranch, parse, sha } from './payload.ts';
import { fromPullRequest } from './pull-request.ts';
import { fromPush } from './push.ts';
import { fromWorkflowRun } from './workflow-run.ts';

const mergeGroup = z.object({ merge_group: z.object({ head_sha: sha, base_sha: sha }) });
const workflowDispatch = z.object({ ref: z.string() });
const release = z.object({ action: z.string(), release: z.object({ tag_name: z.string() }) });

/** Events on which perf-budget does not run, and what to use instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  issue_comment:
    'It comes without the code of the pull request. Use `on: pull_request`, or `workflow_dispatch` by hand.',
};

export interface EventContext {
  /** GITHUB_SHA. */
  readonly sha: string;
  /** The input `base`, which overrides the event; null if it is not given. */
  readonly base: string | null;
}

/** @throws UsageError if the event can't be measured, or GitHub would not send such a payload. */
export function readEvent(eventName: string, payload: unknown, context: EventContext): GitHubEvent {
  if (eventName === 'workflow_run') return fromWorkflowRun(payload);
  const event = measured(eventName, payload, context);
  return context.base === null || event.kind === 'idle' ? event : { ...event, base: requestedBase(context.base) };
}

function measured(eventName: string, payload: unknown, context: EventContext): MeasuredEvent | IdleEvent {
  switch (eventName) {
    case 'pull_request':
    case 'pull_request_target':
      return fromPullRequest(eventName, payload);
    case 'push':
      return fromPush(payload);
    case 'merge_group': {
      const { head_sha, base_sha } = parse(mergeGroup, eventName, payload).merge_group;
      return {
        kind: 'merge_group',
        pull: null,
        commit: head_sha,
        base: { kind: 'commit', sha: base_sha, reason: 'base of the merge group' },
        mayStore: false,
      };
    }
    case 'deployment_status':
      return fromDeploymentStatus(payload);
    case 'release': {
      const { action, release: of } = parse(release, eventName, payload);
      if (['deleted', 'unpublished'].includes(action)) {
        return { kind: 'idle', why: `The release ${clean(of.tag_name)} was ${action}` };
      }
      return { ...withoutPayload(context), kind: 'release', mayStore: false };
    }
    case 'repository_dispatch':
      // The user's own payload says what it is about, as does the checkout in the workflow.
      return { ...withoutPayload(context), kind: 'repository_dispatch', mayStore: false };
    case 'schedule':
      // It runs on the default branch, whose merge base with itself is replaced by the first parent.
      return { ...withoutPayload(context), kind: 'schedule', mayStore: true };
    case 'workflow_dispatch': {
      const { ref } = parse(workflowDispatch, eventName, payload);
      return { ...withoutPayload(context), kind: 'workflow_dispatch', mayStore: isBranch(ref) };
    }
    default: {
      const instead =
        INSTEAD[eventName] ??
        'Use `on: pull_request`, `push`, `merge_group`, `deployment_status`, `release`, `repository_dispatch`, `schedule` or `workflow_dispatch`.';
      throw new UsageError(`perf-budget does not run on the event ${eventName}. ${instead}`);
    }
  }
}

const withoutPayload = (context: EventContext) =>
  ({ pull: null, commit: context.sha, base: { kind: 'merge-base', ref: null } }) as const;
