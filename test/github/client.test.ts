import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { type Answer, forbidden, type LoopbackGitHub, startGitHub } from './loopback/github.ts';

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

it('nothing is sent once the run was cancelled', async () => {
  const cancelled = AbortSignal.abort(new Error('Cancelled'));
  expect((await ask([], cancelled)).requests).toBe(0);
});

it('a server that is not there is an error, not a wait', async () => {
  await github[Symbol.asyncDispose]();
  expect(await ask([])).toEqual({ status: 500, requests: 0 });
  github = await startGitHub();
});
