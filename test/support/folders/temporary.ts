import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readProcess } from '../../../src/workspace/processes/proc-table.ts';

/** A folder for one test, removed at its end. Its path has a space in it, as a user's may have. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'perf budget test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Contents by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

/** Waits until `find` answers something. The test's own time limit ends it otherwise. */
export async function eventually<T>(find: () => T | null | undefined | Promise<T | null | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined) return found;
    await delay(20);
  }
}

/** Linux only: whether a process is there and not just waiting to be collected. */
export const isAlive = (pid: number): boolean => readProcess(pid) !== null;

export const linux = process.platform === 'linux';
