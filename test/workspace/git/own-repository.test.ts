import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkOutBase } from '../../../src/workspace/git/checkout.ts';
import { runCommand } from '../../../src/workspace/processes/shell-command.ts';
import { linux, temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { commit, createRepository, git, gitServer, repositoryAt } from '../../support/git/repository.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let origin: string;
let workspace: string;
let temporary: string;

beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  folder = await temporaryFolder();
  origin = join(folder.path, 'origin');
  workspace = join(folder.path, 'workspace');
  temporary = join(folder.path, 'temporary');
  await mkdir(temporary);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

const checkOut = (sha: string, token: string | null = null, serverUrl = 'https://github.com') =>
  checkOutBase(sha, { ...repositoryAt(workspace, { token, serverUrl }), temporary });

const shell = async (directory: string, command: string) => {
  const lines: string[] = [];
  const { signal } = new AbortController();
  const onLine = (line: string) => void lines.push(line);
  const { ok } = await runCommand(command, { directory, env: process.env, onLine, signal });
  return { ok, lines };
};

async function twoCommits(): Promise<string> {
  const base = await createRepository(workspace, { 'a.txt': 'base' });
  await git(workspace, 'tag', 'v1');
  await commit(workspace, { 'a.txt': 'head' }, 'head');
  return base;
}

describe("base's repository", () => {
  test("what installs hooks in base's checkout changes nothing of the user's repository", async () => {
    const base = await twoCommits();
    await git(workspace, 'config', 'core.hooksPath', '.hooks');
    const config = await readFile(join(workspace, '.git/config'), 'utf8');
    await using checkout = await checkOut(base);
    const installed = await shell(
      checkout.directory,
      'git config core.hooksPath && exit 1; cp a.txt .git/hooks/pre-commit && git config core.hooksPath .husky/_ && git tag mine',
    );
    expect(installed).toEqual({ ok: true, lines: [] });
    expect(await readFile(join(workspace, '.git/config'), 'utf8')).toBe(config);
    expect(existsSync(join(workspace, '.git/hooks/pre-commit'))).toBe(false);
    expect(await git(workspace, 'tag')).toBe('v1');
  });

  test('a build reads its own commit, tags and remote in base, from a clone of depth 1 too', async () => {
    const sha = await createRepository(origin, { 'a.txt': 'base' });
    await git(origin, 'tag', 'v1');
    await commit(origin, { 'a.txt': 'head' }, 'head');
    const url = `file://${origin}`;
    const told = 'git rev-parse HEAD; git log -1 --format=%s; git describe --tags --dirty; git remote get-url origin';
    for (const depth of [[], ['--depth=1']]) {
      await git(folder.path, 'clone', '--quiet', ...depth, url, workspace);
      if (depth.length > 0) await git(workspace, 'fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1');
      await using checkout = await checkOut(sha);
      expect((await shell(checkout.directory, told)).lines).toEqual([sha, 'first', 'v1', url]);
      await shell(folder.path, `rm -rf '${workspace}'`);
    }
  });

  test("of the user's configuration, filters come along, and no credentials, hooks or includes", async () => {
    const sha = await createRepository(workspace, { 'a.txt': 'base', '.gitattributes': '*.txt filter=shout' });
    const set = (key: string, value: string) => git(workspace, 'config', '--add', key, value);
    await writeFiles(workspace, { '.git/more': '[filter "shout"]\n\tsmudge = "tr \\"b\\" \\"\\\\102\\""\n' });
    await set('include.path', 'more');
    await set('filter.shout.clean', 'tr B b');
    await set('http.https://github.com/.extraheader', 'AUTHORIZATION: basic c2VjcmV0');
    await set('credential.helper', '!echo password=secret');
    await set('core.hooksPath', '.hooks');
    await set('remote.origin.url', 'https://ada:secret@github.com/ada/shop');
    await using checkout = await checkOut(sha);
    expect(await readFile(join(checkout.directory, 'a.txt'), 'utf8')).toBe('Base');
    const config = await readFile(join(checkout.directory, '.git/config'), 'utf8');
    expect(config).not.toMatch(/secret|c2VjcmV0|http "|credential|hookspath|include/i);
    const kept = await git(checkout.directory, 'config', '--local', '--get-regexp', '^(filter|remote)');
    expect(kept.split('\n').sort()).toEqual([
      'filter.shout.clean tr B b',
      'filter.shout.smudge tr "b" "\\102"',
      'remote.origin.url https://github.com/ada/shop',
    ]);
  });

  test('a commit with SHA-256 and a sparse checkout come as they are in the workspace', async () => {
    await git(folder.path, 'init', '--quiet', '--object-format=sha256', '--initial-branch=main', workspace);
    const sha = await commit(workspace, { 'in/a.txt': 'a', 'out/b.txt': 'b' }, 'first');
    await git(workspace, 'sparse-checkout', 'set', 'in');
    await using checkout = await checkOut(sha);
    expect(existsSync(join(checkout.directory, 'in/a.txt'))).toBe(true);
    expect(existsSync(join(checkout.directory, 'out'))).toBe(false);
    expect((await shell(checkout.directory, 'git rev-parse HEAD; git status --porcelain')).lines).toEqual([sha]);
  });
});

test('a filter that writes files sees no credential, whether it is the token or persists', async () => {
  const seen = join(folder.path, 'seen');
  const base = await createRepository(workspace, { '.gitattributes': '*.txt filter=see', 'a.txt': 'base' });
  await commit(workspace, { 'a.txt': 'head' }, 'head');
  await git(workspace, 'config', 'filter.see.smudge', `env >> '${seen}'; cat`);
  await git(workspace, 'config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic persisted');
  await using checkout = await checkOut(base, 'secret');
  expect(await readFile(join(checkout.directory, 'a.txt'), 'utf8')).toBe('base');
  const environment = await readFile(seen, 'utf8');
  expect(environment).toContain('GIT_CONFIG_COUNT');
  expect(environment).not.toMatch(/AUTHORIZATION|secret$/im);
});

describe('a partial clone', () => {
  const serve = async () => {
    const sha = await createRepository(origin, { 'a.txt': 'base' });
    await commit(origin, { 'a.txt': 'head' }, 'head');
    await git(origin, 'config', 'uploadpack.allowFilter', 'true');
    await git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    return { sha, server: await gitServer(folder.path, 'secret') };
  };
  const header = `AUTHORIZATION: basic ${Buffer.from('x-access-token:secret').toString('base64')}`;
  const clone = async (url: string) => {
    const config = ['-c', `http.${url}/.extraheader=${header}`];
    await git(folder.path, ...config, 'clone', '--quiet', '--filter=blob:none', `${url}/origin`, workspace);
  };

  test("a partial clone's missing files are fetched with the token, without credentials that persist", async () => {
    const { sha, server } = await serve();
    await using _server = server;
    await clone(server.url);
    await using checkout = await checkOut(sha, 'secret', server.url);
    expect(await readFile(join(checkout.directory, 'a.txt'), 'utf8')).toBe('base');
    expect(await readFile(join(checkout.directory, '.git/config'), 'utf8')).not.toMatch(/extraheader/i);
  });

  test('missing files are fetched with credentials that hold only for the folder of the workspace', async () => {
    const { sha, server } = await serve();
    await using _server = server;
    await clone(server.url);
    const global = join(folder.path, 'gitconfig');
    const credentials = join(folder.path, 'credentials');
    await writeFile(global, `[includeIf "gitdir:${workspace}/.git"]\n\tpath = ${credentials}\n`);
    await writeFile(credentials, `[http "${server.url}/"]\n\textraheader = ${header}\n`);
    vi.stubEnv('GIT_CONFIG_GLOBAL', global);
    for (const token of [null, 'secret']) {
      await using checkout = await checkOut(sha, token, server.url);
      expect(await readFile(join(checkout.directory, 'a.txt'), 'utf8')).toBe('base');
    }
  });
});

describe.runIf(linux && (await git('.', 'crypt', 'version').catch(() => '')) !== '')('git-crypt', () => {
  test('encrypted files come as they are in the workspace that was unlocked', async () => {
    await createRepository(workspace, { '.gitattributes': 'secret.env filter=git-crypt diff=git-crypt' });
    await git(workspace, 'crypt', 'init');
    const sha = await commit(workspace, { 'secret.env': 'SECRET=1' }, 'base');
    expect(await git(workspace, 'cat-file', '-p', `${sha}:secret.env`)).toMatch(/GITCRYPT/);
    await using checkout = await checkOut(sha);
    expect(await readFile(join(checkout.directory, 'secret.env'), 'utf8')).toBe('SECRET=1');
    expect((await shell(checkout.directory, 'touch secret.env; git status --porcelain')).lines).toEqual([]);
  });
});
