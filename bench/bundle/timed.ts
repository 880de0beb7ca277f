import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** User and system time of a command and its children, and the time on the clock. */
export interface Times {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

export interface Timed extends Times {
  /** Bytes in brotli of everything measured, on which the commands must agree. */
  readonly brotli: number;
  /** Peak memory; NaN if the command does not print it. */
  readonly peakBytes: number;
  /** Heap and buffers still held at the end, after a garbage collection; NaN if the command does not print it. */
  readonly heldBytes: number;
}

export const sum = (a: Times, b: Times): Times => ({
  cpuSeconds: a.cpuSeconds + b.cpuSeconds,
  wallSeconds: a.wallSeconds + b.wallSeconds,
});

/** Runs a script of this folder in a process of its own. Bash reports the times of a child; Node cannot. */
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
