import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Report, reportSchema } from '../../../src/model/report.ts';

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Folder for temporary files that it was given, and no other process uses. */
  readonly temporary: string;
}

/** The built command, where the tests' set-up builds it. */
const commandFile = (): string => {
  const dist: string | undefined = inject('dist');
  return dist === undefined ? join(import.meta.dirname, '../../../src/cli.ts') : join(dist, 'cli.js');
};

/** Runs `perf-budget`, its output piped. */
export async function perfBudget(
  { directory, temporary, env = {} }: { directory: string; temporary: string; env?: Readonly<Record<string, string>> },
  ...args: string[]
): Promise<CommandResult> {
  await mkdir(temporary, { recursive: true });
  const child = spawn(process.execPath, [commandFile(), ...args], {
    cwd: directory,
    env: { ...process.env, ...env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  return { code, stdout, stderr, temporary };
}

/** The lines of standard output. */
export const lines = ({ stdout }: Pick<CommandResult, 'stdout'>): string[] => stdout.trimEnd().split('\n');

/** What a run wrote to its output folder. */
export const readReport = async (output: string): Promise<Report> =>
  reportSchema.parse(JSON.parse(await readFile(join(output, 'report.json'), 'utf8')));
