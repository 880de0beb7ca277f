import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MOST_STORED_BYTES } from '../../../src/baseline/store.ts';
import { createClient } from '../../../src/github/api/client.ts';
import { openBranchStore } from '../../../src/github/stores/branch-store.ts';
import { commitFile, filesOf, historyOf } from '../../support/github/loopback/git-data.ts';
import { type Answer, forbidden, type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';

const SHA = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const REF = 'refs/heads/perf/data';
const CONTENT = gzipSync('{"version":1}');
const signal = new AbortController().signal;
const WRITE = 'repos/create-or-update-file-contents';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github[Symbol.asyncDispose]();
});

function open({ name = 'default', token = 'secret', pauseMs = 1 } = {}) {
  const { owner, repo } = github.state;
  const client = token === '' ? null : createClient({ token, apiUrl: github.url, signal, retryDelayMs: 1 });
  return openBranchStore({ branch: 'perf/data', name, client, owner, repo, pauseMs });
}

const paths = () => [...(filesOf(github.state.git, REF)?.keys() ?? [])].toSorted();
const messages = () => historyOf(github.state.git, REF).map(({ message }) => message);
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', String);
const conflict: Answer = { status: 409, body: { message: 'perf/data is at 1 but expected 2', status: '409' } };

/** Answers the first writings with this. */
function answerWrites(...answers: Answer[]): void {
  github.intercept(WRITE, () => answers.shift() ?? null);
}

it('makes the branch, without a parent, and reads back what it has saved there', async () => {
  commitFile(github.state.git, 'refs/heads/main', 'index.js', Buffer.from('1'));
  expect(await open().read(SHA, signal)).toBeNull();
  const content = randomBytes(1_500_000);
  await open().save(SHA, content, signal);
  expect(await open().read(SHA, signal)).toEqual(content);
  expect(await open().read(OTHER, signal)).toBeNull();
  expect(paths()).toEqual(['README.md', `perf-budget/${SHA}.json.gz`]);
  expect(messages()).toEqual(['perf-budget: baseline of aaaaaaa', 'perf-budget: a branch for baselines']);
  expect(historyOf(github.state.git, REF).at(-1)?.parents).toEqual([]);
});

it('keeps what else is on the branch, and gives each name a folder', async () => {
  commitFile(github.state.git, REF, 'index.html', Buffer.from('a page'));
  await open().save(SHA, CONTENT, signal);
  await open({ name: 'web' }).save(SHA, Buffer.from('of web'), signal);
  await open({ name: '../..' }).save(SHA, Buffer.from('of ../..'), signal);
  await open({ name: '.git' }).save(SHA, Buffer.from('of .git'), signal);
  expect(paths()).toEqual([
    'index.html',
    `perf-budget/%2E.%2F../${SHA}.json.gz`,
    `perf-budget/%2Egit/${SHA}.json.gz`,
    `perf-budget/${SHA}.json.gz`,
    `perf-budget/web/${SHA}.json.gz`,
  ]);
  expect(await open().read(SHA, signal)).toEqual(CONTENT);
  expect(String(await open({ name: 'web' }).read(SHA, signal))).toBe('of web');
  expect(String(await open({ name: '../..' }).read(SHA, signal))).toBe('of ../..');
  expect(messages().length).toBe(5);
});

it('leaves a file that is there already, and calls it saved', async () => {
  await open().save(SHA, CONTENT, signal);
  await open().save(SHA, Buffer.from('later'), signal);
  expect(await open().read(SHA, signal)).toEqual(CONTENT);
  expect(messages().length).toBe(2);
});

it('all land where several jobs begin at once, the branch still missing', async () => {
  const shas = [...'0123456789'].map((digit) => digit.repeat(40));
  await Promise.all(shas.map((sha) => open().save(sha, Buffer.from(sha), signal)));
  expect(paths()).toEqual(['README.md', ...shas.map((sha) => `perf-budget/${sha}.json.gz`)]);
  expect(messages().length).toBe(shas.length + 1);
});

it('tries again where another commit came in between', async () => {
  commitFile(github.state.git, REF, 'index.html', Buffer.from('a page'));
  answerWrites(conflict, { ...conflict, status: 422 }, conflict, conflict);
  await open().save(SHA, CONTENT, signal);
  expect(paths()).toEqual(['index.html', `perf-budget/${SHA}.json.gz`]);
});

it('is done where another job has saved the same meanwhile', async () => {
  commitFile(github.state.git, REF, `perf-budget/${SHA}.json.gz`, Buffer.from('theirs'));
  answerWrites(conflict);
  await open().save(SHA, CONTENT, signal);
  expect(String(await open().read(SHA, signal))).toBe('theirs');
});

it('gives up after five tries', async () => {
  commitFile(github.state.git, REF, 'index.html', Buffer.from('a page'));
  github.intercept(WRITE, () => conflict);
  expect(await refusal(open().save(SHA, CONTENT, signal))).toContain('GitHub answered 409: perf/data is at 1');
  expect(github.calls.filter(({ operation }) => operation === WRITE).length).toBe(5);
});

it('finds out what became of a commit whose answer was lost', async () => {
  commitFile(github.state.git, REF, 'index.html', Buffer.from('a page'));
  let lost = false;
  github.fail(({ operation }) => {
    if (operation !== WRITE || lost) return null;
    lost = true;
    return { kind: 'reset', carriedOut: true };
  });
  await open().save(SHA, CONTENT, signal);
  expect(messages()).toEqual(['perf-budget: baseline of aaaaaaa', 'A commit']);
});

it('names the permission that it lacks, whether the branch is there or not', async () => {
  const lacking = 'add `contents: write` to the `permissions:` of the job';
  github.intercept(WRITE, forbidden);
  expect(await refusal(open().save(SHA, CONTENT, signal))).toContain(lacking);
  github.intercept(WRITE, () => null);
  github.intercept('git/create-tree', forbidden);
  expect(await refusal(open().save(SHA, CONTENT, signal))).toContain(lacking);
  commitFile(github.state.git, REF, 'index.html', Buffer.from('a page'));
  github.intercept(WRITE, () => ({ status: 404, body: { message: 'Not Found' } }));
  expect(await refusal(open().save(SHA, CONTENT, signal))).toContain(lacking);
  github.intercept('repos/get-content', forbidden);
  expect(await refusal(open().read(SHA, signal))).toContain('add `contents: read`');
  expect(await refusal(open({ token: '' }).read(SHA, signal))).toContain('the input `token` is empty');
});

it('asks for a listing, once, before it asks for more than one commit', async () => {
  const shas = [...'0123456789'].map((digit) => digit.repeat(40));
  const fileOf = (sha: string) => `perf-budget/${sha}.json.gz`;
  const reading = () => github.calls.filter(({ operation }) => operation === 'repos/get-content').length;
  const readAll = async () => {
    const store = open();
    const first = await store.read(SHA, signal);
    return [first, ...(await Promise.all(shas.map((sha) => store.read(sha, signal))))];
  };
  expect(await readAll()).toEqual(Array(11).fill(null));
  expect(reading()).toBe(2);
  commitFile(github.state.git, REF, fileOf('9'.repeat(40)), CONTENT);
  expect(await readAll()).toEqual([...Array(10).fill(null), CONTENT]);
  expect(reading()).toBe(2 + 3);
  for (let number = 0; number < 1_000; number += 1) {
    commitFile(github.state.git, REF, fileOf(String(1e15 + number)), CONTENT);
  }
  commitFile(github.state.git, REF, fileOf('8'.repeat(40)), CONTENT);
  expect((await readAll()).slice(-2)).toEqual([CONTENT, CONTENT]);
});

it('reads no file that is larger than any baseline', async () => {
  const path = `perf-budget/${SHA}.json.gz`;
  commitFile(github.state.git, REF, path, Buffer.alloc(MOST_STORED_BYTES + 1));
  expect(await refusal(open().read(SHA, signal))).toContain('its file is larger than 10 MB');
});

it('a branch store says so if GitHub does not answer, and ends on abort', async () => {
  github.fail(() => ({ kind: 'status', status: 502, carriedOut: false }));
  expect(await refusal(open().read(SHA, signal))).toContain('GitHub did not answer as it should: it answered 502');
  expect(await refusal(open().save(SHA, CONTENT, signal))).toContain('it answered 502');
  github.fail(() => ({ kind: 'hang', carriedOut: false }));
  expect(await refusal(open().read(SHA, AbortSignal.timeout(50)))).toContain('TimeoutError');
  expect(await refusal(open().save(SHA, CONTENT, AbortSignal.timeout(50)))).toContain('TimeoutError');
});
