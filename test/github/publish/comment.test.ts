import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/github/api/client.ts';
import { type CommentRequest, postComment } from '../../../src/github/publish/comment.ts';
import { readMarker, writeMarker } from '../../../src/github/publish/marker.ts';
import type { FaultKind } from '../../support/github/loopback/faults.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';
import { addComment } from '../../support/github/loopback/state.ts';

const PULL = 12;
const author = { sha: 'a'.repeat(40), run: 100, attempt: 1 };
const earlier = { ...author, run: 99 };
const later = { ...author, run: 101 };

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

function request(change: Partial<CommentRequest> & { token?: string } = {}): CommentRequest {
  const { token = 'secret', ...more } = change;
  return {
    client: createClient({
      token,
      apiUrl: github.url,
      signal: new AbortController().signal,
      retryDelayMs: 1,
      attemptMs: 1_000,
    }),
    owner: github.state.owner,
    repo: github.state.repo,
    number: PULL,
    name: 'default',
    author,
    recorded: {},
    create: true,
    render: () => 'All is well.\n',
    ...more,
  };
}

const written = (by = author, text = 'All is well.\n', name = 'default') => `${writeMarker(name, by)}\n${text}`;
const writes = () => github.calls.map(({ operation }) => operation).filter((name) => /create|update|delete/.test(name));

it('a pull request without a comment gets one, the marker first', async () => {
  const result = await postComment(request());
  expect(result).toEqual({ kind: 'created', url: `https://github.example/octo-org/shop/pull/${PULL}#issuecomment-1` });
  expect(github.state.comments).toEqual([{ id: 1, pull: PULL, login: 'github-actions[bot]', body: written() }]);
});

it('the comment of an earlier run is updated in place', async () => {
  const comment = addComment(github.state, { pull: PULL, body: written(earlier) });
  expect(await postComment(request())).toMatchObject({ kind: 'updated' });
  expect(github.state.comments).toEqual([comment]);
  expect(comment.body).toBe(written());
});

it('it is found behind hundreds of others', async () => {
  for (let index = 0; index < 250; index += 1) {
    addComment(github.state, { pull: PULL, login: 'ada', body: `Comment ${index}` });
  }
  const comment = addComment(github.state, { pull: PULL, body: written(earlier) });
  addComment(github.state, { pull: PULL, login: 'ada', body: 'One more' });
  await postComment(request());
  expect(comment.body).toBe(written());
  expect(github.calls.filter(({ operation }) => operation === 'issues/list-comments')).toHaveLength(3);
  expect(writes()).toEqual(['issues/update-comment']);
});

it("another author's comment is never touched, even where it begins with the marker", async () => {
  const copied = addComment(github.state, { pull: PULL, login: 'mallory', body: written(earlier) });
  const quoted = addComment(github.state, { pull: PULL, body: `> ${written(earlier)}` });
  expect(await postComment(request())).toMatchObject({ kind: 'created' });
  expect(github.state.comments).toHaveLength(3);
  expect(copied.body).toBe(written(earlier));
  expect(quoted.body).toBe(`> ${written(earlier)}`);
});

it('a token of a person finds the comment of that person', async () => {
  github.state.viewer = 'ada';
  const comment = addComment(github.state, { pull: PULL, login: 'ada', body: written(earlier) });
  addComment(github.state, { pull: PULL, body: written(earlier) });
  await postComment(request());
  expect(comment.body).toBe(written());
  expect(writes()).toEqual(['issues/update-comment']);
});

it('each name has a comment of its own', async () => {
  const other = addComment(github.state, { pull: PULL, body: written(earlier, 'Other', 'api') });
  await postComment(request({ name: 'web' }));
  await postComment(request({ name: 'web', author: later }));
  expect(github.state.comments.map(({ body }) => body)).toEqual([other.body, written(later, undefined, 'web')]);
});

it('the comment of a later run stays as it is', async () => {
  const comment = addComment(github.state, { pull: PULL, body: written(later, 'Newer.') });
  expect(await postComment(request())).toMatchObject({ kind: 'newer' });
  expect(comment.body).toBe(written(later, 'Newer.'));
  expect(writes()).toEqual([]);
});

it('an equal comment is not written again', async () => {
  addComment(github.state, { pull: PULL, body: written() });
  expect(await postComment(request())).toMatchObject({ kind: 'unchanged' });
  expect(writes()).toEqual([]);
});

it('a comment that was deleted in the meantime is created again', async () => {
  const comment = addComment(github.state, { pull: PULL, body: written(earlier) });
  github.intercept('issues/update-comment', () => {
    github.state.comments.splice(github.state.comments.indexOf(comment), 1);
    return null;
  });
  expect(await postComment(request())).toMatchObject({ kind: 'created' });
  expect(github.state.comments.map(({ body }) => body)).toEqual([written()]);
});

describe('where nothing is worth a new comment', () => {
  it('none is created', async () => {
    expect(await postComment(request({ create: false }))).toEqual({ kind: 'none' });
    expect(github.state.comments).toEqual([]);
  });

  it('one that is there is brought up to date', async () => {
    const comment = addComment(github.state, { pull: PULL, body: written(earlier, 'It fails.') });
    expect(await postComment(request({ create: false }))).toMatchObject({ kind: 'updated' });
    expect(comment.body).toBe(written());
  });
});

describe('when another job comments between our look and our comment', () => {
  const race = (by: typeof author) =>
    github.intercept('issues/create-comment', () => {
      addComment(github.state, { pull: PULL, body: written(by, 'The other job.') });
      return null;
    });

  it('ours goes, and the older comment says what we found', async () => {
    race(earlier);
    expect(await postComment(request())).toMatchObject({ kind: 'updated' });
    expect(github.state.comments).toMatchObject([{ id: 1, body: written() }]);
  });

  it('ours goes, and the older comment stays as it is if its run is later', async () => {
    race(later);
    expect(await postComment(request())).toMatchObject({ kind: 'newer' });
    expect(github.state.comments).toMatchObject([{ id: 1, body: written(later, 'The other job.') }]);
  });
});

it('of two jobs that both comment, one comment is left, whichever comes first', async () => {
  const results = await Promise.all([postComment(request()), postComment(request({ author: later }))]);
  expect(results.every(({ kind }) => kind !== 'none')).toBe(true);
  expect(github.state.comments.map(({ body }) => body)).toEqual([written(later)]);
});

it('text and marker together stay within 65,000 bytes', async () => {
  await postComment(request({ render: (limitBytes) => 'é'.repeat(Math.floor(limitBytes / 2)) }));
  const bytes = Buffer.byteLength(github.state.comments[0]?.body ?? '');
  expect(bytes).toBeLessThanOrEqual(65_000);
  expect(bytes).toBeGreaterThan(64_900);
});

describe('when GitHub does not say whether it has written', () => {
  it.each<FaultKind>([{ kind: 'status', status: 502 }, { kind: 'reset' }, { kind: 'cut' }])(
    'it is looked up before it is sent again: $kind',
    async (fault) => {
      let faults = 0;
      github.fail(({ operation }) =>
        operation === 'issues/create-comment' && faults++ === 0 ? { ...fault, carriedOut: true } : null,
      );
      expect(await postComment(request())).toMatchObject({ url: expect.stringContaining('#issuecomment-1') });
      expect(writes()).toEqual(['issues/create-comment']);
      expect(github.state.comments).toHaveLength(1);
    },
  );

  it('and sent again if it is not there', async () => {
    let faults = 0;
    github.fail(({ operation }) =>
      operation === 'issues/create-comment' && faults++ === 0 ? { kind: 'reset', carriedOut: false } : null,
    );
    expect(await postComment(request())).toMatchObject({ kind: 'created' });
    expect(writes()).toEqual(['issues/create-comment', 'issues/create-comment']);
    expect(github.state.comments).toHaveLength(1);
  });

  it('and what a later run has written meanwhile is not written over', async () => {
    const comment = addComment(github.state, { pull: PULL, body: written(earlier) });
    github.fail(({ operation }) => {
      if (operation !== 'issues/update-comment') return null;
      comment.body = written(later, 'The later run.');
      return { kind: 'reset', carriedOut: false };
    });
    expect(await postComment(request())).toMatchObject({ kind: 'newer' });
    expect(comment.body).toBe(written(later, 'The later run.'));
  });
});

describe.each<[string, FaultKind]>([
  ['refuses', { kind: 'status', status: 403 }],
  ['does not answer', { kind: 'hang' }],
])('when GraphQL %s', (_, fault) => {
  beforeEach(() => github.fail(({ operation }) => (operation === 'graphql' ? { ...fault, carriedOut: false } : null)));

  it("a workflow's token keeps one comment, and leaves those of others", async () => {
    const copied = addComment(github.state, { pull: PULL, login: 'mallory', body: written(earlier) });
    expect(await postComment(request({ token: 'ghs_1' }))).toMatchObject({ kind: 'created' });
    expect(await postComment(request({ token: 'ghs_1', author: later }))).toMatchObject({ kind: 'updated' });
    expect(writes()).toEqual(['issues/create-comment', 'issues/update-comment']);
    expect(github.state.comments.map(({ body }) => body)).toEqual([written(earlier), written(later)]);
    expect(copied.body).toBe(written(earlier));
  });

  it('a token of a person keeps one comment of that person, and leaves those of others', async () => {
    github.state.viewer = 'ada';
    const bot = addComment(github.state, { pull: PULL, body: written(earlier) });
    const own = addComment(github.state, { pull: PULL, login: 'ada', body: written(earlier) });
    expect(await postComment(request())).toMatchObject({ kind: 'updated' });
    expect(writes()).toEqual(['issues/update-comment']);
    expect([bot.body, own.body]).toEqual([written(earlier), written()]);
  });

  it('a token of another app keeps one comment of that app', async () => {
    github.state.viewer = 'reports[bot]';
    await postComment(request({ token: 'ghs_1' }));
    expect(await postComment(request({ token: 'ghs_1', author: later }))).toMatchObject({ kind: 'updated' });
    expect(github.state.comments).toMatchObject([{ id: 1, login: 'reports[bot]', body: written(later) }]);
  });

  it('nothing is posted while GitHub does not name the owner of the token', async () => {
    github.intercept('users/get-authenticated', forbidden);
    await expect(postComment(request())).rejects.toThrow('Resource not accessible');
    expect(writes()).toEqual([]);
  });
});

it('a list that was cut off is not a list without our comment', async () => {
  addComment(github.state, { pull: PULL, body: written(earlier) });
  github.fail(({ operation }) =>
    operation === 'issues/list-comments' ? { kind: 'truncated', carriedOut: true } : null,
  );
  await expect(postComment(request())).rejects.toThrow('is not JSON, or was cut off');
  expect(github.state.comments).toHaveLength(1);
});

it('of several comments that were left behind one stays', async () => {
  addComment(github.state, { pull: PULL, body: written(earlier) });
  for (let index = 0; index < 1_000; index += 1) addComment(github.state, { pull: PULL, login: 'ada', body: 'Hm' });
  addComment(github.state, { pull: PULL, body: written(earlier) });
  await postComment(request());
  expect(github.state.comments.filter(({ login }) => login !== 'ada').map(({ body }) => body)).toEqual([written()]);
});

it('a refusal is thrown, and not tried again', async () => {
  github.intercept('issues/create-comment', forbidden);
  await expect(postComment(request())).rejects.toThrow('Resource not accessible by integration');
  expect(writes()).toEqual(['issues/create-comment']);
});

it('what labels were set on is written over, or stays where a run knows nothing of it', async () => {
  const accepted = [{ label: 'perf-budget:accept', at: null, figures: [{ id: 'bundle/app/css', head: 9_000 }] }];
  const first = () => readMarker('default', github.state.comments[0]?.body ?? '').accepted;
  await postComment(request({ recorded: { accepted } }));
  expect(first()).toEqual(accepted);
  await postComment(request({ author: { ...author, run: author.run + 1 }, recorded: {} }));
  expect(first()).toEqual(accepted);
  await postComment(request({ author: { ...author, run: author.run + 2 }, recorded: { accepted: [] } }));
  expect(first()).toEqual([]);
});
