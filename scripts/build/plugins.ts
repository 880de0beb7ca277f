import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Turns `import('./x.ts')` of a module that is a bundle of its own into `import('./x.js')`, for run time to resolve. */
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

/** Bundles only the version of package.json, so that a new dependency changes no bundle. */
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

/** Bundlers and Node look for `__esModule` and symbols; any other key is a use of the module. */
const ABSENT = `module.exports = new Proxy({}, {
  get(_, key) {
    if (key === '__esModule' || typeof key === 'symbol') return undefined;
    throw new Error(NAME + ' is not part of this bundle');
  },
});`;

/** Replaces modules that never run here by one that throws when it is used. */
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

/**
 * Bundles only what @actions/github and @actions/http-client use of undici, fetch by way of a proxy, and runs it with the
 * first request.
 */
export function undiciPlugin(root: string): Plugin {
  return {
    name: 'undici',
    setup(build) {
      build.onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'undici' }));
      build.onLoad({ filter: /.*/, namespace: 'undici' }, () => ({
        contents: `exports.fetch = (...request) => require('undici/lib/web/fetch').fetch(...request);
Object.defineProperty(exports, 'ProxyAgent', {
  enumerable: true,
  get() {
    require('undici/lib/dispatcher/dispatcher').prototype.connect = require('undici/lib/api/api-connect');
    return require('undici/lib/dispatcher/proxy-agent');
  },
});`,
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

/** Bundles only what `compressible` reads of all media types: which ones compress. */
export function mediaTypesPlugin(root: string): Plugin {
  return {
    name: 'media-types',
    setup(build) {
      build.onLoad({ filter: /mime-db[\\/]db\.json$/ }, async ({ path }) => {
        if (path !== join(root, 'node_modules/mime-db/db.json')) return null;
        const types: Record<string, { compressible?: boolean }> = JSON.parse(await readFile(path, 'utf8'));
        const kept = Object.entries(types).flatMap(([type, { compressible }]) =>
          compressible === undefined ? [] : [[type, { compressible }]],
        );
        return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' };
      });
    },
  };
}
