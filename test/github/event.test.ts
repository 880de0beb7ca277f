import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { readEvent } from '../../src/github/event.ts';

/** GitHub's own examples, from the npm package @octokit/webhooks-examples. */
const payload = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'events', `${name}.json`), 'utf8'));

const MERGE_COMMIT = 'c'.repeat(40);
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
    });
  });

  it('from another repository is a fork', () => {
    const fork = fromFork({ ...pullRequest.pull_request.head.repo, id: 1, full_name: 'somebody/shop', fork: true });
    expect(readEvent('pull_request', fork, context).pull).toEqual({ number: 2, headSha: HEAD, fork: true });
  });

  it('from a fork that was deleted is a fork', () => {
    expect(readEvent('pull_request', fromFork(null), context).pull?.fork).toBe(true);
  });

  it('that is closed is refused, with what to change in the workflow', () => {
    const closed = structuredClone(pullRequest);
    closed.pull_request.state = 'closed';
    expect(() => readEvent('pull_request', closed, context)).toThrow(UsageError);
    expect(() => readEvent('pull_request', closed, context)).toThrow(/#2 is closed.*on: pull_request: types/);
  });
});

describe('a push', () => {
  const created = payload('push.created');

  it('is compared with what was there before', () => {
    const before = 'b'.repeat(40);
    expect(readEvent('push', { ...created, before, created: false }, context)).toMatchObject({
      pull: null,
      commit: created.after,
      base: { kind: 'commit', sha: before },
    });
  });

  it('that creates a branch has no base, and says why', () => {
    expect(readEvent('push', created, context).base).toEqual({
      kind: 'none',
      reason: 'this push created the branch or tag, so there is nothing before it',
    });
  });

  it('of an annotated tag belongs to the commit that the tag points to', () => {
    const tagged = { ...created, after: 'd'.repeat(40) };
    expect(readEvent('push', tagged, context).commit).toBe(created.head_commit.id);
  });

  it('that deletes its branch is refused', () => {
    expect(() => readEvent('push', payload('push.deleted'), context)).toThrow(/no code left to measure/);
  });
});

it('a merge group is compared with its base', () => {
  const { merge_group } = payload('merge_group');
  expect(readEvent('merge_group', payload('merge_group'), context)).toEqual({
    kind: 'merge_group',
    pull: null,
    commit: merge_group.head_sha,
    base: { kind: 'commit', sha: merge_group.base_sha, reason: 'base of the merge group' },
  });
});

it('a run by hand is compared with its merge base with the default branch', () => {
  expect(readEvent('workflow_dispatch', payload('workflow_dispatch'), context)).toEqual({
    kind: 'workflow_dispatch',
    pull: null,
    commit: MERGE_COMMIT,
    base: { kind: 'merge-base', ref: null },
  });
});

it.each([
  ['pull_request', pullRequest],
  ['push', payload('push.created')],
  ['merge_group', payload('merge_group')],
  ['workflow_dispatch', payload('workflow_dispatch')],
])('the input base goes before what %s says', (eventName, sent) => {
  const event = readEvent(eventName, sent, { ...context, base: 'release' });
  expect(event.base).toEqual({ kind: 'merge-base', ref: 'release' });
});

it.each(['pull_request_target', 'workflow_run', 'issue_comment', 'schedule', 'release'])(
  'the event %s is refused, with what to use instead',
  (eventName) => {
    expect(() => readEvent(eventName, {}, { ...context, base: 'main' })).toThrow(UsageError);
    expect(() => readEvent(eventName, {}, context)).toThrow(new RegExp(`event ${eventName}\\. .*Use \`on: p`));
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
