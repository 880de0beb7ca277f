import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import type { MeasuredEvent } from '../../../src/github/events/event.ts';
import { type EventContext, readEvent } from '../../../src/github/events/read-event.ts';

/** GitHub's own examples, from the npm package @octokit/webhooks-examples. */
const payload = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'));

const MERGE_COMMIT = 'c'.repeat(40);
/** Those of which code is measured. */
function readMeasured(eventName: string, sent: unknown, given: EventContext): MeasuredEvent {
  const event = readEvent(eventName, sent, given);
  if (event.kind === 'workflow_run' || event.kind === 'idle') throw new Error('Nothing is measured');
  return event;
}

const context = { sha: MERGE_COMMIT, base: null };
const pullRequest = payload('pull_request.synchronize');
const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';

/** GitHub's examples have no pull request from a fork. */
function fromFork(repo: object | null) {
  const copy = structuredClone(pullRequest);
  copy.pull_request.head.repo = repo;
  return copy;
}

describe('a pull request', () => {
  it('belongs to its head and not to the merge commit, and is compared with the parent of the merge commit', () => {
    expect(readEvent('pull_request', pullRequest, context)).toEqual({
      kind: 'pull_request',
      pull: { number: 2, headSha: HEAD, fork: false },
      commit: HEAD,
      base: {
        kind: 'merge-parent',
        pullHead: HEAD,
        baseBranch: 'master',
        fallback: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
      },
      mayStore: false,
    });
  });

  it('from another repository is a fork', () => {
    const fork = fromFork({ ...pullRequest.pull_request.head.repo, id: 1, full_name: 'somebody/shop', fork: true });
    expect(readMeasured('pull_request', fork, context).pull).toEqual({ number: 2, headSha: HEAD, fork: true });
  });

  it('from a fork that was deleted is a fork', () => {
    expect(readMeasured('pull_request', fromFork(null), context).pull?.fork).toBe(true);
  });

  it('of Dependabot is measured as any other of the repository', () => {
    const dependabot = structuredClone(pullRequest);
    dependabot.sender.login = 'dependabot[bot]';
    dependabot.pull_request.user.login = 'dependabot[bot]';
    dependabot.pull_request.head.ref = 'dependabot/npm_and_yarn/left-pad-2.0.0';
    expect(readEvent('pull_request', dependabot, context)).toEqual(readEvent('pull_request', pullRequest, context));
  });

  it('whose conversation is locked is measured', () => {
    expect(readMeasured('pull_request', payload('pull_request.locked'), context).pull?.number).toBe(2);
  });

  it.each(['pull_request', 'pull_request_target'])('that is closed leaves nothing to do on %s', (eventName) => {
    const closed = payload('pull_request.closed');
    const idle = { kind: 'idle', why: 'Pull request #2 is closed' };
    expect(readEvent(eventName, closed, context)).toEqual(idle);
    expect(readEvent(eventName, { ...closed, action: 'labeled' }, { ...context, base: 'main' })).toEqual(idle);
  });
});

describe('on pull_request_target', () => {
  it('a pull request of the repository is compared as on pull_request', () => {
    expect(readMeasured('pull_request_target', pullRequest, context)).toEqual({
      ...readMeasured('pull_request', pullRequest, context),
      kind: 'pull_request_target',
    });
  });

  it.each([
    ['a fork', { id: 1, full_name: 'somebody/shop' }],
    ['a fork that was deleted', null],
  ])('code of %s is refused, with the way that works', (_, repo) => {
    expect(() => readEvent('pull_request_target', fromFork(repo), context)).toThrow(UsageError);
    expect(() => readEvent('pull_request_target', fromFork(repo), context)).toThrow(
      /on: pull_request`.*on: workflow_run`/,
    );
  });
});

describe('a push', () => {
  const created = payload('push.branch');

  it('is compared with what was there before', () => {
    const before = 'b'.repeat(40);
    expect(readEvent('push', { ...created, before, created: false }, context)).toMatchObject({
      pull: null,
      commit: created.after,
      base: { kind: 'commit', sha: before, reason: 'the branch before this push' },
      mayStore: true,
    });
  });

  it('that was forced says so, for what was there before may be gone', () => {
    const forced = { ...created, before: 'b'.repeat(40), created: false, forced: true };
    expect(readMeasured('push', forced, context).base).toMatchObject({
      reason: 'the branch before this forced push',
    });
  });

  it('that creates a tag has no base and is no baseline', () => {
    expect(readMeasured('push', payload('push.created'), context)).toMatchObject({
      base: { kind: 'none' },
      mayStore: false,
    });
  });

  it('that creates a branch has no base, and says why', () => {
    expect(readMeasured('push', created, context).base).toEqual({
      kind: 'none',
      reason: 'this push created the branch or tag, so there is nothing before it',
    });
  });

  it('of an annotated tag belongs to the commit that the tag points to', () => {
    const tagged = { ...created, after: 'd'.repeat(40) };
    expect(readMeasured('push', tagged, context).commit).toBe(created.head_commit.id);
  });

  it.each([
    ['refs/heads/feature', 'branch'],
    ['refs/tags/v1', 'tag'],
  ])('that deletes %s leaves nothing to measure', (ref, what) => {
    const deleted = { ...payload('push.deleted'), ref };
    expect(readEvent('push', deleted, context)).toEqual({ kind: 'idle', why: `This push deleted its ${what}` });
  });
});

it('a merge group is compared with its base', () => {
  const { merge_group } = payload('merge_group');
  expect(readEvent('merge_group', payload('merge_group'), context)).toEqual({
    kind: 'merge_group',
    pull: null,
    commit: merge_group.head_sha,
    base: { kind: 'commit', sha: merge_group.base_sha, reason: 'base of the merge group' },
    mayStore: false,
  });
});

/** GitHub has no example. This is what a runner gets, beside the repository. */
const schedule = { schedule: '0 4 * * *', workflow: '.github/workflows/perf.yml' };

it.each([
  ['workflow_dispatch', payload('workflow_dispatch')],
  ['schedule', schedule],
] as const)('a run by %s is compared with its merge base with the default branch', (eventName, sent) => {
  expect(readEvent(eventName, sent, context)).toMatchObject({
    kind: eventName,
    pull: null,
    commit: MERGE_COMMIT,
    base: { kind: 'merge-base', ref: null },
    mayStore: true,
  });
});

describe('a deployment', () => {
  /** As GitHub sends it, without what nobody reads. */
  const status = (state: string) => ({
    action: 'created',
    deployment_status: { state, environment: 'Preview', environment_url: 'https://shop-git-faster.example.app' },
    deployment: { sha: HEAD, ref: HEAD, environment: 'Preview' },
    repository: pullRequest.repository,
  });

  it('that succeeded is compared with its merge base with the default branch, and belongs to what it deployed', () => {
    expect(readEvent('deployment_status', status('success'), context)).toEqual({
      kind: 'deployment_status',
      pull: null,
      commit: HEAD,
      base: { kind: 'merge-base', ref: null },
      mayStore: false,
    });
  });

  it.each(['pending', 'in_progress', 'failure', 'inactive'])('that is in state %s leaves nothing to do', (state) => {
    const why = `The deployment to Preview is in state ${state}`;
    expect(readEvent('deployment_status', status(state), { ...context, base: 'main' })).toEqual({ kind: 'idle', why });
  });
});

it.each([
  ['release', { action: 'published', release: { tag_name: 'v2.0.0' } }],
  ['repository_dispatch', { action: 'deployed', client_payload: {} }],
] as const)('a run by %s is compared with its merge base with the default branch, and is no baseline', (name, sent) => {
  expect(readEvent(name, sent, context)).toMatchObject({
    kind: name,
    commit: MERGE_COMMIT,
    base: { kind: 'merge-base', ref: null },
    mayStore: false,
  });
});

it('a release that was deleted leaves nothing to do', () => {
  const sent = { action: 'deleted', release: { tag_name: 'v2.0.0' } };
  expect(readEvent('release', sent, context)).toEqual({ kind: 'idle', why: 'The release v2.0.0 was deleted' });
});

it('a run by hand on a tag is no baseline', () => {
  const onTag = { ...payload('workflow_dispatch'), ref: 'refs/tags/v1' };
  expect(readMeasured('workflow_dispatch', onTag, context).mayStore).toBe(false);
});

describe('a run of another workflow', () => {
  const completed = payload('workflow_run.completed');
  /** GitHub's examples have none of a fork. */
  const ofFork = {
    ...completed,
    workflow_run: {
      ...completed.workflow_run,
      event: 'pull_request',
      head_branch: 'faster',
      head_repository: { ...completed.workflow_run.head_repository, id: 7, owner: { login: 'mallory', id: 8 } },
    },
  };

  it('has the owner and the repository of its head', () => {
    expect(readEvent('workflow_run', ofFork, context)).toEqual({
      kind: 'workflow_run',
      action: 'completed',
      id: completed.workflow_run.id,
      attempt: 1,
      event: 'pull_request',
      conclusion: 'success',
      headSha: completed.workflow_run.head_sha,
      headBranch: 'faster',
      headOwner: 'mallory',
      headRepositoryId: 7,
      repositoryId: completed.repository.id,
      startedAt: completed.workflow_run.run_started_at,
    });
  });

  it('of a fork that was deleted has no owner', () => {
    const deleted = { ...ofFork, workflow_run: { ...ofFork.workflow_run, head_repository: null, head_branch: null } };
    expect(readEvent('workflow_run', deleted, context)).toMatchObject({
      headBranch: null,
      headOwner: null,
      headRepositoryId: null,
    });
  });

  it('takes no base from the inputs', () => {
    expect(readEvent('workflow_run', ofFork, { ...context, base: 'main' })).not.toHaveProperty('base');
  });
});

it.each([
  ['pull_request', pullRequest],
  ['push', payload('push.created')],
  ['merge_group', payload('merge_group')],
  ['workflow_dispatch', payload('workflow_dispatch')],
  ['schedule', schedule],
])('the input base goes before what %s says', (eventName, sent) => {
  const event = readMeasured(eventName, sent, { ...context, base: 'release' });
  expect(event.base).toEqual({ kind: 'merge-base', ref: 'release' });
});

it.each(['issue_comment', 'issues', 'watch'])(
  'the event %s is refused, with what to use instead',
  (eventName) => {
    const sent = eventName === 'issue_comment' ? payload('issue_comment.created') : {};
    expect(() => readEvent(eventName, sent, { ...context, base: 'main' })).toThrow(UsageError);
    expect(() => readEvent(eventName, sent, context)).toThrow(new RegExp(`event ${eventName}\\. .*Use \`on: p`));
  },
);

it.each([null, 'text', {}, { pull_request: {} }])('a payload that GitHub would not send is refused: %j', (sent) => {
  expect(() => readEvent('pull_request', sent, context)).toThrow(UsageError);
  expect(() => readEvent('pull_request', sent, context)).toThrow(/pull_request event \(GITHUB_EVENT_PATH\)/);
});

it('a sha that git could take for an option is refused', () => {
  const odd = structuredClone(pullRequest);
  odd.pull_request.base.sha = '--upload-pack=touch';
  expect(() => readEvent('pull_request', odd, context)).toThrow(
    /pull_request\.base\.sha: expected the sha of a commit/,
  );
});
