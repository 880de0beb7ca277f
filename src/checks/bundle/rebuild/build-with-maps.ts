import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Side } from '../../../model/subject.ts';
import { checkoutRoot } from '../../../workspace/checkout-root.ts';
import { commandEnvironment } from '../../../workspace/environment.ts';
import { runCommand } from '../../../workspace/shell-command.ts';
import { collectMaps } from './collect.ts';
import { bundlerCommands, type Manifest, readManifest } from './commands.ts';
import { sameFiles } from './same-files.ts';

/** An explanation is not worth more. */
const TIMEOUT_MS = 2 * 60_000;

export interface MapsBuildRequest {
  readonly side: Side;
  /** The checkout's working directory, absolute, installed and built. */
  readonly directory: string;
  /** The command that built it; null: the build script of package.json. */
  readonly build: string | null;
  /** The folder that its build wrote, absolute, and the files of the bundle in it. */
  readonly root: string;
  readonly paths: readonly string[];
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Maps of the shipped files, until it is disposed. */
export interface BuiltMaps extends AsyncDisposable {
  /** For `attribute`; null where they could not be made. */
  readonly maps: string | null;
  /** Why not, or not for all files, a whole sentence; null where they were made, or where the build runs no bundler that could. */
  readonly note: string | null;
}

/**
 * Runs the bundlers of the build once more, with hidden source maps and into another folder. Those leave the
 * files as they are: the map of one that came out otherwise is not that of what is shipped, and is not used.
 * Rejects only when `signal` aborts.
 */
export async function buildWithMaps(request: MapsBuildRequest): Promise<BuiltMaps> {
  const { side, directory, build, onLine, signal } = request;
  const manifest = await readManifest(directory);
  const commands = await bundlerCommands(directory, build, manifest);
  if (commands.length === 0) return { maps: null, note: null, [Symbol.asyncDispose]: async () => {} };

  await using stack = new AsyncDisposableStack();
  const folder = await realpath(await mkdtemp(join(request.temporary, 'maps-')));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const maps = join(folder, 'maps');
  const env = environment(side, directory, manifest);
  const problems: string[] = [];
  const others: string[] = [];
  let isKnown = false;
  for (const [index, command] of commands.entries()) {
    const output = join(folder, `output-${index}`);
    const built = await runCommand(command.into(output), { directory, env, onLine, signal, timeoutMs: TIMEOUT_MS });
    const found = built.ok ? await sameFiles(output, request) : null;
    if (found === null) problems.push(`${command.name} could not build it`);
    else if (found.same.size === 0) problems.push('no file came out the same');
    else if ((await collectMaps(found.same, maps)) === 0) problems.push(`${command.name} wrote none`);
    else {
      isKnown = true; // what another command writes may be for a server, and no part of the bundle
      others.push(...found.others);
    }
  }
  const owned = stack.move();
  return {
    maps: isKnown ? maps : null,
    note: isKnown ? noteOnOthers(side, others) : noteOnNone(side, problems),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const noteOnNone = (side: Side, [problem]: readonly string[]): string =>
  `What ${side} is made of is not known: it has no source maps, and when it was built again with them, ${problem}.`;

function noteOnOthers(side: Side, [first, ...more]: readonly string[]): string | null {
  if (first === undefined) return null;
  const which = more.length === 0 ? first : `${first} and ${more.length} more`;
  return `What all of ${side} is made of is not known: built again with source maps, ${which} came out otherwise.`;
}

/** That of the build: what package managers set for a script. */
function environment(side: Side, directory: string, { name, version }: Manifest): NodeJS.ProcessEnv {
  const env = commandEnvironment({
    PERF_BUDGET_SIDE: side,
    INIT_CWD: directory,
    npm_lifecycle_event: 'build',
    npm_package_json: join(directory, 'package.json'),
    npm_package_name: name,
    npm_package_version: version,
  });
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [key]: [...programFolders(directory), env[key] ?? ''].join(delimiter) };
}

function programFolders(directory: string): string[] {
  const folders: string[] = [];
  const top = checkoutRoot(directory);
  for (let folder = directory; ; folder = dirname(folder)) {
    folders.push(join(folder, 'node_modules/.bin'));
    if (folder === top || folder === dirname(folder)) return folders;
  }
}
