import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Client, createClient } from '../../../src/github/api/client.ts';
import type { FaultKind } from '../../support/github/loopback/faults.ts';
import { type Answer, forbidden, type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
});

/** Answers with each of `answers` in turn, then as GitHub would; tells how the request ended and how often it was made. */
async function ask(answers: (Answer | null)[], signal = new AbortController().signal) {
  github.intercept('issues/list-comments', () => answers.shift() ?? null);
  const client = createClient({ token: 'secret', apiUrl: github.url, signal, retryDelayMs: 1 });
  const { owner, repo } = github.state;
  const status = await client.rest.issues
    .listComments({ owner, repo, issue_number: 1 })
    .then((answer) => answer.status)
    .catch((error) => error.status ?? error.name);
  return { status, requests: github.calls.length };
}

const failed = { status: 502, body: { message: 'Bad Gateway' } };
const limited = (headers: Record<string, string>) => ({
  status: 403,
  body: { message: 'You have exceeded a secondary rate limit' },
  headers,
});

it('a failed answer is tried again', async () => {
  expect(await ask([failed, failed])).toEqual({ status: 200, requests: 3 });
});

it('twice, and no more', async () => {
  expect(await ask([failed, failed, failed, failed])).toEqual({ status: 502, requests: 3 });
});

it('a rate limit is waited for', async () => {
  expect(await ask([limited({ 'retry-after': '0' })])).toEqual({ status: 200, requests: 2 });
});

it('a rate limit that holds too long is not', async () => {
  expect(await ask([limited({ 'retry-after': '3600' })])).toEqual({ status: 403, requests: 1 });
});

it('a refusal is final', async () => {
  expect(await ask([forbidden()])).toEqual({ status: 403, requests: 1 });
});

describe('a redirect', () => {
  const to = (location: string, status = 302) => ({ status, headers: { location } });
  const comments = '/repos/octo-org/shop/issues/1/comments';

  it('is followed, to where GitHub moved', async () => {
    expect(await ask([to(`${comments}?page=1`, 301)])).toEqual({ status: 200, requests: 2 });
  });

  it.each([
    ['to itself', Array(9).fill(comments)],
    ['in a circle', Array.from({ length: 9 }, (_, index) => `${comments}?page=${index % 2}`)],
    ['further and further', Array.from({ length: 9 }, (_, page) => `${comments}?page=${page + 1}`)],
  ])('%s costs a few requests', async (_, locations) => {
    const { status, requests } = await ask(locations.map((location) => to(location)));
    expect(status).toBe(500);
    expect(requests).toBeLessThanOrEqual(4);
  });

  it('without an end is followed for two requests, and then GitHub is asked no more', async () => {
    github.fail(() => ({ kind: 'redirect', status: 302, carriedOut: false }));
    const client = createClient({ token: 'secret', apiUrl: github.url, signal: never(), retryDelayMs: 1 });
    for (let asked = 0; asked < 5; asked += 1) expect(await request(client)).toBe(500);
    expect(github.calls).toHaveLength(8);
  });

  it.each([301, 307])('keeps a request that writes what it is: %i', async (status) => {
    const { owner, repo } = github.state;
    const again = '/repos/octo-org/shop/issues/2/comments';
    github.intercept('issues/create-comment', ({ parameters }) =>
      parameters.issue_number === '1' ? { status, headers: { location: again } } : null,
    );
    const client = createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal });
    await client.rest.issues.createComment({ owner, repo, issue_number: 1, body: 'Hello' });
    expect(github.state.comments).toMatchObject([{ pull: 2, body: 'Hello' }]);
  });

  it('takes the token to no other origin', async () => {
    await using other = await startGitHub();
    github.intercept('issues/list-comments', () => to(`${other.url}${comments}`));
    const client = createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal });
    const { owner, repo } = github.state;
    // Without a token it answers 401.
    await expect(client.rest.issues.listComments({ owner, repo, issue_number: 1 })).rejects.toMatchObject({
      status: 401,
    });
  });
});

it('prints nothing that an answer says', async () => {
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const headers = { deprecation: '##[error]no', link: '<https://evil.example/##[error]no>; rel="deprecation"' };
  expect((await ask([{ status: 200, body: [], headers }])).status).toBe(200);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

it('nothing is sent once the run was cancelled', async () => {
  const cancelled = AbortSignal.abort(new Error('Cancelled'));
  expect((await ask([], cancelled)).requests).toBe(0);
});

it('a server that is not there is an error, not a wait', async () => {
  await github[Symbol.asyncDispose]();
  expect(await ask([])).toEqual({ status: 500, requests: 0 });
  github = await startGitHub();
});

describe('how long it waits', () => {
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  beforeEach(() => pauses.splice(0));

  /** Answers with `headers` once. */
  async function askOnce(status: number, headers: Record<string, string>) {
    let answers = 0;
    github.intercept('issues/list-comments', () =>
      answers++ === 0 ? { status, body: { message: 'Too much' }, headers } : null,
    );
    return request(createClient({ token: 'secret', apiUrl: github.url, signal: never(), pause }));
  }
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

  it('is what retry-after says, in seconds', async () => {
    expect(await askOnce(429, { 'retry-after': '42' })).toBe(200);
    expect(pauses).toEqual([42_000]);
  });

  it('or as a date', async () => {
    expect(await askOnce(429, { 'retry-after': new Date(inSeconds(40) * 1_000).toUTCString() })).toBe(200);
    expect(pauses[0]).toBeGreaterThan(30_000);
    expect(pauses[0]).toBeLessThanOrEqual(40_000);
  });

  it('or until the limit is reset', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(inSeconds(30)) };
    expect(await askOnce(403, headers)).toBe(200);
    expect(pauses[0]).toBeGreaterThan(20_000);
    expect(pauses[0]).toBeLessThanOrEqual(30_000);
  });

  it('a minute where GitHub does not say', async () => {
    expect(await askOnce(429, { 'retry-after': 'soon' })).toBe(200);
    expect(pauses).toEqual([60_000]);
  });

  it('not at all for an hour', async () => {
    expect(await askOnce(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(inSeconds(3_600)) })).toBe(
      403,
    );
    expect(pauses).toEqual([]);
  });

  it('never longer than there is time left for all requests together', async () => {
    github.intercept('issues/list-comments', () => ({
      status: 429,
      body: { message: 'Slow down' },
      headers: { 'retry-after': '50' },
    }));
    const client = createClient({ token: 'secret', apiUrl: github.url, signal: never(), pause });
    expect([await request(client), await request(client)]).toEqual([429, 429]);
    expect(pauses).toEqual([50_000]);
  });
});

describe('a server that keeps us waiting', () => {
  it.each(['hang', 'no-body'] as const)('is given up after two times: %s', async (kind) => {
    github.fail(() => ({ kind, carriedOut: false }));
    const client = createClient({
      token: 'secret',
      apiUrl: github.url,
      signal: never(),
      retryDelayMs: 1,
      attemptMs: 50,
    });
    expect([await request(client), await request(client)]).toEqual([500, 500]);
    expect(github.calls).toHaveLength(2);
  });

  it('is not waited for once the run is cancelled', async () => {
    const cancelled = new AbortController();
    github.fail(() => {
      setImmediate(() => cancelled.abort(new Error('Cancelled')));
      return { kind: 'hang', carriedOut: false };
    });
    expect(await request(createClient({ token: 'secret', apiUrl: github.url, signal: cancelled.signal }))).toBe(
      'Error',
    );
    expect(github.calls).toHaveLength(1);
  });
});

it('where all requests have taken too long together, no more is sent', async () => {
  const client = createClient({ token: 'secret', apiUrl: github.url, signal: never(), totalMs: 0 });
  expect(await request(client)).toBe(500);
  expect(github.calls).toEqual([]);
});

it.each<FaultKind>([
  { kind: 'cut' },
  { kind: 'truncated' },
  { kind: 'text', type: 'text/html', text: '<html>Sign in to the proxy</html>' },
  { kind: 'text', type: 'application/json', text: '"OK"' },
  { kind: 'text', type: 'application/json', text: 'null' },
  { kind: 'redirect', status: 302 },
])('an answer that is none is tried again, and is an error in the end: %j', async (fault) => {
  github.fail(() => ({ ...fault, carriedOut: true }));
  const client = createClient({ token: 'secret', apiUrl: github.url, signal: never(), retryDelayMs: 1 });
  expect(await request(client)).toBe(500);
  const faults = [{ ...fault, carriedOut: true }];
  github.fail(() => faults.pop() ?? null);
  expect(await request(client)).toBe(200);
});

const never = () => new AbortController().signal;

async function request(client: Client): Promise<unknown> {
  const { owner, repo } = github.state;
  return client.rest.issues.listComments({ owner, repo, issue_number: 1 }).then(
    ({ status }) => status,
    (error) => error.status ?? error.name,
  );
}
