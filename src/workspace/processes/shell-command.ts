import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { excerpt } from '../../text/excerpt.ts';
import { firstError } from '../../text/first-error.ts';
import { describeExit, type Exit, exitOrAbort, succeeded } from './exit.ts';
import { lineSplitter, linesOf, outputLog } from './output.ts';
import { openOutputFile } from './output-file.ts';
import { type ProcessTree, spawnTree } from './process-tree.ts';

/** Characters of a command's output that are kept. */
const LOG_LIMIT = 1_000_000;

interface CommandOptions {
  /** Absolute. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface RunOptions extends CommandOptions {
  /** Receives every line of both outputs, without control characters, at most 1,000 characters long. */
  readonly onLine: (line: string) => void;
  /** Receives what is printed to the standard output, as it is. */
  readonly onOutput?: (text: string) => void;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** A command that keeps running. Its output waits in a file. Disposing ends its whole process tree: SIGTERM, two seconds, SIGKILL. */
export interface RunningCommand extends AsyncDisposable {
  /** Null if it could not be started. */
  readonly pid: number | null;
  /** Settles when the command ends for any reason. Never rejects. */
  readonly exited: Promise<Exit>;
  /** How it ended; null while it runs. */
  exit(): Exit | null;
  /** The lines of its output so far, without control characters. If there are too many, the middle is left out. */
  lines(): string[];
  /** The lines that show the failure: 15 at most. All three functions still work after disposal. */
  excerpt(): string;
  /** All of its output, at most half a million characters. */
  log(): string;
  ports: ProcessTree['ports'];
  living: ProcessTree['living'];
}

type CommandResult =
  | { readonly ok: true; readonly seconds: number; readonly log: string }
  /** `output`: the lines of the log that say what failed. `exit`: null if it did not end in time. */
  | {
      readonly ok: false;
      readonly message: string;
      readonly output: string;
      readonly log: string;
      readonly exit: Exit | null;
    };

/** Starts a shell command. Disposing also ends the processes that it started in the background. */
export function spawnCommand(command: string, options: CommandOptions): RunningCommand {
  const file = openOutputFile();
  const tree = spawnShell(command, options, file.fd);
  let exit: Exit | null = null;
  const exited = tree.exited.then((ended) => {
    exit = ended;
    return ended;
  });
  let disposed: Promise<void> | undefined;
  let last: string[] | null = null;
  const lines = () => last ?? linesOf(file.text());
  async function end() {
    await tree[Symbol.asyncDispose]();
    last = lines();
    file[Symbol.dispose]();
  }
  return {
    pid: tree.pid,
    exited,
    exit: () => exit,
    ports: tree.ports,
    living: tree.living,
    lines,
    log: () => lines().join('\n'),
    excerpt: () => excerpt(lines().join('\n')),
    async [Symbol.asyncDispose]() {
      disposed ??= end();
      await disposed;
    },
  };
}

const spawnShell = (command: string, { directory, env }: CommandOptions, outputFd?: number): ProcessTree =>
  spawnTree(...shellCall(command), {
    directory,
    env,
    verbatim: process.platform === 'win32',
    ...(outputFd !== undefined && { outputFd }),
  });

/**
 * Runs a shell command to its end. No process that it started outlives it, whether it succeeds, fails or times out.
 * Rejects only if `signal` aborts, after all processes have ended.
 */
export async function runCommand(command: string, options: RunOptions): Promise<CommandResult> {
  const { signal, timeoutMs } = options;
  signal.throwIfAborted();
  if (!isFolder(options.directory)) {
    const error = `there is no folder ${options.directory}`;
    return {
      ok: false,
      message: `\`${command}\` can't run: ${error}`,
      output: '',
      log: '',
      exit: { type: 'error', error },
    };
  }
  const start = performance.now();
  const tree = spawnShell(command, options);
  const log = outputLog(LOG_LIMIT);
  for (const stream of [tree.stdout, tree.stderr]) {
    const splitter = lineSplitter((line) => {
      log.add(line);
      options.onLine(line);
    });
    stream?.setEncoding('utf8').on('data', splitter.push).on('close', splitter.end);
    stream?.on('error', () => {}); // destroyed while it was read
  }
  if (options.onOutput !== undefined) tree.stdout?.on('data', options.onOutput);
  const exit = await exitOrAbort(tree.exited, signal, timeoutMs);
  await tree[Symbol.asyncDispose](); // and with it all output is read
  signal.throwIfAborted();
  const seconds = (performance.now() - start) / 1000;
  if (exit !== null && succeeded(exit)) return { ok: true, seconds, log: log.text() };
  const what = exit === null ? `did not end within ${(timeoutMs ?? 0) / 1000} s` : describeExit(exit);
  const output = excerpt(log.text());
  const error = firstError(output);
  const message = `\`${command}\` ${what}${error === null ? '' : `: ${error}`}`;
  return { ok: false, message, output, log: log.text(), exit };
}

/** Like a `run:` step of a workflow: bash that stops at the first error, also in a pipe. Without bash, sh. */
function shellCall(command: string): [file: string, args: string[]] {
  if (process.platform === 'win32') return [process.env.ComSpec ?? 'cmd.exe', ['/d', '/s', '/c', `"${command}"`]];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const bash = folders.some((folder) => folder !== '' && existsSync(join(folder, 'bash')));
  return bash ? ['bash', ['-eo', 'pipefail', '-c', command]] : ['sh', ['-ec', command]];
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
