import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** An `import('./x.ts')` of a module that is a bundle of its own becomes `import('./x.js')`, left to run time. */
export function siblingPlugin(root: string, bundles: Readonly<Record<string, string>>): Plugin {
  const names = new Map(Object.entries(bundles).map(([name, entry]) => [join(root, entry), name]));
  return {
    name: 'sibling',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
        const name = names.get(join(resolveDir, path));
        if (name === undefined || kind === 'entry-point') return null;
        if (kind === 'dynamic-import') return { path: `./${name}.js`, external: true };
        return { errors: [{ text: `${path} is a bundle of its own: import() it, or only its types` }] };
      });
    },
  };
}

/** Of package.json only the version is bundled, so that no bundle changes with every dependency. */
export function manifestPlugin(root: string, version: string): Plugin {
  return {
    name: 'manifest',
    setup(build) {
      build.onLoad({ filter: /package\.json$/ }, ({ path }) =>
        path === join(root, 'package.json') ? { contents: JSON.stringify({ version }), loader: 'json' } : null,
      );
    },
  };
}

/** Bundlers and Node look for `__esModule` and symbols; whoever asks for more wants to use the module. */
const ABSENT = `module.exports = new Proxy({}, {
  get(_, key) {
    if (key === '__esModule' || typeof key === 'symbol') return undefined;
    throw new Error(NAME + ' is not part of this bundle');
  },
});`;

/** Modules that are never run here, replaced by one that says so. */
export function absentPlugin(pattern: RegExp): Plugin {
  return {
    name: 'absent',
    setup(build) {
      build.onResolve({ filter: pattern }, ({ path }) => ({ path, namespace: 'absent' }));
      build.onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
        contents: ABSENT.replace('NAME', JSON.stringify(path)),
        loader: 'js',
      }));
    },
  };
}
