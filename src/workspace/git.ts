import { commandEnvironment } from './environment.ts';
import { describeExit, exitOrAbort, succeeded } from './exit.ts';
import { cleanLine } from './output.ts';
import { spawnTree } from './process-tree.ts';

/** The repository that `directory` lies in, and what it takes to fetch from its server. */
export interface Repository {
  /** Absolute; may be a folder of the repository. */
  readonly directory: string;
  /** Null: git's own configuration has to do. */
  readonly token: string | null;
  /** For example `https://github.com`: the only server that gets the token. */
  readonly serverUrl: string;
  readonly signal: AbortSignal;
}

export type GitResult =
  | { readonly ok: true; readonly stdout: string }
  /** `message`: the last line that git printed, or why git did not run. */
  | { readonly ok: false; readonly message: string; readonly output: string };

export interface GitOptions {
  /** Whether this call may talk to the server, and so gets the token. */
  readonly network?: boolean;
  /** Where it runs, if not in the repository's directory. */
  readonly directory?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** No hooks of the user's, no upkeep in the background, no process that stays. */
const CONFIG: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/** Runs git. A failure of git's is a value; only an aborted signal rejects, once git and its children have ended. */
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
    .map(cleanLine)
    .filter((line) => line !== '');
  const failure = exit === null ? '' : `git ${args[0]} ${describeExit(exit)}`;
  // git's own word for it is the line that begins so; hints may follow it.
  const message =
    lines.findLast((line) => /^(?:fatal|error): /.test(line))?.replace(/^\w+: /, '') ?? lines.at(-1) ?? failure;
  return { ok: false, message, output: lines.slice(-15).join('\n') };
}

/** What git prints on success, without the line break at its end; null on failure. */
export async function ask(
  args: readonly string[],
  repository: Repository,
  options?: GitOptions,
): Promise<string | null> {
  const result = await git(args, repository, options);
  return result.ok ? result.stdout.trimEnd() : null;
}

/**
 * The token as actions/checkout passes it on. The empty value drops what checkout may have left in the repository's
 * configuration: two authorization headers are refused.
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

/** Configuration by environment, after what is there already: it never shows among the arguments of a process. */
function configVariables(config: readonly (readonly [string, string])[]): Record<string, string> {
  const before = Number(process.env.GIT_CONFIG_COUNT ?? 0) || 0;
  const entries = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, key],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return { ...Object.fromEntries(entries), GIT_CONFIG_COUNT: String(before + config.length) };
}
