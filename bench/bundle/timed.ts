import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a command took: user and system time of it and of its children, and the time on the clock. */
export interface Times {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

export interface Timed extends Times {
  /** Bytes in brotli of all that it measured: the commands must agree on it. */
  readonly brotli: number;
  /** The most memory that it took; NaN if it doesn't tell. */
  readonly peakBytes: number;
  /** Heap and buffers that it still held at its end, after a collection of garbage; NaN if it doesn't tell. */
  readonly heldBytes: number;
}

export const sum = (a: Times, b: Times): Times => ({
  cpuSeconds: a.cpuSeconds + b.cpuSeconds,
  wallSeconds: a.wallSeconds + b.wallSeconds,
});

/** Runs a script of this folder in a process of its own. Node can't tell the times of a child, bash can. */
export async function timed(script: string, ...args: readonly string[]): Promise<Timed> {
  const command = [process.execPath, '--expose-gc', join(import.meta.dirname, script), ...args];
  const { stdout, stderr } = await run('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@"', 'bash', ...command]);
  const [wallSeconds = Number.NaN, user = Number.NaN, system = Number.NaN] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  const {
    brotli,
    peakBytes = Number.NaN,
    heldBytes = Number.NaN,
  } = JSON.parse(stdout) as Pick<Timed, 'brotli'> & Partial<Timed>;
  return { cpuSeconds: user + system, wallSeconds, brotli, peakBytes, heldBytes };
}
