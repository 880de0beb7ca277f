import { readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { type BaseRequest, findBase, findCommits } from '../../../src/workspace/git/base.ts';
import { headCommit } from '../../../src/workspace/git/head.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { commit, createRepository, git, gitServer, repositoryAt, stateOf } from '../../support/git/repository.ts';
import { brokenGitServer, ownedByAnother, standInGit } from '../../support/git/trouble.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let origin: string;
let workspace: string;

beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  folder = await temporaryFolder();
  origin = join(folder.path, 'origin');
  workspace = join(folder.path, 'workspace');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

const DEFAULT = { kind: 'merge-base', ref: null } as const;

/** Clones one branch or ref at depth 1, as actions/checkout does. */
async function checkOutShallow(url: string, ref: string, ...config: string[]): Promise<void> {
  await git(folder.path, 'init', '--quiet', workspace);
  await git(workspace, 'remote', 'add', 'origin', url);
  await git(workspace, ...config, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', ref);
  await git(workspace, 'checkout', '--quiet', '--detach', 'FETCH_HEAD');
}

/** A pull request of two commits, merged into a `main` that went on in the meantime. */
async function pullRequest() {
  const fork = await createRepository(origin, { 'a.txt': 'a' });
  await git(origin, 'checkout', '--quiet', '-b', 'feature');
  await commit(origin, { 'b.txt': 'b' }, 'feature 1');
  const head = await commit(origin, { 'b.txt': 'bb' }, 'feature 2');
  await git(origin, 'checkout', '--quiet', 'main');
  const main = await commit(origin, { 'c.txt': 'c' }, 'main goes on');
  await git(origin, 'checkout', '--quiet', '--detach');
  await git(origin, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'feature');
  await git(origin, 'update-ref', 'refs/pull/1/merge', 'HEAD');
  await git(origin, 'checkout', '--quiet', 'main');
  // The event may be hours older than what was merged.
  return {
    fork,
    head,
    main,
    request: { kind: 'merge-parent', pullHead: head, baseBranch: 'main', fallback: fork } as const,
  };
}

describe('a pull request', () => {
  test("base of a pull request's merge commit, checked out at depth 1, is the first parent, fetched", async () => {
    const { main, request } = await pullRequest();
    await checkOutShallow(`file://${origin}`, 'refs/pull/1/merge');
    const before = await stateOf(workspace);
    expect(await findBase(request, repositoryAt(workspace))).toEqual({
      sha: main,
      reason: 'first parent of the merge commit',
    });
    expect(await git(workspace, 'show', `${main}:c.txt`)).toBe('c');
    expect(await stateOf(workspace)).toBe(before);
  });

  test("base of a pull request's head commit, checked out at depth 1, is the merge base, however deep", async () => {
    const { fork, request } = await pullRequest();
    await git(origin, 'checkout', '--quiet', 'feature');
    for (let index = 0; index < 60; index += 1) await commit(origin, {}, `feature ${index}`);
    await checkOutShallow(`file://${origin}`, 'feature');
    expect(await findBase({ ...request, fallback: 'none' }, repositoryAt(workspace))).toEqual({
      sha: fork,
      reason: 'merge base with main',
    });
  });

  test("a merge commit of the user's is not taken for that of the pull request", async () => {
    const { head, main, request } = await pullRequest();
    await git(origin, 'checkout', '--quiet', 'feature');
    await git(origin, 'merge', '--quiet', '--message', 'main into feature', 'main');
    expect(await git(origin, 'rev-parse', 'HEAD^1')).toBe(head);
    await checkOutShallow(`file://${origin}`, 'feature');
    const pullHead = await git(origin, 'rev-parse', 'feature');
    expect(await findBase({ ...request, pullHead }, repositoryAt(workspace))).toMatchObject({ sha: main });
  });

  test('base of a pull request without a common ancestor is the commit of the event', async () => {
    const { fork, request } = await pullRequest();
    await git(origin, 'checkout', '--quiet', '--orphan', 'island');
    await commit(origin, {}, 'island');
    await checkOutShallow(`file://${origin}`, 'island');
    expect(await findBase(request, repositoryAt(workspace))).toEqual({
      sha: fork,
      reason: 'the tip of main when the event was sent',
    });
  });
});

describe('a server that wants a token', () => {
  const TOKEN = 'ghs_secret';

  test.each([
    ['is left to perf-budget (persist-credentials: false)', false],
    ['was left in the repository by the checkout (persist-credentials: true)', true],
  ])('base is fetched from a server that wants a token, which %s', async (_, persisted) => {
    const { main, request } = await pullRequest();
    await using server = await gitServer(folder.path, TOKEN);
    const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;
    const key = `http.${server.url}/.extraheader`;
    await checkOutShallow(`${server.url}/origin`, 'refs/pull/1/merge', '-c', `${key}=${header}`);
    if (persisted) await git(workspace, 'config', key, header);
    server.requests.length = 0;
    const repository = repositoryAt(workspace, { token: TOKEN, serverUrl: server.url });
    expect(await findBase(request, repository)).toMatchObject({ sha: main });
    expect(new Set(server.requests)).toEqual(new Set([header.replace('AUTHORIZATION: ', '')]));
    const config = await readFile(join(workspace, '.git', 'config'), 'utf8');
    expect(config.includes('basic')).toBe(persisted);
  });

  test('a server that wants a token and gets none makes base unavailable, and git says why', async () => {
    const { main, request } = await pullRequest();
    await using server = await gitServer(folder.path, TOKEN);
    const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;
    await checkOutShallow(
      `${server.url}/origin`,
      'refs/pull/1/merge',
      '-c',
      `http.${server.url}/.extraheader=${header}`,
    );
    const base = await findBase(request, repositoryAt(workspace));
    expect(base).toMatchObject({
      sha: main,
      failure: { message: expect.stringMatching(/^git fetch failed: could not read/) },
    });
    expect(base.reason).toMatch(/^first parent of the merge commit \(\w{7}\) can't be fetched$/);
  });
});

describe('a push', () => {
  test('base of a push is the commit before it, fetched', async () => {
    const { main } = await pullRequest();
    await commit(origin, {}, 'pushed');
    await checkOutShallow(`file://${origin}`, 'main');
    const request = { kind: 'commit', sha: main, reason: 'the commit before the push' } as const;
    expect(await findBase(request, repositoryAt(workspace))).toEqual({ sha: main, reason: request.reason });
  });

  test('a commit that is gone after a forced push is no base, and the reason says so', async () => {
    await pullRequest();
    await checkOutShallow(`file://${origin}`, 'main');
    const request = { kind: 'commit', sha: 'f'.repeat(40), reason: 'the commit before the push' } as const;
    const base = await findBase({ ...request, mayBeGone: true }, repositoryAt(workspace));
    expect(base).not.toHaveProperty('failure');
    expect(base.sha).toBe(null);
    expect(base.reason).toMatch(/^the commit before the push \(fffffff\) can't be fetched: .*not our ref/);
    // Without force the branch still holds it.
    expect(await findBase(request, repositoryAt(workspace))).toMatchObject({
      failure: { message: expect.stringContaining('not our ref') },
    });
  });

  test('the push of a new branch has no base', async () => {
    await createRepository(workspace, { a: 'a' });
    const request = { kind: 'commit', sha: '0'.repeat(40), reason: 'the commit before the push' } as const;
    expect(await findBase(request, repositoryAt(workspace))).toEqual({ sha: null, reason: 'the branch is new' });
  });
});

describe('on the command line', () => {
  test("a branch is compared with where it left origin's default branch", async () => {
    const { main } = await pullRequest();
    await git(folder.path, 'clone', '--quiet', origin, workspace);
    await git(workspace, 'checkout', '--quiet', '-b', 'topic');
    await commit(workspace, { 'd.txt': 'd' }, 'topic');
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({ sha: main, reason: 'merge base with main' });
  });

  test("a default branch of another name is origin's to tell", async () => {
    const { fork } = await pullRequest();
    await git(origin, 'branch', 'trunk', fork);
    await git(origin, 'symbolic-ref', 'HEAD', 'refs/heads/trunk');
    await checkOutShallow(`file://${origin}`, 'feature');
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({ sha: fork, reason: 'merge base with trunk' });
  });

  test('without a remote, base is found on the local main', async () => {
    const first = await createRepository(workspace, { a: 'a' });
    await git(workspace, 'checkout', '--quiet', '-b', 'topic');
    await commit(workspace, { b: 'b' }, 'topic');
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({ sha: first, reason: 'merge base with main' });
  });

  test('on main itself, base is the commit before, or the one below uncommitted changes', async () => {
    const first = await createRepository(workspace, { a: 'a' });
    const second = await commit(workspace, { a: 'aa' }, 'second');
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({
      sha: first,
      reason: 'first parent of HEAD, which is part of main',
    });
    await writeFiles(workspace, { a: 'aaa' });
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({
      sha: second,
      reason: 'the commit under the changes that are not committed yet',
    });
  });

  test('on main at depth 1 the commit before is fetched', async () => {
    const { main } = await pullRequest();
    await commit(origin, {}, 'more');
    await git(folder.path, 'clone', '--quiet', '--depth=1', `file://${origin}`, workspace);
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toMatchObject({ sha: main });
  });

  test('a commit before a tip is found however shallow the clone is, and one before the first is not', async () => {
    const { main } = await pullRequest();
    await commit(origin, {}, 'more');
    await git(folder.path, 'clone', '--quiet', '--depth=1', `file://${origin}`, workspace);
    const base = (ref: string) => findBase({ kind: 'merge-base', ref }, repositoryAt(workspace));
    expect(await base('HEAD~1')).toEqual({ sha: main, reason: 'merge base with HEAD~1' });
    await expect(base('HEAD~99')).rejects.toThrow('no such branch, tag or commit');
  });

  test.each(['origin/release/1^', 'v1~1', 'a short sha'])(
    'a clone of one commit finds %s, which only origin has',
    async (name) => {
      const first = await createRepository(origin, { a: 'a' });
      await commit(origin, { a: 'aa' }, 'second');
      await git(origin, 'tag', 'v1');
      await git(origin, 'branch', 'release/1');
      await commit(origin, { a: 'aaa' }, 'third');
      await git(folder.path, 'clone', '--quiet', '--no-tags', '--depth=1', `file://${origin}`, workspace);
      const ref = name === 'a short sha' ? first.slice(0, 7) : name;
      const reason = `merge base with ${ref}`;
      expect(await findBase({ kind: 'merge-base', ref }, repositoryAt(workspace))).toEqual({ sha: first, reason });
    },
  );

  test('a short sha of no commit of this history is a mistake in the call, and the whole one is asked for', async () => {
    await createRepository(workspace, { a: 'a' });
    const base = findBase({ kind: 'merge-base', ref: 'abcdef0' }, repositoryAt(workspace));
    await expect(base).rejects.toThrow('or the whole sha: origin finds none by its beginning');
  });

  test('the first commit of all has nothing to be compared with', async () => {
    await createRepository(workspace, { a: 'a' });
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({ sha: null, reason: 'HEAD is the first commit' });
  });

  test('a ref that is an ancestor is itself the base; HEAD too, if it is asked for', async () => {
    const first = await createRepository(workspace, { a: 'a' });
    const second = await commit(workspace, { a: 'aa' }, 'second');
    const base = (ref: string) => findBase({ kind: 'merge-base', ref }, repositoryAt(workspace));
    expect(await base('HEAD~1')).toEqual({ sha: first, reason: 'merge base with HEAD~1' });
    expect(await base('HEAD')).toEqual({ sha: second, reason: 'merge base with HEAD' });
  });

  test('a branch that only origin has is fetched', async () => {
    const { main } = await pullRequest();
    await git(origin, 'branch', 'release', main);
    await checkOutShallow(`file://${origin}`, 'refs/pull/1/merge');
    const request = { kind: 'merge-base', ref: 'release' } as const;
    expect(await findBase(request, repositoryAt(workspace))).toEqual({ sha: main, reason: 'merge base with release' });
  });

  test.each(['nonsense', '--upload-pack=touch x'])('the ref %s exists nowhere: a mistake in the call', async (ref) => {
    await createRepository(workspace, { a: 'a' });
    const base = findBase({ kind: 'merge-base', ref }, repositoryAt(workspace));
    await expect(base).rejects.toThrow(UsageError);
    await expect(base).rejects.toThrow(`Base ${JSON.stringify(ref)}: there is no such branch, tag or commit`);
  });

  test('a folder that is in no repository has no base', async () => {
    await writeFiles(workspace, { a: 'a' });
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toEqual({ sha: null, reason: 'not a git repository' });
    expect(await headCommit(repositoryAt(workspace))).toEqual({ sha: null, dirty: false, changed: [] });
  });

  test('where no base is asked for there is none', async () => {
    const request = { kind: 'none', reason: 'it was not asked for' } as const;
    expect(await findBase(request, repositoryAt(workspace))).toEqual({ sha: null, reason: 'it was not asked for' });
  });
});

test('a server that is unwell for a moment is asked once more', async () => {
  const { main, request } = await pullRequest();
  await checkOutShallow(`file://${origin}`, 'refs/pull/1/merge');
  await using server = await gitServer(folder.path, 'ghs_secret', 1);
  await git(workspace, 'remote', 'set-url', 'origin', `${server.url}/origin`);
  const repository = repositoryAt(workspace, { token: 'ghs_secret', serverUrl: server.url });
  expect(await findBase(request, repository)).toEqual({ sha: main, reason: 'first parent of the merge commit' });
});

describe("a base that exists and can't be had", () => {
  test("base behind a server that answers 503 can't be had", async () => {
    const { main, request } = await pullRequest();
    await checkOutShallow(`file://${origin}`, 'refs/pull/1/merge');
    await using server = await brokenGitServer();
    await git(workspace, 'remote', 'set-url', 'origin', `${server.url}/origin`);
    const base = await findBase(request, repositoryAt(workspace));
    expect(base).toMatchObject({ sha: main, failure: { message: expect.stringMatching(/^git fetch failed: .*503/) } });
  });

  test.each<[string, BaseRequest]>([
    ['the branch of a pull request', { kind: 'merge-parent', pullHead: 'none', baseBranch: 'main', fallback: 'none' }],
    ['a ref', { kind: 'merge-base', ref: 'main' }],
    ['the default branch', DEFAULT],
  ])("base can't be found behind a server that does not list its refs: %s", async (_, request) => {
    await pullRequest();
    await checkOutShallow(`file://${origin}`, 'feature');
    await using server = await brokenGitServer();
    await git(workspace, 'remote', 'set-url', 'origin', `${server.url}/origin`);
    expect(await findBase(request, repositoryAt(workspace))).toMatchObject({
      sha: null,
      reason: "base can't be found",
      failure: { message: expect.stringMatching(/^git ls-remote failed: .*503/) },
    });
  });

  test("a merge base can't be found if the history up to it is refused", async () => {
    const { request } = await pullRequest();
    await checkOutShallow(`file://${origin}`, 'feature');
    await git(workspace, 'fetch', '--quiet', '--depth=1', 'origin', 'main:refs/remotes/origin/main');
    await using server = await brokenGitServer();
    await git(workspace, 'remote', 'set-url', 'origin', `${server.url}/origin`);
    const base = await findBase(request, repositoryAt(workspace));
    expect(base).toMatchObject({ sha: null, failure: { message: expect.stringMatching(/^git fetch failed: .*503/) } });
  });

  test("base can't be had from a broken repository, or without one if the event names a base", async () => {
    const sha = await createRepository(workspace, { a: 'a' });
    const request = { kind: 'commit', sha, reason: 'before' } as const;
    await writeFiles(workspace, { '.git/HEAD': 'nothing' });
    expect(await findBase(request, repositoryAt(workspace))).toMatchObject({
      failure: { message: expect.stringContaining('not a git repository') },
    });
    await rm(join(workspace, '.git'), { recursive: true });
    expect(await findBase(request, repositoryAt(workspace))).toMatchObject({
      sha: null,
      reason: 'not a git repository',
      failure: { hint: expect.stringContaining('install git') },
    });
  });

  test("base can't be had without git", async () => {
    await createRepository(workspace, { a: 'a' });
    vi.stubEnv('PATH', folder.path);
    const { head, base } = await findCommits(DEFAULT, repositoryAt(workspace));
    expect(head).toEqual({ sha: null, dirty: false, changed: [] });
    expect(base).toMatchObject({ failure: { message: expect.stringMatching(/^git could not be started: .*ENOENT/) } });
    const unwanted = await findCommits({ kind: 'none', reason: 'not asked for' }, repositoryAt(workspace));
    expect(unwanted).toEqual({ head, base: { sha: null, reason: 'not asked for' } });
  });
});

describe('a repository of another owner', () => {
  test('a repository of another user is read, with its submodules, if the working directory is of that user, too', async () => {
    const first = await createRepository(workspace, { a: 'a' });
    await git(workspace, 'checkout', '--quiet', '-b', 'topic');
    await createRepository(join(folder.path, 'library'), { l: 'l' });
    await git(workspace, 'submodule', '--quiet', 'add', join(folder.path, 'library'), 'library');
    await commit(workspace, { b: 'b' }, 'topic');
    await using _ = await ownedByAnother(workspace);
    await expect(git(workspace, 'status')).rejects.toThrow('dubious ownership');
    const { head, base } = await findCommits(DEFAULT, repositoryAt(workspace));
    expect(head).toMatchObject({ sha: expect.any(String), dirty: false });
    expect(base).toEqual({ sha: first, reason: 'merge base with main' });
    await writeFiles(workspace, { 'library/l': 'changed' });
    expect(await headCommit(repositoryAt(workspace))).toMatchObject({ dirty: true });
  });

  test('a repository of another user around a folder of our own is refused, and git says so', async () => {
    await createRepository(workspace, { 'package/a': 'a' });
    await using _ = await ownedByAnother(join(workspace, '.git'));
    expect(await findBase(DEFAULT, repositoryAt(join(workspace, 'package')))).toMatchObject({
      sha: null,
      failure: { message: expect.stringContaining('dubious ownership') },
    });
  });
});

describe('names', () => {
  const baseOf = (ref: string) => findBase({ kind: 'merge-base', ref }, repositoryAt(workspace));

  test('a branch whose name only ends like another one is not that one', async () => {
    const { fork, main, request } = await pullRequest();
    await git(origin, 'branch', 'a/refs/heads/main', fork);
    await checkOutShallow(`file://${origin}`, 'feature');
    expect(await baseOf('main')).toEqual({ sha: fork, reason: 'merge base with main' });
    await git(origin, 'checkout', '--quiet', '--detach');
    await git(origin, 'branch', '--quiet', '-D', 'main');
    await git(workspace, 'remote', 'prune', 'origin');
    await expect(baseOf('main')).rejects.toThrow(UsageError);
    expect(await findBase({ ...request, pullHead: 'none', fallback: main }, repositoryAt(workspace))).toEqual({
      sha: main,
      reason: 'the tip of main when the event was sent',
    });
  });

  test('a branch comes before a tag of the same name, here and on origin, also with steps back', async () => {
    const first = await createRepository(origin, { a: 'a' });
    const second = await commit(origin, { a: 'b' }, 'second');
    const third = await commit(origin, { a: 'c' }, 'third');
    await git(origin, 'branch', 'release', second);
    await git(origin, 'tag', 'release', third);
    await checkOutShallow(`file://${origin}`, 'main');
    expect(await baseOf('release')).toMatchObject({ sha: second });
    await git(folder.path, 'clone', '--quiet', origin, join(folder.path, 'clone'));
    workspace = join(folder.path, 'clone');
    expect(await baseOf('release')).toMatchObject({ sha: second });
    expect(await baseOf('release~1')).toMatchObject({ sha: first });
    expect(await baseOf('refs/tags/release')).toMatchObject({ sha: third });
    expect(await baseOf('HEAD')).toMatchObject({ sha: third });
    await git(workspace, 'update-ref', 'refs/heads/-x', first);
    expect(await baseOf('-x')).toMatchObject({ sha: first });
  });

  test('a local branch named like the full name of another ref is not that one', async () => {
    const first = await createRepository(workspace, { a: 'a' });
    await git(workspace, 'branch', 'refs/remotes/origin/main', first);
    const second = await commit(workspace, { a: 'b' }, 'second');
    await git(workspace, 'branch', '--move', 'main', 'trunk');
    await git(workspace, 'branch', 'refs/heads/main', first);
    expect(await findBase(DEFAULT, repositoryAt(workspace))).toMatchObject({ sha: null });
    await git(workspace, 'branch', 'refs/heads/trunk', first);
    expect(await baseOf('refs/heads/trunk')).toMatchObject({ sha: second });
  });
});

describe('head', () => {
  test('head is dirty with changed or new files, not with ignored ones', async () => {
    const sha = await createRepository(workspace, { a: 'a', '.gitignore': 'dist' });
    await writeFiles(workspace, { 'dist/out.js': '1' });
    expect(await headCommit(repositoryAt(workspace))).toEqual({ sha, dirty: false, changed: [] });
    await writeFiles(workspace, { new: 'new' });
    expect(await headCommit(repositoryAt(workspace))).toEqual({ sha, dirty: true, changed: [] });
    await writeFiles(workspace, { a: 'changed' });
    expect(await headCommit(repositoryAt(workspace))).toEqual({ sha, dirty: true, changed: ['a'] });
  });

  test('whether head is dirty is waited for, though git says nothing meanwhile', async () => {
    await createRepository(workspace, { a: 'a' });
    await writeFiles(workspace, { new: 'new' });
    const slow = '[ "$2" = status ] && sleep 5';
    vi.stubEnv('PATH', await standInGit(join(folder.path, 'bin'), slow));
    const repository = { ...repositoryAt(workspace), silenceMs: 4_000 };
    expect(await headCommit(repository)).toMatchObject({ dirty: true });
  });

  test('whether head is dirty is found without writing the index', async () => {
    await createRepository(workspace, { a: 'a' });
    await utimes(join(workspace, 'a'), 1, 1); // git would note that it looked
    const index = await readFile(join(workspace, '.git', 'index'));
    expect(await headCommit(repositoryAt(workspace))).toMatchObject({ dirty: false });
    expect(await readFile(join(workspace, '.git', 'index'))).toEqual(index);
  });
});
