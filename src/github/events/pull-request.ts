import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import type { IdleEvent, MeasuredEvent } from './event.ts';
import { parse, repository, sha } from './payload.ts';

const pullRequest = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    state: z.string(),
    // `repo` is null once the fork has been deleted.
    head: z.object({ sha, repo: repository.nullable() }),
    base: z.object({ sha, ref: z.string().min(1), repo: repository }),
  }),
});

export function fromPullRequest(
  kind: 'pull_request' | 'pull_request_target',
  payload: unknown,
): MeasuredEvent | IdleEvent {
  const { pull_request: pull } = parse(pullRequest, kind, payload);
  // A workflow may run on `closed` for its other steps, and merged pull requests get labels, too.
  if (pull.state !== 'open') return { kind: 'idle', why: `Pull request #${pull.number} is ${pull.state}` };
  const fork = pull.head.repo?.id !== pull.base.repo.id;
  if (kind === 'pull_request_target' && fork) {
    throw new UsageError(
      `Pull request #${pull.number} comes from another repository, and on pull_request_target its code would run with a token that may write. Measure it with \`on: pull_request\`, and post its report from a second workflow with \`on: workflow_run\` and this same action.`,
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
    mayStore: false,
  };
}
