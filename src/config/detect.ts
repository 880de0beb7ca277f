import { readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { resolveInside } from '../workspace/checkout-root.ts';

/** Where a bundler's config says that its output goes. Read as text: running it would run the project's code again. */
const BUNDLER_CONFIGS: readonly { readonly files: string; readonly output: RegExp }[] = [
  { files: '{vite,astro,rolldown}.config.{js,mjs,cjs,ts,mts,cts}', output: /\boutDir\s*:\s*(['"`])([^'"`$]+)\1/ },
  { files: 'webpack.config.{js,mjs,cjs,ts}', output: /\bpath\s*:[^}\n'"`]*(['"`])([^'"`$]+)\1/ },
  { files: '{rollup,rolldown}.config.{js,mjs,cjs,ts}', output: /\bdir\s*:\s*(['"`])([^'"`$]+)\1/ },
];

export const USUAL_FOLDERS: readonly string[] = ['dist', 'build', 'out'];

/** The folder that the build wrote. */
export interface OutputFolder {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  /** Why it is this one, to follow its name. */
  readonly reason: string;
  /** Whether it holds an index.html. */
  readonly hasPage: boolean;
}

/** The first folder of the likely ones that is there, the likeliest first; null where none is. */
export async function findOutputFolder(directory: string): Promise<OutputFolder | null> {
  for (const { path, reason } of await candidates(directory)) {
    const folder = join(directory, path);
    if (!(await kindOf(folder))?.isDirectory()) continue;
    return { path, reason, hasPage: (await kindOf(join(folder, 'index.html')))?.isFile() ?? false };
  }
  return null;
}

const kindOf = (path: string) => stat(path).catch(() => null);

async function candidates(directory: string): Promise<{ path: string; reason: string }[]> {
  const named: { path: string; reason: string }[] = [];
  for (const { files, output } of BUNDLER_CONFIGS) {
    for (const file of await glob(files, { cwd: directory, expandDirectories: false })) {
      const [, , written] = output.exec(await readFile(join(directory, file), 'utf8')) ?? [];
      const inside = written === undefined ? null : resolveInside(directory, written);
      if (inside === null) continue;
      const path = relative(directory, inside).replaceAll(sep, '/');
      // The working directory itself holds the sources too.
      if (path !== '') named.push({ path, reason: `as ${file} says` });
    }
  }
  return [...named, ...USUAL_FOLDERS.map((path) => ({ path, reason: 'the usual place' }))];
}
