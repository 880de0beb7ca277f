import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../src/github/api/client.ts';
import { ancestorsOf } from '../../../src/github/stores/ancestors.ts';
import { commit, createRepository, git, repositoryAt } from '../../support/git/repository.ts';
import { addCommit } from '../../support/github/loopback/git-data.ts';
import { type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';

let folder: string;
let full: string;
let shallow: string;
/** Of main along first parents, the tip first. One of them merges a branch of two commits. */
let main: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancestors-'));
  full = join(folder, 'full');
  await createRepository(full, { 'index.js': '0' });
  for (let number = 1; number <= 52; number += 1) await commit(full, {}, `commit ${number}`);
  await git(full, 'checkout', '--quiet', '-b', 'feature');
  await commit(full, {}, 'aside 1');
  await commit(full, {}, 'aside 2');
  await git(full, 'checkout', '--quiet', 'main');
  await git(full, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'feature');
  await commit(full, {}, 'tip');
  main = (await git(full, 'rev-list', '--first-parent', 'HEAD')).split('\n');
  shallow = join(folder, 'shallow');
  await git(folder, 'clone', '--quiet', '--depth=1', `file://${full}`, shallow);
});
afterAll(() => rm(folder, { recursive: true }));

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
  const log = await git(full, 'log', '--format=%H %P');
  for (const line of log.split('\n')) {
    const [sha = '', ...parents] = line.split(' ');
    addCommit(github.state.git, { sha, parents, message: 'A commit', tree: '' });
  }
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github[Symbol.asyncDispose]();
});

function ancestors(sha: string | undefined, directory: string, of: { signal?: AbortSignal; token?: string } = {}) {
  const { signal = new AbortController().signal, token = 'secret' } = of;
  const client = token === '' ? null : createClient({ token, apiUrl: github.url, signal, retryDelayMs: 1 });
  const { owner, repo } = github.state;
  return ancestorsOf(sha ?? '', { repository: repositoryAt(directory, { signal }), client, owner, repo });
}

it('knows fifty, along first parents, from a whole clone alone', async () => {
  expect(await ancestors(main[0], full)).toEqual(main.slice(1, 51));
  expect(await ancestors(main[50], full)).toEqual(main.slice(51));
  expect(await ancestors(main.at(-1), full)).toEqual([]);
  expect(github.calls).toEqual([]);
});

it('asks GitHub where the clone is shallow, or lacks the commit', async () => {
  expect(await ancestors(main[0], shallow)).toEqual(main.slice(1, 51));
  expect(await ancestors(main[1], shallow)).toEqual(main.slice(2, 52));
  expect(github.calls.map(({ operation }) => operation)).toEqual(['repos/list-commits', 'repos/list-commits']);
});

it('gives what it has where GitHub does not answer, or nonsense', async () => {
  await git(shallow, 'fetch', '--quiet', '--deepen=2');
  const known = main.slice(1, 3);
  expect(await ancestors(main[0], shallow, { token: '' })).toEqual(known);
  github.fail(() => ({ kind: 'status', status: 502, carriedOut: false }));
  expect(await ancestors(main[0], shallow)).toEqual(known);
  const odd = JSON.stringify([{ sha: main[0], parents: [{ sha: '--upload-pack=x' }] }]);
  github.fail(() => ({ kind: 'text', text: odd, type: 'application/json', carriedOut: false }));
  expect(await ancestors(main[0], shallow)).toEqual(known);
  expect(await ancestors('e'.repeat(40), full)).toEqual([]);
  expect(await ancestors(main[0], folder)).toEqual([]);
});

it('never goes round in a circle that GitHub describes', async () => {
  const [one, two] = ['1'.repeat(40), '2'.repeat(40)];
  const circle = [
    { sha: one, parents: [{ sha: two }] },
    { sha: two, parents: [{ sha: one }] },
  ];
  github.fail(() => ({ kind: 'text', text: JSON.stringify(circle), type: 'application/json', carriedOut: false }));
  expect((await ancestors(one, shallow)).length).toBe(50);
});

it('rejects once the run is cancelled', async () => {
  await expect(ancestors(main[0], full, { signal: AbortSignal.abort(new Error('Cancelled')) })).rejects.toThrow();
  github.fail(() => ({ kind: 'hang', carriedOut: false }));
  await expect(ancestors('e'.repeat(40), full, { signal: AbortSignal.timeout(300) })).rejects.toThrow();
});
