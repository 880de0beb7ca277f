import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { commandEnvironment } from './environment.ts';
import type { Exit } from './exit.ts';
import { findTree, type ListeningPort, listeningPorts, type ProcessEntry, readProcess } from './proc-table.ts';

/** A variable in the environment of every process of a tree, with a unique value. It finds processes that left the group. */
export const MARKER = 'PERF_BUDGET_PROCESS';
/** Between SIGTERM and SIGKILL, milliseconds. GitHub leaves 7.5 s between the signals of a cancelled job. */
const GRACE_MS = 2_000;
/** How long the kernel may take to end killed processes, milliseconds. */
const KILL_MS = 3_000;
const POLL_MS = 20;

/** A process with all that it starts, also in the background. Disposing ends them all and waits until they are gone. */
export interface ProcessTree extends AsyncDisposable {
  /** Null if it could not be started. */
  readonly pid: number | null;
  /** Null if it prints to a file. */
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  /** Settles when the tree's root has ended and its output is read. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Where the tree accepts connections; null if the system does not report it. */
  ports(): ListeningPort[] | null;
  /** Its living processes; outside of Linux the root's id alone, while any process of its group lives. */
  living(): readonly number[];
}

interface SpawnOptions {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** An open file for all that it prints; without one, it prints to pipes. */
  readonly outputFd?: number;
  /** Windows: the arguments are already quoted. */
  readonly verbatim?: boolean;
}

export function spawnTree(file: string, args: readonly string[], options: SpawnOptions): ProcessTree {
  const output = options.outputFd ?? 'pipe';
  const marker = `${MARKER}=${randomUUID()}`;
  const child = spawn(file, args, {
    cwd: options.directory,
    env: { ...options.env, [MARKER]: marker.slice(MARKER.length + 1) },
    stdio: ['ignore', output, output],
    detached: process.platform !== 'win32', // its own process group
    windowsHide: true,
    windowsVerbatimArguments: options.verbatim ?? false,
  });
  const pid = child.pid ?? null;
  const exited = exitOf(child);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const find = () => (pid === null ? [] : findTree(pid, marker, child.exitCode !== null || child.signalCode !== null));
  let ending: Promise<void> | undefined;
  return {
    pid,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    living() {
      if (process.platform === 'linux') return find().map((one) => one.pid);
      return pid !== null && process.platform !== 'win32' && kill(-pid, 0) ? [pid] : [];
    },
    ports: () => (process.platform === 'linux' ? listeningPorts(find()) : null),
    async [Symbol.asyncDispose]() {
      if (pid === null) return;
      ending ??= end(pid, find);
      await ending;
      // Only a process that escaped can still hold the pipes.
      await Promise.race([closed, delay(KILL_MS, undefined, { ref: false })]);
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}

/**
 * For a process that other code starts: with `env` in its environment, `end` finds and ends the processes that it left.
 * Linux only; elsewhere `end` does nothing.
 */
export function markTree(): { readonly env: Readonly<Record<string, string>>; end(root: number): Promise<void> } {
  const id = randomUUID();
  return {
    env: { [MARKER]: id },
    async end(root) {
      if (process.platform === 'linux') await endFound(() => findTree(root, `${MARKER}=${id}`, true));
    },
  };
}

/** A child in the background may hold the pipes open, so this waits for their end only briefly. */
function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ type: 'error', error: error.message }));
    child.once('exit', (code, signal) => {
      const exit: Exit = code === null ? { type: 'signal', signal: signal ?? 'a signal' } : { type: 'code', code };
      const late = setTimeout(() => resolve(exit), 100);
      child.once('close', () => {
        clearTimeout(late);
        resolve(exit);
      });
    });
  });
}

async function end(pid: number, find: () => ProcessEntry[]): Promise<void> {
  if (process.platform === 'win32') {
    // Fails if the tree has already ended.
    const env = commandEnvironment({});
    await promisify(execFile)('taskkill', ['/pid', String(pid), '/t', '/f'], { env }).catch(() => {});
  } else if (process.platform === 'linux') await endFound(find);
  else await endGroup(pid);
}

async function endFound(find: () => ProcessEntry[]): Promise<void> {
  const known = new Map<number, ProcessEntry>();
  /** Searches again each time: a process may have started another one meanwhile. */
  const living = (): ProcessEntry[] => {
    for (const entry of find()) known.set(entry.pid, entry);
    return [...known.values()].filter(({ pid, startTime }) => readProcess(pid)?.startTime === startTime);
  };
  for (const { pid } of living()) kill(pid, 'SIGTERM');
  await until(() => living().length === 0, GRACE_MS);
  await until(() => {
    const left = living();
    for (const { pid } of left) kill(pid, 'SIGKILL');
    return left.length === 0;
  }, KILL_MS);
}

async function endGroup(pid: number): Promise<void> {
  kill(-pid, 'SIGTERM');
  await until(() => !kill(-pid, 0), GRACE_MS);
  kill(-pid, 'SIGKILL');
  await until(() => !kill(-pid, 0), KILL_MS);
}

/** False if the process is gone, or belongs to another user. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function until(done: () => boolean, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while (!done() && performance.now() < end) await delay(POLL_MS);
}
