import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { checkoutRoot } from '../../../workspace/checkout-root.ts';
import { commandEnvironment } from '../../../workspace/environment.ts';
import { runCommand } from '../../../workspace/process.ts';
import type { Side } from '../../visit.ts';
import { fileType } from '../metrics.ts';
import { readBounded } from './read-bounded.ts';

const TIMEOUT_MS = 10 * 60_000;

export interface MapsBuildRequest {
  readonly side: Side;
  /** The checkout's working directory, absolute, installed and built. */
  readonly directory: string;
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
  /** Why not, a whole sentence; null where they were made, or where this is no project of Vite's. */
  readonly note: string | null;
}

/**
 * Builds a project of Vite's once more, with hidden source maps and into another folder. Those leave the files as they
 * are, to the byte: where they don't, the maps are not those of what is shipped, and there are none.
 * Rejects only when `signal` aborts.
 */
export async function buildWithMaps(request: MapsBuildRequest): Promise<BuiltMaps> {
  const { side, directory, root, paths, onLine, signal } = request;
  const vite = await viteOf(directory);
  if (vite === null) return { maps: null, note: null, [Symbol.asyncDispose]: async () => {} };

  await using stack = new AsyncDisposableStack();
  const folder = await realpath(await mkdtemp(join(request.temporary, 'maps-')));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const options = ['--sourcemap hidden', `--outDir ${quoted(folder)}`, '--emptyOutDir', await modeOf(directory)];
  const built = await runCommand(`node ${quoted(vite)} build ${options.join(' ')}`.trim(), {
    directory,
    env: commandEnvironment({ PERF_BUDGET_SIDE: side }),
    onLine,
    signal,
    timeoutMs: TIMEOUT_MS,
  });
  // The bundle may be a folder of the output: `dist/assets`.
  const outputs = [folder, join(folder, basename(root))];
  let maps: string | null = null;
  for (const where of built.ok ? outputs : []) if (maps === null && (await isSame(root, where, paths))) maps = where;
  const why = built.ok ? 'not all files came out the same' : 'Vite could not build it';
  const owned = stack.move();
  return {
    maps,
    note:
      maps === null
        ? `What ${side} is made of is not known: it has no source maps, and when it was built again with them, ${why}.`
        : null,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Vite's command, relative to the working directory; null where it is no project of Vite's. */
async function viteOf(directory: string): Promise<string | null> {
  const names = await readdir(directory).catch(() => []);
  if (!names.some((name) => /^vite\.config\.[cm]?[jt]s$/.test(name))) return null;
  const top = checkoutRoot(directory);
  for (let folder = directory; ; folder = join(folder, '..')) {
    const command = join(folder, 'node_modules/vite/bin/vite.js');
    if (existsSync(command)) return relative(directory, command).replaceAll('\\', '/');
    if (folder === top || folder === join(folder, '..')) return null;
  }
}

/** What the build script tells Vite, as far as it is simple, changes what comes out. */
async function modeOf(directory: string): Promise<string> {
  const manifest = await readBounded(join(directory, 'package.json'), 1_000_000);
  const text = manifest.kind === 'read' ? manifest.content.toString('utf8') : '';
  const call = /"build(?::[\w-]+)?"\s*:\s*"[^"]*\bvite build\b([^"&|;]*)/.exec(text)?.[1] ?? '';
  const options = call.matchAll(/\s(--mode|-m|--base|--config|-c)[\s=]([\w./:@-]+)/g);
  return [...options].map(([, name, value]) => `${name} ${value}`).join(' ');
}

/** Whether all JavaScript and CSS is the same in both folders, to the byte. */
async function isSame(root: string, folder: string, paths: readonly string[]): Promise<boolean> {
  for (const path of paths.filter((path) => ['javascript', 'css'].includes(fileType(path)))) {
    const [shipped, again] = await Promise.all(
      [root, folder].map((where) => readFile(join(where, path)).catch(() => null)),
    );
    if (!shipped || !again?.equals(shipped)) return false;
  }
  return true;
}

/** A word for the shell that `runCommand` calls. */
const quoted = (word: string): string =>
  process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
