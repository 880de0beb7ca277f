import { execFile } from 'node:child_process';
import { commandEnvironment } from './environment.ts';

/** The version of the Node.js that the user's commands run in this folder, which need not be ours; null if there is none. */
export const commandNodeVersion = (directory: string): Promise<string | null> =>
  new Promise((resolve) => {
    execFile('node', ['--version'], { cwd: directory, env: commandEnvironment({}), timeout: 10_000 }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : null),
    );
  });
