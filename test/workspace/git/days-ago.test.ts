import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Base, findBase, requestedBase } from '../../../src/workspace/git/base.ts';
import { temporaryFolder } from '../../support/folders/temporary.ts';
import { commit, createRepository, git, repositoryAt } from '../../support/git/repository.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let origin: string;

beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  folder = await temporaryFolder();
  origin = join(folder.path, 'origin');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

const DAY_MS = 86_400_000;
const dateOf = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY_MS).toISOString();
const baseOf = (text: string, workspace = origin): Promise<Base> =>
  findBase(requestedBase(text), repositoryAt(workspace));

/** A commit as of some days ago. */
async function commitAt(daysAgo: number, message = `of ${daysAgo} days ago`): Promise<string> {
  vi.stubEnv('GIT_COMMITTER_DATE', dateOf(daysAgo));
  return commit(origin, {}, message);
}

/** Commits of so many days ago, one on top of the other. */
async function history(...days: number[]): Promise<string[]> {
  vi.stubEnv('GIT_COMMITTER_DATE', dateOf(days[0] ?? 0));
  const commits = [await createRepository(origin, { a: 'a' })];
  for (const day of days.slice(1)) commits.push(await commitAt(day));
  return commits;
}

test.each([
  ['28 days ago', 28],
  ['1 day ago', 1],
  [' 4  weeks ago ', 28],
  ['1 Week Ago', 7],
])('%j is a base of %i days ago', (text, days) => {
  expect(requestedBase(text)).toEqual({ kind: 'ago', days });
});

test.each(['0 days ago', '28 days', 'yesterday', '-1 days ago', '99999 weeks ago', 'main', null])(
  '%j is the name of a ref, or none',
  (ref) => expect(requestedBase(ref)).toEqual({ kind: 'merge-base', ref }),
);

test('base of 28 days ago is the newest commit that is at least so old', async () => {
  const [, , third] = await history(60, 40, 29, 27, 1);
  const reason = `the tip of the branch 28 days ago, committed on ${dateOf(29).slice(0, 10)}`;
  expect(await baseOf('28 days ago')).toEqual({ sha: third, reason });
});

test('of a branch that did not move since, base is HEAD itself', async () => {
  const [, second] = await history(60, 40);
  expect(await baseOf('28 days ago')).toMatchObject({ sha: second });
});

test('commits that a merge brought in were never the tip of the branch', async () => {
  const [, second] = await history(60, 50);
  await git(origin, 'checkout', '--quiet', '-b', 'feature');
  await commitAt(30);
  await git(origin, 'checkout', '--quiet', 'main');
  await commitAt(20);
  await git(origin, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'feature');
  expect(await baseOf('28 days ago')).toMatchObject({ sha: second });
});

test('dates that go backwards neither end the search nor hide an older commit', async () => {
  const [, , third] = await history(60, 5, 35, 10, 20, 0);
  expect(await baseOf('28 days ago')).toMatchObject({ sha: third });
});

test('a branch with fewer days has its oldest commit as base, and says so', async () => {
  const [first] = await history(12, 5, 0);
  const reason = `the oldest commit, of ${dateOf(12).slice(0, 10)}: the branch is younger than 28 days`;
  expect(await baseOf('28 days ago')).toEqual({ sha: first, reason });
});

test('the first commit of a branch has no base', async () => {
  await history(3);
  expect(await baseOf('28 days ago')).toEqual({
    sha: null,
    reason: 'HEAD is the first commit, and younger than 28 days',
  });
});

test('a clone of depth 1 is deepened until it holds the commit of 28 days ago', async () => {
  const [, second] = await history(60, 40, ...Array.from({ length: 60 }, (_, index) => 20 - index / 4));
  const workspace = join(folder.path, 'workspace');
  await git(folder.path, 'clone', '--quiet', '--depth=1', `file://${origin}`, workspace);
  expect(await baseOf('4 weeks ago', workspace)).toMatchObject({ sha: second });
});

test('base is no commit before the one that was accepted, as long as that is on the line', async () => {
  const [first, second, third] = await history(60, 20, 10, 0);
  const after = (sha = '') =>
    findBase({ kind: 'ago', days: 28, notBefore: { sha, reason: 'accepted' } }, repositoryAt(origin));
  expect(await after(third)).toEqual({ sha: third, reason: 'accepted' });
  expect(await after(second)).toMatchObject({ sha: second });
  expect(await after('f'.repeat(40))).toMatchObject({ sha: first });
});
