import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { checkoutRoot } from '../../../../workspace/checkout-root.ts';
import { commandEnvironment } from '../../../../workspace/environment.ts';
import { runCommand } from '../../../../workspace/process.ts';
import type { Side } from '../../../visit.ts';
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
  /** Why not, a whole sentence; null where they were made, or where the build runs no bundler that could. */
  readonly note: string | null;
}

/**
 * Runs the bundlers of the build once more, with hidden source maps and into another folder. Those leave the
 * files as they are, to the byte: where they don't, the maps are not those of what is shipped, and there are none.
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
  let isKnown = false;
  for (const [index, command] of commands.entries()) {
    const output = join(folder, `output-${index}`);
    const built = await runCommand(command.into(output), { directory, env, onLine, signal, timeoutMs: TIMEOUT_MS });
    const same = built.ok ? await sameFiles(output, request) : null;
    if (!built.ok) problems.push(`${command.name} could not build it`);
    else if (same === null) problems.push('not all files came out the same');
    else if ((await collectMaps(same, maps)) === 0) problems.push(`${command.name} wrote none`);
    else isKnown = true; // what another command writes may be for a server, and no part of the bundle
  }
  const [problem] = problems;
  const owned = stack.move();
  return {
    maps: isKnown ? maps : null,
    note: isKnown
      ? null
      : `What ${side} is made of is not known: it has no source maps, and when it was built again with them, ${problem}.`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
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
