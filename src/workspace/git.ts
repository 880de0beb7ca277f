import { cleanTerminalLine } from '../text/sanitize.ts';
import { commandEnvironment } from './environment.ts';
import { describeExit, exitOrAbort, succeeded } from './exit.ts';
import { spawnTree } from './process-tree.ts';

/** The repository around `directory`, and the access to its server. */
export interface Repository {
  /** Absolute; the repository's root or any folder in it. */
  readonly directory: string;
  /** Null if git uses its own configuration alone. */
  readonly token: string | null;
  /** For example `https://github.com`: the only server that gets the token. */
  readonly serverUrl: string;
  readonly signal: AbortSignal;
}

export type GitResult =
  | { readonly ok: true; readonly stdout: string }
  /** `message`: the last error that git printed, or why git did not run. */
  | { readonly ok: false; readonly message: string; readonly output: string };

export interface GitOptions {
  /** Whether this call may contact the server and therefore gets the token. */
  readonly network?: boolean;
  /** Where git runs; default: the repository's directory. */
  readonly directory?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Turns off the user's hooks, maintenance in the background, and processes that would stay. */
const CONFIG: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/** Runs git. If git fails, the result says so. Rejects only if the signal aborts, after git and its children have ended. */
export async function git(
  args: readonly string[],
  repository: Repository,
  options: GitOptions = {},
): Promise<GitResult> {
  const { signal } = repository;
  signal.throwIfAborted();
  const config = options.network === true ? [...CONFIG, ...credential(repository)] : CONFIG;
  const tree = spawnTree('git', args, {
    directory: options.directory ?? repository.directory,
    env: {
      ...commandEnvironment({ LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...options.env }),
      ...configVariables(config),
    },
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  tree.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  tree.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const exit = await exitOrAbort(tree.exited, signal);
  await tree[Symbol.asyncDispose](); // and with it all output is read
  signal.throwIfAborted();
  if (exit !== null && succeeded(exit)) return { ok: true, stdout: stdout.join('') };
  const lines = stderr
    .join('')
    .split('\n')
    .map((line) => cleanTerminalLine(line))
    .filter((line) => line !== '');
  const failure = exit === null ? '' : `git ${args[0]} ${describeExit(exit)}`;
  // Git's error begins like this; hints may follow it.
  const message =
    lines.findLast((line) => /^(?:fatal|error): /.test(line))?.replace(/^\w+: /, '') ?? lines.at(-1) ?? failure;
  return { ok: false, message, output: lines.slice(-15).join('\n') };
}

/** Git's output without its last line break; null if git fails. */
export async function ask(
  args: readonly string[],
  repository: Repository,
  options?: GitOptions,
): Promise<string | null> {
  const result = await git(args, repository, options);
  return result.ok ? result.stdout.trimEnd() : null;
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
