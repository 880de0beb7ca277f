import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GitError } from '../../../src/errors.ts';
import { checkOutBase } from '../../../src/workspace/git/checkout.ts';
import { linux, temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { commit, createRepository, git, repositoryAt, stateOf } from '../../support/git/repository.ts';
import { serve } from '../../support/servers/loopback.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let workspace: string;
let temporary: string;

beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  folder = await temporaryFolder();
  workspace = join(folder.path, 'workspace');
  temporary = join(folder.path, 'temporary');
  await mkdir(temporary);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

const options = (directory = workspace, signal = new AbortController().signal) => ({
  ...repositoryAt(directory, { signal }),
  temporary,
});

/** Nothing on the disk, and nothing in git's list but the workspace itself. */
async function expectNothingLeft(): Promise<void> {
  expect(await readdir(temporary)).toEqual([]);
  expect((await git(workspace, 'worktree', 'list')).split('\n')).toHaveLength(1);
  // git may leave the folder of its list itself.
  expect(await readdir(join(workspace, '.git', 'worktrees')).catch(() => [])).toEqual([]);
  expect(await git(workspace, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
}

async function twoCommits(): Promise<{ base: string; head: string }> {
  const base = await createRepository(workspace, { 'a.txt': 'base', '.gitignore': 'dist\nnode_modules' });
  const head = await commit(workspace, { 'a.txt': 'head', 'packages/new/b.txt': 'b' }, 'head');
  return { base, head };
}

test('base lies beside the workspace, which stays as it is: changes, index, times', async () => {
  const { base } = await twoCommits();
  await writeFiles(workspace, { 'a.txt': 'changed', 'new.txt': 'new', 'staged.txt': 'staged', 'dist/out.js': 'built' });
  await git(workspace, 'add', 'staged.txt');
  const before = await stateOf(workspace);
  {
    await using checkout = await checkOutBase(base, options());
    expect(await readFile(join(checkout.directory, 'a.txt'), 'utf8')).toBe('base');
    expect(existsSync(join(checkout.directory, 'dist'))).toBe(false);
    expect(checkout).toMatchObject({ exists: true });
    expect(checkout.directory.startsWith(workspace)).toBe(false);
    await writeFiles(checkout.directory, { 'dist/out.js': '1', 'node_modules/a/index.js': '2', 'a.txt': 'written to' });
  }
  expect(await stateOf(workspace)).toBe(before);
  await expectNothingLeft();
});

test('a sub-folder is found again in base, or said to be missing there', async () => {
  const { base, head } = await twoCommits();
  const inside = join(workspace, 'packages', 'new');
  await using same = await checkOutBase(head, options(inside));
  expect(same).toMatchObject({ exists: true, directory: expect.stringMatching(/packages[\\/]new[\\/]?$/) });
  await using older = await checkOutBase(base, options(inside));
  expect(older.exists).toBe(false);
});

test("the user's hooks don't run", async () => {
  const { base } = await twoCommits();
  const hook = join(workspace, '.git', 'hooks', 'post-checkout');
  await writeFiles(workspace, { '.git/hooks/post-checkout': `#!/bin/sh\ntouch '${join(folder.path, 'hook ran')}'\n` });
  await chmod(hook, 0o755);
  await using _checkout = await checkOutBase(base, options());
  expect(existsSync(join(folder.path, 'hook ran'))).toBe(false);
});

test('checking out a commit that is not there is an error that says so, and nothing is left', async () => {
  await twoCommits();
  await expect(checkOutBase('f'.repeat(40), options())).rejects.toThrow(GitError);
  await expectNothingLeft();
});

test('an aborted checkout leaves nothing', async () => {
  const { base } = await twoCommits();
  const controller = new AbortController();
  // A filter that tells when it runs, and then never ends.
  await writeFiles(workspace, { '.git/info/attributes': '*.txt filter=slow' });
  await git(workspace, 'config', 'filter.slow.smudge', `touch '${join(folder.path, 'filtering')}'; sleep 1000`);
  const checkout = checkOutBase(base, options(workspace, controller.signal));
  checkout.catch(() => {});
  while (!existsSync(join(folder.path, 'filtering'))) await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort(new Error('cancelled'));
  await expect(checkout).rejects.toThrow('cancelled');
  await expectNothingLeft();
});

describe('submodules', () => {
  test('submodules are in base if they are in the workspace', async () => {
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'protocol.file.allow');
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'always');
    const library = join(folder.path, 'library');
    await createRepository(library, { 'lib.txt': 'old' });
    const { base: root } = await twoCommits();
    await git(workspace, 'submodule', '--quiet', 'add', library, 'vendor/my lib');
    const base = await commit(workspace, {}, 'with a submodule');
    await commit(library, { 'lib.txt': 'new' }, 'new');
    await git(join(workspace, 'vendor/my lib'), 'pull', '--quiet');
    await commit(workspace, {}, 'with a newer one');
    const before = await stateOf(workspace);
    {
      await using checkout = await checkOutBase(base, options());
      expect(await readFile(join(checkout.directory, 'vendor/my lib/lib.txt'), 'utf8')).toBe('old');
      await using without = await checkOutBase(root, options());
      expect(existsSync(join(without.directory, 'vendor'))).toBe(false);
    }
    expect(await stateOf(workspace)).toBe(before);
    await expectNothingLeft();

    await git(workspace, 'submodule', '--quiet', 'deinit', '--all');
    await using empty = await checkOutBase(base, options());
    expect(await readdir(join(empty.directory, 'vendor/my lib'))).toEqual([]);
  });

  test("a submodule whose server asks for a login is named if base needs another commit, with the step's inputs", async () => {
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'protocol.file.allow');
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'always');
    await using server = await serve((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end(),
    );
    const library = join(folder.path, 'library');
    const old = await createRepository(library, { 'lib.txt': 'old' });
    await twoCommits();
    await git(workspace, 'submodule', '--quiet', 'add', library, 'lib');
    const base = await commit(workspace, {}, 'with a submodule');
    await commit(library, { 'lib.txt': 'new' }, 'new');
    // As actions/checkout leaves it: one commit.
    await rm(join(workspace, 'lib'), { recursive: true });
    await git(workspace, 'clone', '--quiet', '--depth=1', `file://${library}`, 'lib');
    await git(join(workspace, 'lib'), 'remote', 'set-url', 'origin', `${server.origin}/library.git`);
    await expect(checkOutBase(base, options())).rejects.toMatchObject({
      message: expect.stringContaining(
        `commit ${old.slice(0, 7)} of the submodule lib: git fetch failed: could not read`,
      ),
      hint: expect.stringMatching(/`submodules: true` with `fetch-depth: 0`.*`token`/),
    });
    expect(await readdir(temporary)).toEqual([]);
  });
});

test('a submodule that .gitmodules does not name leaves base as it is without, and keeps no other one out', async () => {
  vi.stubEnv('GIT_CONFIG_COUNT', '1');
  vi.stubEnv('GIT_CONFIG_KEY_0', 'protocol.file.allow');
  vi.stubEnv('GIT_CONFIG_VALUE_0', 'always');
  const library = join(folder.path, 'library');
  const sha = await createRepository(library, { 'lib.txt': 'lib' });
  await twoCommits();
  await git(workspace, 'submodule', '--quiet', 'add', library, 'vendor/lib');
  await git(workspace, 'update-index', '--add', '--cacheinfo', `160000,${sha},unnamed`);
  const base = await commitStaged('one without a name');
  await expect(git(workspace, 'submodule', 'status')).rejects.toThrow('no submodule mapping');
  {
    await using checkout = await checkOutBase(base, options());
    expect(await readFile(join(checkout.directory, 'a.txt'), 'utf8')).toBe('head');
  }
  await git(workspace, 'rm', '--quiet', '--cached', 'unnamed');
  await commitStaged('all have names');
  await using checkout = await checkOutBase(base, options());
  expect(await readFile(join(checkout.directory, 'vendor/lib/lib.txt'), 'utf8')).toBe('lib');
});

/** Only what is staged: `git add` would take a submodule without a folder for removed. */
async function commitStaged(message: string): Promise<string> {
  await git(workspace, 'commit', '--quiet', '--message', message);
  return git(workspace, 'rev-parse', 'HEAD');
}

test.runIf(linux)(
  'base is not built from pointers of Git LFS where the workspace has the content, and git-lfs is not there',
  async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 90000\n`;
    const files = { '.gitattributes': '*.bin filter=lfs', 'data.bin': pointer, 'other.bin': pointer };
    const base = await createRepository(workspace, files);
    await commit(workspace, { 'a.txt': 'head' }, 'head');
    const { stdout } = await promisify(execFile)('which', ['git']);
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    await symlink(stdout.trim(), join(bin, 'git'));
    vi.stubEnv('PATH', bin);
    {
      await using checkout = await checkOutBase(base, options());
      expect(await readFile(join(checkout.directory, 'data.bin'), 'utf8')).toBe(pointer);
    }
    await writeFiles(workspace, { 'data.bin': 'content' });
    await expect(checkOutBase(base, options())).rejects.toThrow(/^git lfs pull failed: 'lfs' is not a git command/);
    expect(await readdir(temporary)).toEqual([]);
  },
);

describe.runIf(linux && (await git('.', 'lfs', 'version').catch(() => '')) !== '')('large files', () => {
  const install = () => git(workspace, 'lfs', 'install', '--local', '--skip-repo');

  test('large files come with their content if the workspace has it, else as pointers', async () => {
    const origin = join(folder.path, 'origin.git');
    await git(folder.path, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
    await git(folder.path, 'init', '--quiet', '--initial-branch=main', workspace);
    await install();
    await writeFiles(workspace, { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text' });
    const base = await commit(workspace, { 'data.bin': 'base content' }, 'base');
    await commit(workspace, { 'data.bin': 'head content' }, 'head');
    {
      await using checkout = await checkOutBase(base, options());
      expect(await readFile(join(checkout.directory, 'data.bin'), 'utf8')).toBe('base content');
    }
    await expectNothingLeft();
    await writeFiles(workspace, { 'data.bin': `${await git(workspace, 'show', 'HEAD:data.bin')}\n` });
    await using checkout = await checkOutBase(base, options());
    expect(await readFile(join(checkout.directory, 'data.bin'), 'utf8')).toMatch(/^version https:\/\/git-lfs/);
  });
});
