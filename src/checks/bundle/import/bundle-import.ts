import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { excerpt } from '../../../text/excerpt.ts';
import { readPackageJson } from '../../../workspace/build/package-json.ts';
import { environmentWithoutSecrets } from '../../../workspace/processes/environment-secrets.ts';
import { describeExit, exitOrAbort, succeeded } from '../../../workspace/processes/exit.ts';
import { spawnTree } from '../../../workspace/processes/process-tree.ts';
import { type BundleAnswer, type BundleRequest, FILES } from './bundle-request.ts';
import type { ImportBundler } from './bundler.ts';
import type { ImportSettings } from './settings.ts';
import { specifierOf } from './specifier.ts';

/** Next to this file: import-bundler.ts in the sources, import-bundler.js among the bundles. */
const PROGRAM = fileURLToPath(new URL(`./import-bundler${extname(import.meta.url)}`, import.meta.url));

const MOST_MS = 120_000;
const MOST_OUTPUT = 10_000;

/** What an import costs, as files in a temporary folder that disposing removes. */
export interface BundledImport extends AsyncDisposable {
  readonly answer: BundleAnswer;
  /** What the import itself ships, with source maps beside; absolute. */
  readonly output: string;
  /** What stays if nothing is used of the same modules. */
  readonly bare: string;
  /** The specifiers of the modules, by what the settings call them. */
  readonly specifiers: ReadonlyMap<string, string>;
}

/**
 * Bundles what a consumer of the package imports, in a process without secrets.
 *
 * @param directory the package's folder, absolute
 * @param write whether files are written, or mistakes are all that is wanted
 * @throws Error if the bundler can't be run
 */
export async function bundleImport(
  { modules, external }: ImportSettings,
  {
    bundler,
    directory,
    write,
    signal,
  }: {
    readonly bundler: ImportBundler;
    readonly directory: string;
    readonly write: boolean;
    readonly signal: AbortSignal;
  },
): Promise<BundledImport> {
  const manifest = await readPackageJson(directory);
  const isFile = (path: string) => existsSync(join(directory, path));
  const specifiers = new Map(modules.map(({ from }) => [from, specifierOf(from, { manifest, isFile })]));
  await using stack = new AsyncDisposableStack();
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'perf-budget-import-')));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const request: BundleRequest = {
    bundler,
    directory: await realpath(directory),
    modules: modules.map(({ from, names }) => ({ specifier: specifiers.get(from) ?? from, names })),
    external: [...new Set([...Object.keys(manifest.peerDependencies ?? {}), ...external])],
    write,
  };
  await writeFile(join(folder, FILES.request), JSON.stringify(request));
  await run(folder, bundler, directory, signal);
  const answer = JSON.parse(await readFile(join(folder, FILES.answer), 'utf8')) as BundleAnswer;
  const owned = stack.move();
  return {
    answer,
    output: join(folder, FILES.output),
    bare: join(folder, FILES.bare),
    specifiers,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function run(
  folder: string,
  { name, version }: ImportBundler,
  directory: string,
  signal: AbortSignal,
): Promise<void> {
  await using tree = spawnTree(process.execPath, ['--no-warnings', PROGRAM, folder], {
    directory,
    env: environmentWithoutSecrets(),
  });
  let said = '';
  for (const stream of [tree.stdout, tree.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-MOST_OUTPUT);
    });
    stream?.on('error', () => {}); // destroyed while it was read
  }
  const exit = await exitOrAbort(tree.exited, signal, MOST_MS);
  signal.throwIfAborted();
  if (exit !== null && succeeded(exit)) return;
  const how = exit === null ? `did not end within ${MOST_MS / 1_000} s` : describeExit(exit);
  throw new Error(`${name} ${version} ${how}: ${excerpt(said)}`);
}
