import { setTimeout as sleep } from 'node:timers/promises';
import { GitError } from '../../errors.ts';
import { cleanTerminalLine } from '../../text/sanitize.ts';
import { commandEnvironment } from '../processes/environment.ts';
import { describeExit, exitOrAbort, succeeded } from '../processes/exit.ts';
import { spawnTree } from '../processes/process-tree.ts';
import { foreignRepositories } from './foreign-repositories.ts';

/** The repository around `directory`, and the access to its server. */
export interface Repository {
  /** Absolute; the repository's root or any folder in it. */
  readonly directory: string;
  /** Null if git uses its own configuration alone. */
  readonly token: string | null;
  /** For example `https://github.com`: the only server that gets the token. */
  readonly serverUrl: string;
  readonly signal: AbortSignal;
  /** As SILENCE_MS; milliseconds. */
  readonly silenceMs?: number;
}

type GitResult =
  | { readonly ok: true; readonly stdout: string }
  /** `message`: the last error that git printed, or how it ended. `code` is null if a signal ended it. */
  | { readonly ok: false; readonly code: number | null; readonly message: string; readonly output: string };

/** A command without output for this long is ended: most commands that take longer report progress. */
const SILENCE_MS = 60_000;
/** Factor of the time limit for commands without progress output. */
const SILENT_TIMES = 10;
/** Longest duration of a command, whatever it prints; milliseconds. */
const LONGEST_MS = 600_000;
/** Pause before the second try of a command that needs the server; milliseconds. */
const RETRY_MS = 2_000;

export interface GitOptions {
  /** Whether this call may contact the server and therefore gets the token. */
  readonly network?: boolean;
  /** Whether this call prints nothing until it ends, however long it works: the status of a large worktree. */
  readonly silent?: boolean;
  /** Where git runs; default: the repository's directory. */
  readonly directory?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration of this call alone. */
  readonly config?: readonly (readonly [string, string])[];
}

/** Turns off the user's hooks, maintenance in the background, and processes that would stay. */
const CONFIG: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/**
 * Runs git. If git fails, the result says so. Rejects if the signal aborts, after git and its children have ended.
 *
 * @throws GitError if git can't be started, or does not answer in time.
 */
export async function git(
  args: readonly string[],
  repository: Repository,
  options: GitOptions = {},
): Promise<GitResult> {
  const { signal } = repository;
  const silenceMs = (repository.silenceMs ?? SILENCE_MS) * (options.silent === true ? SILENT_TIMES : 1);
  signal.throwIfAborted();
  const safe = foreignRepositories(repository.directory).map((folder) => ['safe.directory', folder] as const);
  const config = [
    ...(options.config ?? []),
    ...CONFIG,
    ...safe,
    ...(options.network === true ? credential(repository) : []),
  ];
  const tree = spawnTree('git', args, {
    directory: options.directory ?? repository.directory,
    env: {
      ...commandEnvironment({ LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...options.env }),
      ...configVariables(config),
    },
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), silenceMs);
  for (const [stream, texts] of [
    [tree.stdout, stdout],
    [tree.stderr, stderr],
  ] as const) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      texts.push(text);
      timer.refresh();
    });
  }
  const exit = await exitOrAbort(tree.exited, AbortSignal.any([signal, silent.signal]), LONGEST_MS);
  clearTimeout(timer);
  await tree[Symbol.asyncDispose](); // and with it all output is read
  signal.throwIfAborted();
  if (exit !== null && succeeded(exit)) return { ok: true, stdout: stdout.join('') };
  const lines = stderr
    .join('')
    .split('\n')
    .map((line) => cleanTerminalLine(line))
    .filter((line) => line !== '');
  const output = lines.slice(-15).join('\n');
  if (exit === null) {
    const limitMs = silent.signal.aborted ? silenceMs : LONGEST_MS;
    throw new GitError(`${nameOf(args)} did not answer within ${limitMs / 1_000} s`, output);
  }
  if (exit.type === 'error') throw new GitError(`git ${describeExit(exit)}`, output);
  // Git's error begins like this; hints may follow it.
  const message =
    lines.findLast((line) => /^(?:fatal|error|git): /.test(line))?.replace(/^\w+: /, '') ??
    lines.at(-1) ??
    `it ${describeExit(exit)}`;
  return { ok: false, code: exit.type === 'code' ? exit.code : null, message, output };
}

/** `git fetch`, `git lfs pull`. */
function nameOf(args: readonly string[]): string {
  const [command = '', next = ''] = args.filter((one) => !one.startsWith('-'));
  return command === 'lfs' ? `git ${command} ${next}` : `git ${command}`;
}

/**
 * Git's output without its last line break. A failed command that needs the server is tried once more.
 *
 * @throws GitError if git fails
 */
export async function demand(
  args: readonly string[],
  repository: Repository,
  options: GitOptions = {},
): Promise<string> {
  const first = await git(args, repository, options);
  if (first.ok || options.network !== true) return outputOf(args, first);
  await sleep(RETRY_MS, undefined, { signal: repository.signal }).catch(() => {});
  return outputOf(args, await git(args, repository, options));
}

/**
 * Like `demand`, but null if git answers no by ending with 1, as `rev-parse --quiet` does for an unknown name.
 *
 * @throws GitError if git fails in any other way
 */
export async function ask(args: readonly string[], repository: Repository): Promise<string | null> {
  const result = await git(args, repository);
  return !result.ok && result.code === 1 ? null : outputOf(args, result);
}

function outputOf(args: readonly string[], result: GitResult): string {
  if (result.ok) return result.stdout.trimEnd();
  throw new GitError(`${nameOf(args)} failed: ${result.message}`, result.output);
}

/**
 * Passes the token as actions/checkout does. The empty value clears a header that checkout left in the repository's
 * configuration: servers refuse two authorization headers.
 */
function credential({ token, serverUrl }: Repository): (readonly [string, string])[] {
  if (token === null) return [];
  const key = `http.${serverUrl.replace(/\/+$/, '')}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [
    [key, ''],
    [key, `AUTHORIZATION: basic ${basic}`],
  ];
}

/** Configures git by its environment, after any entries there, so that no process list shows the token. */
function configVariables(config: readonly (readonly [string, string])[]): Record<string, string> {
  const before = Number(process.env.GIT_CONFIG_COUNT ?? 0) || 0;
  const entries = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, key],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return { ...Object.fromEntries(entries), GIT_CONFIG_COUNT: String(before + config.length) };
}
