import { isAbsolute, relative, sep } from 'node:path';
import type * as Esbuild from 'esbuild';
import { ASSETS, BUILTIN, type Bundle, matching } from './bundle.ts';
import { type BundleProblem, type BundleRequest, ENTRY } from './bundle-request.ts';

export function withEsbuild(esbuild: typeof Esbuild, { directory, external }: BundleRequest): Bundle {
  return async ({ entry, output, used = [] }) => {
    const builtins = new Set<string>();
    try {
      const { metafile } = await esbuild.build({
        absWorkingDir: directory,
        stdin: { contents: entry, resolveDir: directory, sourcefile: `${ENTRY}.js`, loader: 'js' },
        bundle: true,
        // What is published goes without the repository's own settings, whose `paths` may lead to other files.
        tsconfigRaw: '{}',
        minify: true,
        platform: 'browser',
        format: 'esm',
        define: { 'process.env.NODE_ENV': '"production"' },
        loader: Object.fromEntries(ASSETS.map((ending) => [ending, 'file' as const])),
        outdir: output ?? directory,
        write: output !== null,
        entryNames: ENTRY,
        sourcemap: 'external',
        metafile: true,
        logLevel: 'silent',
        plugins: [outside(), asUsed(used)],
      });
      const ofEntry = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === `${ENTRY}.js`);
      return {
        ok: true,
        exports: ofEntry?.exports ?? [],
        builtins: [...builtins].sort(),
      };
    } catch (error) {
      return { ok: false, problems: problemsOf(error) };
    }

    /** Leaves packages and modules of Node.js outside. What the entry itself names is always bundled. */
    function outside(): Esbuild.Plugin {
      return {
        name: 'outside',
        setup(build) {
          const packages = matching(external);
          const isEntry = ({ importer }: Esbuild.OnResolveArgs) =>
            relative(directory, importer) === `${ENTRY}.js` || importer === `${ENTRY}.js`;
          if (packages !== null)
            build.onResolve({ filter: packages }, (found) =>
              isEntry(found) ? null : { path: found.path, external: true, sideEffects: false },
            );
          build.onResolve({ filter: BUILTIN }, async ({ path, pluginData, ...about }) => {
            if (pluginData === RESOLVING) return null;
            const own = path.startsWith('node:')
              ? null
              : await build.resolve(path, { ...about, pluginData: RESOLVING });
            if (own !== null && own.errors.length === 0) return own;
            builtins.add(path.replace(/^node:/, ''));
            return { path, external: true, sideEffects: false };
          });
        },
      };
    }

    function asUsed(specifiers: readonly string[]): Esbuild.Plugin {
      return {
        name: 'as-used',
        setup(build) {
          build.onResolve({ filter: /^/ }, async ({ path, pluginData, ...about }) => {
            if (pluginData === RESOLVING || !specifiers.includes(path) || about.resolveDir !== directory) return null;
            const {
              path: found,
              namespace,
              suffix,
              external,
            } = await build.resolve(path, { ...about, pluginData: RESOLVING });
            return { path: found, namespace, suffix, external, sideEffects: true };
          });
        },
      };
    }
  };

  function problemsOf(error: unknown): BundleProblem[] {
    const { errors = [], message } = error as Partial<Esbuild.BuildFailure>;
    if (errors.length === 0) return [{ text: String(message), file: null, line: null, unresolved: null }];
    return errors.map(({ text, location }) => ({
      text,
      file: location === null || location.file === `${ENTRY}.js` ? null : inside(location.file),
      line: location?.line ?? null,
      unresolved: /^Could not resolve "(.*)"$/.exec(text)?.[1] ?? null,
    }));
  }

  function inside(path: string): string {
    return (isAbsolute(path) ? relative(directory, path) : path).replaceAll(sep, '/');
  }
}

const RESOLVING = 'resolving';
