import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MOST_STORED_BYTES } from '../../../src/baseline/store.ts';
import { createClient } from '../../../src/github/api/client.ts';
import { openArtifactStore } from '../../../src/github/stores/artifact-store.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../loopback/github.ts';
import { type ResultsService, startResults } from '../loopback/results.ts';
import type { Artifact } from '../loopback/state.ts';

const SHA = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const CONTENT = gzipSync('{"version":1}');
const signal = new AbortController().signal;

let github: LoopbackGitHub;
let service: ResultsService;
let temporary: string;
beforeEach(async () => {
  [github, service] = [await startGitHub(), await startResults()];
  temporary = await mkdtemp(join(tmpdir(), 'artifacts-'));
  for (const [name, value] of Object.entries(service.variables)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  expect(github.violations).toEqual([]);
  expect(await readdir(temporary)).toEqual([]);
  await github[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
  await rm(temporary, { recursive: true });
});

function open({ name = 'default', isEnterpriseServer = false, retryDelayMs = 1, token = 'secret' } = {}) {
  const { owner, repo } = github.state;
  const environment = { isEnterpriseServer, owner, repo };
  const client = token === '' ? null : createClient({ token, apiUrl: github.url, signal, retryDelayMs });
  return openArtifactStore({ name, environment, variables: process.env, client, temporary });
}

/** An artifact as a run left it; by default as our own of the commit. */
function leave(of: Partial<Artifact> & { readonly archive?: Uint8Array } = {}): void {
  const { archive = zipSync({ 'baseline.json.gz': CONTENT }), ...more } = of;
  const id = github.state.artifacts.length + 1;
  service.stored.set(String(id), Buffer.from(archive));
  github.state.artifacts.push({
    ...{ id, run: 100 + id, name: 'perf-budget-baseline', bytes: 1_000, url: service.address(String(id)) },
    ...{ headSha: SHA, ...more },
  });
}

const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', String);

it('reads back what it has uploaded, and leaves no file', { timeout: 30_000 }, async () => {
  await open({ name: 'web' }).save(SHA, CONTENT, signal);
  const archive = service.stored.get('perf-budget-baseline-web') ?? Buffer.alloc(0);
  leave({ name: 'perf-budget-baseline-web', archive });
  expect(await open({ name: 'web' }).read(SHA, signal)).toEqual(CONTENT);
  expect(await open().read(SHA, signal)).toBeNull();
});

it('reads the newest of the commit, after one listing for all commits', async () => {
  leave({ archive: zipSync({ 'baseline.json.gz': strToU8('older') }) });
  leave();
  leave({ headSha: OTHER, archive: zipSync({ 'baseline.json.gz': strToU8('other') }) });
  const store = open();
  const read = await Promise.all([SHA, OTHER, 'c'.repeat(40)].map((sha) => store.read(sha, signal)));
  expect(read).toEqual([CONTENT, Buffer.from('other'), null]);
  expect(github.calls.filter(({ operation }) => operation === 'actions/list-artifacts-for-repo').length).toBe(1);
});

it.each<[string, Partial<Artifact>]>([
  ["a fork's pull request", { headRepositoryId: 2 }],
  ['a commit whose artifact has expired', { expired: true }],
  ['another commit', { headSha: OTHER }],
  ['another perf-budget', { name: 'perf-budget-baseline-web' }],
])('takes nothing of %s', async (_, artifact) => {
  leave(artifact);
  expect(await open().read(SHA, signal)).toBeNull();
  expect(github.calls.length).toBe(1);
});

it.each<[string, Uint8Array, string]>([
  ['no archive', strToU8('nothing'), 'it is damaged, or no archive'],
  ['another file', zipSync({ 'report.json': CONTENT }), 'it has another file than baseline.json.gz'],
  ['a path that leads out', zipSync({ '../baseline.json.gz': CONTENT }), 'it has another file'],
  ['several files', zipSync({ 'baseline.json.gz': CONTENT, x: CONTENT }), 'it has more than one file'],
  ['a bomb', zipSync({ 'baseline.json.gz': new Uint8Array(MOST_STORED_BYTES + 1) }), 'larger than 10 MB'],
  ['more than it says', new Uint8Array(MOST_STORED_BYTES + 200_000), 'it is larger than 10 MB'],
])('an artifact that is %s is refused, and an older one of the commit taken', async (_, archive, told) => {
  leave({ archive });
  expect(await refusal(open().read(SHA, signal))).toContain(`the artifact of aaaaaaa can't be used: `);
  expect(await refusal(open().read(SHA, signal))).toContain(told);
  github.state.artifacts.length = 0;
  leave();
  leave({ archive });
  expect(await open().read(SHA, signal)).toEqual(CONTENT);
});

it('names the permission that it lacks', async () => {
  github.intercept('actions/list-artifacts-for-repo', forbidden);
  const told = await refusal(open().read(SHA, signal));
  expect(told).toContain('add `actions: read` to the `permissions:` of the job');
});

it('says so where GitHub does not answer, or something else', async () => {
  github.fail(() => ({ kind: 'status', status: 502, carriedOut: false }));
  expect(await refusal(open().read(SHA, signal))).toContain('GitHub did not answer as it should: it answered 502');
  github.fail(() => ({ kind: 'text', text: '{"artifacts":[{}]}', type: 'application/json', carriedOut: false }));
  expect(await refusal(open().read(SHA, signal))).toContain('list of them is not what it should be');
});

it('ends when it is told to, also in the middle of an answer', async () => {
  github.fail(() => ({ kind: 'no-body', carriedOut: false }));
  expect(await refusal(open().read(SHA, AbortSignal.timeout(50)))).toContain('TimeoutError');
  expect(await refusal(open().read(SHA, AbortSignal.abort()))).toContain('AbortError');
});

it('says why nothing can be read or saved', async () => {
  expect(await refusal(open({ token: '' }).read(SHA, signal))).toContain('the input `token` is empty');
  expect(await refusal(open({ isEnterpriseServer: true }).save(SHA, CONTENT, signal))).toContain('Enterprise Server');
});

it('calls saved what an attempt before has saved', { timeout: 30_000 }, async () => {
  const conflict = { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' };
  const taken = { ...{ status: 409, headers: { 'content-type': 'application/json' } }, text: JSON.stringify(conflict) };
  service.fail(() => (response) => response.writeHead(taken.status, taken.headers).end(taken.text));
  await open().save(SHA, CONTENT, signal);
  expect(service.stored.size).toBe(0);
});
