import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandEnvironment } from '../../../workspace/processes/environment.ts';

/** How long a process may take to end its Chromium after SIGTERM. */
const GRACE_MS = 2_000;
/** A process that waits longer for its next visit is not worth its memory. */
const IDLE_MS = 60_000;

/** Next to this file: lighthouse.ts in the sources, lighthouse.js among the bundles. */
const ENTRY = fileURLToPath(new URL(`./lighthouse${extname(import.meta.url)}`, import.meta.url));

/** A process that makes visits, one after another. */
export interface VisitProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  /** Why it could not be started or reached; never rejects. */
  readonly broken: Promise<string>;
}

/** The one that waits for its next visit. */
let idle: VisitProcess | null = null;
let idleEnd: NodeJS.Timeout | undefined;

/** The process of the last visit, which has Lighthouse loaded already, or a new one. */
export function takeProcess(): VisitProcess {
  const kept = idle;
  idle = null;
  clearTimeout(idleEnd);
  if (kept !== null && isAlive(kept)) {
    kept.child.ref();
    kept.child.channel?.ref();
    return kept;
  }
  const child = fork(ENTRY, { env: commandEnvironment({}), stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return {
    child,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    broken: new Promise((resolve) => child.on('error', ({ message }) => resolve(message))),
  };
}

/** Keeps a process for the next visit. It does not keep this process alive. */
export async function keepProcess(one: VisitProcess): Promise<void> {
  if (idle !== null || !isAlive(one)) return await endProcess(one);
  idle = one;
  one.child.unref();
  one.child.channel?.unref();
  idleEnd = setTimeout(() => void endKeptProcess(), IDLE_MS).unref();
}

export async function endKeptProcess(): Promise<void> {
  const kept = idle;
  idle = null;
  clearTimeout(idleEnd);
  if (kept !== null) await endProcess(kept);
}

export async function endProcess({ child, ended }: VisitProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref(); // a kept one is not waited for otherwise, and nothing else may hold this process
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(force);
}

const isAlive = ({ child }: VisitProcess): boolean =>
  child.connected && child.exitCode === null && child.signalCode === null;
