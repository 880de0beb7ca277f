import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Side } from '../../../model/subject.ts';
import { readPackageJson } from '../../../workspace/build/package-json.ts';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';
import { commandEnvironment } from '../../../workspace/processes/environment.ts';
import { runCommand } from '../../../workspace/processes/shell-command.ts';
import { buildCommands } from './commands.ts';
import { keptFolder } from './kept-folder.ts';
import { matchFiles, type Shipped } from './match-files.ts';
import { rebuildInto } from './rebuild-command.ts';

/** Limit for all commands of a side: an explanation is not worth more time. */
const TIMEOUT_MS = 2 * 60_000;

interface RebuildRequest extends Shipped {
  readonly side: Side;
  /** The checkout's working directory, absolute, installed and built. */
  readonly directory: string;
  /** The command that built it; null: the build script of package.json. */
  readonly build: string | null;
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
  readonly signal: AbortSignal;
}

/** Files with source maps beside them, until it is disposed. */
interface Rebuilt extends AsyncDisposable {
  /** By the shipped file's path the rebuilt one, absolute. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Why there are no files, as a whole sentence. Null if there are files, or if the build runs no bundler that can make
   * maps.
   */
  readonly note: string | null;
}

/**
 * Runs the bundlers of a build once more, with hidden source maps and into a temporary folder. No other command of the
 * build runs, and what ships stays as it is. Rejects only when `signal` aborts.
 */
export async function rebuildWithMaps(request: RebuildRequest): Promise<Rebuilt> {
  const { side, directory, build, signal } = request;
  const manifest = await readManifest(directory);
  await using stack = new AsyncDisposableStack();
  const folder = await realpath(await mkdtemp(join(request.temporary, 'maps-')));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const files = new Map<string, string>();
  const problems: string[] = [];
  const deadline = performance.now() + TIMEOUT_MS;
  const env = environment(side, directory, manifest);
  const runKept = async (command: string, copy: string) => {
    await using _ = await keptFolder(request.root, copy);
    const timeoutMs = Math.max(1, deadline - performance.now());
    return await runCommand(command, { directory, env, onLine: () => {}, signal, timeoutMs });
  };
  const commands = writesElsewhere(manifest) ? [] : buildCommands(build ?? 'npm run build', manifest.scripts);
  for (const [index, command] of commands.entries()) {
    const output = join(folder, `output-${index}`);
    const again = rebuildInto(output, command);
    if (again === null) continue;
    const result = await runKept(again.command, join(folder, `shipped-${index}`)).catch(() => ({ ok: false }));
    signal.throwIfAborted();
    const found = result.ok ? await matchFiles(output, request) : new Map<string, string>();
    if (found.size === 0) problems.push(`${again.name} ${result.ok ? 'wrote other files than are shipped' : 'failed'}`);
    for (const [path, file] of found) files.set(path, file);
  }
  const [problem] = problems;
  const unknown = `The contents of ${side} are unknown: it has no source maps, and in a rebuild to make them, ${problem}.`;
  const owned = stack.move();
  return {
    files,
    note: problem === undefined || files.size > 0 ? null : unknown,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const texts = z.record(z.string(), z.string()).catch({});
const manifestSchema = z.object({
  name: z.string().catch(''),
  version: z.string().catch(''),
  scripts: texts,
  dependencies: texts,
  devDependencies: texts,
});
type Manifest = z.infer<typeof manifestSchema>;

const readManifest = async (directory: string): Promise<Manifest> =>
  manifestSchema.parse(await readPackageJson(directory));

/** Frameworks on Vite that write to folders of their own, wherever Vite's output goes. */
const WITH_OWN_FOLDERS = [
  '@sveltejs/kit',
  '@tanstack/react-start',
  '@tanstack/solid-start',
  '@analogjs/platform',
  'nitro',
];

const writesElsewhere = ({ dependencies, devDependencies }: Manifest): boolean =>
  WITH_OWN_FOLDERS.some((name) => Object.hasOwn(dependencies, name) || Object.hasOwn(devDependencies, name));

/** Package managers set these for a script. */
function environment(side: Side, directory: string, { name, version }: Manifest): NodeJS.ProcessEnv {
  const env = commandEnvironment({
    PERF_BUDGET_SIDE: side,
    INIT_CWD: directory,
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
