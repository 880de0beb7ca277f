import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ASSETS, BUILTIN, type Bundle, matching } from './bundle.ts';
import { type BundleProblem, type BundleRequest, ENTRY } from './bundle-request.ts';

/** The part of rolldown's interface that is used: https://rolldown.rs/reference. */
export interface Rolldown {
  rolldown(options: object): Promise<{
    write(options: object): Promise<{ readonly output: readonly Output[] }>;
    generate(options: object): Promise<{ readonly output: readonly Output[] }>;
    close(): Promise<void>;
  }>;
}

interface Output {
  readonly isEntry?: boolean;
  readonly exports?: readonly string[];
}

interface Resolved {
  readonly id: string;
  readonly external: boolean | string;
}

interface PluginContext {
  resolve(source: string, importer?: string, options?: object): Promise<Resolved | null>;
}

interface RolldownError {
  readonly message?: string;
  readonly code?: string;
  readonly id?: string;
  readonly exporter?: string;
  readonly loc?: { readonly file?: string; readonly line?: number };
  readonly errors?: readonly RolldownError[];
}

const VIRTUAL = '\0perf-budget-import';

export function withRolldown({ rolldown }: Rolldown, { directory, external }: BundleRequest): Bundle {
  const packages = matching(external);
  return async ({ entry, output, used = [] }) => {
    const builtins = new Set<string>();
    const unresolved: BundleProblem[] = [];
    const plugin = {
      name: 'import',
      async resolveId(this: PluginContext, source: string, importer: string | undefined) {
        if (source === VIRTUAL) return VIRTUAL;
        if (importer === VIRTUAL) {
          const found = await this.resolve(source, join(directory, `${ENTRY}.js`), { skipSelf: true });
          if (found !== null) return used.includes(source) ? { ...found, moduleSideEffects: true } : found;
          unresolved.push({ text: `Could not resolve "${source}"`, file: null, line: null, unresolved: source });
          return { id: source, external: true };
        }
        if (packages?.test(source)) return { id: source, external: true, moduleSideEffects: false };
        if (!BUILTIN.test(source)) return null;
        const own = source.startsWith('node:') ? null : await this.resolve(source, importer, { skipSelf: true });
        if (own !== null) return own;
        builtins.add(source.replace(/^node:/, ''));
        return { id: source, external: true, moduleSideEffects: false };
      },
      load: (id: string) => (id === VIRTUAL ? { code: entry, moduleType: 'js' } : null),
    };
    try {
      const build = await rolldown({
        input: { [ENTRY]: VIRTUAL },
        cwd: directory,
        platform: 'browser',
        treeshake: true,
        // As for esbuild: `paths` may lead to other files than those that are published.
        tsconfig: false,
        moduleTypes: Object.fromEntries(ASSETS.map((ending) => [ending, 'asset'])),
        transform: { define: { 'process.env.NODE_ENV': '"production"' } },
        plugins: [plugin],
        // It would leave an import that it can't resolve outside, and the size would be too small.
        onLog(_level: string, log: RolldownError) {
          if (log.code === 'UNRESOLVED_IMPORT') unresolved.push(problemOf(log));
        },
      });
      const options = {
        dir: output ?? directory,
        format: 'esm',
        minify: true,
        codeSplitting: false,
        sourcemap: 'hidden',
        entryFileNames: '[name].js',
      };
      const { output: files } = await (output === null ? build.generate(options) : build.write(options));
      await build.close();
      if (unresolved.length > 0) return { ok: false, problems: unresolved };
      return {
        ok: true,
        exports: files.find(({ isEntry }) => isEntry)?.exports ?? [],
        builtins: [...builtins].sort(),
      };
    } catch (error) {
      const { errors = [error as RolldownError] } = error as RolldownError;
      return { ok: false, problems: [...unresolved, ...errors.map(problemOf)] };
    }
  };

  function fromDirectory(path: string): string {
    return relative(directory, resolve(directory, path)).replaceAll(sep, '/');
  }

  function problemOf({ message = '', code, id, exporter, loc }: RolldownError): BundleProblem {
    const named = loc?.file ?? id;
    // It names some mistakes by the code itself.
    const file = named !== undefined && existsSync(resolve(directory, named)) ? fromDirectory(named) : null;
    const isUnresolved = code === 'UNRESOLVED_IMPORT';
    return {
      text: isUnresolved ? `Could not resolve "${exporter}"` : firstLine(message),
      file,
      line: file === null ? null : (loc?.line ?? null),
      unresolved: isUnresolved ? (exporter ?? null) : null,
    };
  }
}

/** Without the picture of the code that follows, and without colours. */
function firstLine(message: string): string {
  const [line = ''] = stripVTControlCharacters(message).split('\n');
  const text = line.replace(/^\[\w+\]\s*/, '');
  return text.startsWith('Bundling CSS') ? 'rolldown bundles no CSS; esbuild does (npm i -D esbuild)' : text;
}
