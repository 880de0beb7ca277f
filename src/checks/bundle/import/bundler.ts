import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readPackageJson } from '../../../workspace/build/package-json.ts';
import type { ImportSettings } from './settings.ts';

/** A bundler in a project's packages. */
export interface ImportBundler {
  readonly name: 'esbuild' | 'rolldown';
  readonly version: string;
  /** The folder of its package, absolute. */
  readonly folder: string;
}

/** Oldest versions that have all that is used here. */
const LEAST = { esbuild: [0, 19], rolldown: [1, 0] } as const;

/** Tools that bring a bundler along, and `null`: the project's own. */
const BRINGERS = {
  esbuild: [null, 'vite', 'tsup', '@size-limit/esbuild', '@size-limit/preset-small-lib', 'tsx', 'unbuild'],
  rolldown: [null, 'vite', 'tsdown', '@size-limit/rolldown', '@size-limit/preset-small-lib', 'rolldown-vite'],
} as const;

/**
 * The bundler for imports of a project's exports: its own esbuild, or that of one of its tools, else its rolldown. Null
 * if there is none. Both sides are bundled by head's, so that the library is compared and not the bundler.
 *
 * @param directory absolute
 */
export async function findBundler(directory: string): Promise<ImportBundler | null> {
  for (const name of ['esbuild', 'rolldown'] as const) {
    for (const bringer of BRINGERS[name]) {
      const start = bringer === null ? directory : packageFolder(bringer, directory);
      // The preset of size-limit has its bundler's plugin as a dependency, which has the bundler.
      const starts = start === null ? [] : [start, packageFolder(`@size-limit/${name}`, start)];
      for (const one of starts) {
        const folder = one === null ? null : packageFolder(name, one);
        const version = folder === null ? '' : String((await readPackageJson(folder)).version);
        if (folder !== null && isNewEnough(version, LEAST[name])) return { name, version, folder };
      }
    }
  }
  return null;
}

function isNewEnough(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, ofMajor, ofMinor] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  if (ofMajor === undefined) return false;
  return Number(ofMajor) > major || (Number(ofMajor) === major && Number(ofMinor) >= minor);
}

/** The folder of a package that modules in `from` can import; null if there is none. */
function packageFolder(name: string, from: string): string | null {
  const paths = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const found = paths.map((path) => join(path, name)).find((folder) => existsSync(join(folder, 'package.json')));
  return found === undefined ? null : realpathSync(found);
}

/** The settings with the name of the bundler, so that figures of another one are never compared. */
export async function withBundler<S extends { readonly import?: ImportSettings }>(
  settings: S,
  directory: string,
): Promise<S> {
  if (settings.import === undefined) return settings;
  const found = await findBundler(directory);
  return { ...settings, import: { ...settings.import, bundler: found && `${found.name} ${found.version}` } };
}
