import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Repository } from '../../../src/workspace/git/git.ts';
import { writeFiles } from '../folders/temporary.ts';

const exec = promisify(execFile);

/** Runs git with an identity, without the machine's own configuration. */
export async function git(directory: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'protocol.file.allow=always'];
  const { stdout } = await exec('git', [...identity, ...args], {
    cwd: directory,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
  return stdout.trimEnd();
}

/** A new repository on `main`, with one commit of `files`. */
export async function createRepository(path: string, files: Readonly<Record<string, string>>): Promise<string> {
  await writeFiles(path, files);
  await git(path, 'init', '--quiet', '--initial-branch=main');
  return commit(path, {}, 'first');
}

/** Commits `files` on top of what is checked out. */
export async function commit(path: string, files: Readonly<Record<string, string>>, message: string): Promise<string> {
  await writeFiles(path, files);
  await git(path, 'add', '--all');
  await git(path, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', message);
  return git(path, 'rev-parse', 'HEAD');
}

export const repositoryAt = (directory: string, more: Partial<Repository> = {}): Repository => ({
  directory,
  token: null,
  serverUrl: 'https://github.com',
  signal: new AbortController().signal,
  ...more,
});

/**
 * Serves the repositories in `folder` as GitHub does: to nobody who doesn't bring `token`, and to nobody who brings two
 * authorizations. The first `unwell` requests are answered with 503. `requests` are the authorization headers of all requests, joined where a request had several.
 */
export async function gitServer(
  folder: string,
  token: string,
  unwell = 0,
): Promise<{ url: string; requests: string[] } & AsyncDisposable> {
  const requests: string[] = [];
  const expected = `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const given = (request.headersDistinct.authorization ?? []).join(', ');
    requests.push(given);
    if (requests.length <= unwell) {
      response.writeHead(503).end();
      return;
    }
    if (given !== expected) {
      response.writeHead(401).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        REQUEST_METHOD: request.method,
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined,
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.once('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const headers = Object.fromEntries(
        answer
          .subarray(0, end)
          .toString()
          .split('\r\n')
          .map((line) => line.split(': ') as [string, string]),
      );
      const { Status: status, ...rest } = headers;
      response.writeHead(status === undefined ? 200 : Number.parseInt(status, 10), rest).end(answer.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What of a workspace must not change, whatever happens next to it. */
export async function stateOf(path: string): Promise<string> {
  const { stdout: times } = await exec('find', ['.', '-path', './.git', '-prune', '-o', '-printf', '%p %T@\n'], {
    cwd: path,
  });
  const index = await exec('stat', ['-c', '%Y %s', join(path, '.git', 'index')]);
  const parts = [
    await git(path, '--no-optional-locks', 'status', '--porcelain'),
    await git(path, 'symbolic-ref', 'HEAD').catch(() => 'detached'),
    await git(path, 'rev-parse', 'HEAD'),
    await git(path, 'stash', 'list'),
    await git(path, 'for-each-ref'),
    await git(path, 'worktree', 'list'),
    index.stdout,
    times.split('\n').sort().join('\n'),
  ];
  return parts.join('\n--\n');
}
