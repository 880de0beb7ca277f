import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A git server that is down for maintenance. */
export async function brokenGitServer(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((_, response) => response.writeHead(503).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const OTHER_USER = '12345';

/** Gives a folder to another user until it is disposed of, as where a job's container has one that the runner has not. */
export async function ownedByAnother(path: string): Promise<AsyncDisposable> {
  const us = process.getuid?.() ?? 0;
  const asRoot = us === 0 ? [] : ['sudo', '--non-interactive'];
  const give = async (user: string) => {
    const [command = '', ...args] = [...asRoot, 'chown', '--recursive', user, path];
    await promisify(execFile)(command, args);
  };
  // Whoever runs in the container may write there all the same.
  await promisify(execFile)('chmod', ['--recursive', 'a+rwX', path]);
  await give(OTHER_USER);
  return { [Symbol.asyncDispose]: () => give(String(us)) };
}

/** A PATH on which `git` is a shell script, which has the true git as `$GIT`. */
export async function standInGit(folder: string, script: string): Promise<string> {
  const path = process.env.PATH ?? '';
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'git'), `#!/bin/sh\nGIT='${git}'\n${script}\nexec "$GIT" "$@"\n`);
  await chmod(join(folder, 'git'), 0o755);
  return `${folder}${delimiter}${path}`;
}
