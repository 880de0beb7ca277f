import { z } from 'zod';
import { IMPORT, type ImportedModule, namesIn } from './names.ts';

/** What a consumer of the package imports. */
export interface ImportSettings {
  readonly modules: readonly ImportedModule[];
  /** Packages that stay outside, beside peer dependencies and the modules of Node.js. */
  readonly external: readonly string[];
  /**
   * The bundler of both sides, among head's packages: `esbuild 0.28.2`. Null until these are installed, and if there is
   * none.
   */
  readonly bundler: string | null;
}

const names = z
  .string()
  .refine(
    (text) => IMPORT.test(text),
    'expected the names of an import, such as "{ createStore }", "*" or the name of the default export',
  );
const module = z.string().min(1, 'expected a subpath of the package, a file or a package');
const packages = z.string().min(1, 'expected the name of a package');

/** Keys of a bundle. */
export const importKeys = {
  import: z
    .union([names, z.record(module, names)])
    .optional()
    .describe(
      'Instead of `path`: what someone imports, as `{ a, b }`, `*` or the name of the default export. Or such names by module.',
    ),
  from: module
    .optional()
    .describe('The module of `import`: a subpath of `exports` in package.json, or a built file. Default: `.`'),
  external: z
    .union([packages, z.array(packages)])
    .transform((value) => [value].flat())
    .optional()
    .describe('Packages that `import` leaves outside, beside peer dependencies.'),
};

interface WrittenImport {
  readonly import?: string | Readonly<Record<string, string>> | undefined;
  readonly from?: string | undefined;
  readonly external?: readonly string[] | undefined;
}

/** Null if the entry does not import. */
export function importSettings({ import: written, from = '.', external = [] }: WrittenImport): ImportSettings | null {
  if (written === undefined) return null;
  const modules = typeof written === 'string' ? { [from]: written } : written;
  return {
    modules: Object.entries(modules).map(([module, text]) => ({ from: module, names: namesIn(text) })),
    external: [...external],
    bundler: null,
  };
}

/** A key that does not go with the others, and why; null if all do. */
export function importMistake(
  value: WrittenImport & { readonly exclude?: unknown },
  globs: readonly string[],
): { readonly key: readonly string[]; readonly message: string; readonly hint: string } | null {
  const { import: written, from, external, exclude } = value;
  if (written === undefined) {
    const key = from !== undefined ? 'from' : external !== undefined ? 'external' : null;
    return key === null ? null : { key: [key], message: `"${key}" belongs to "import"`, hint: 'write import: "*"' };
  }
  if (typeof written !== 'string') {
    if (Object.keys(written).length === 0)
      return { key: ['import'], message: 'it names no module', hint: 'write import: { ".": "*" }' };
    if (from !== undefined)
      return { key: ['from'], message: '"import" names its modules already', hint: 'leave "from" out' };
  }
  if (exclude !== undefined)
    return { key: ['exclude'], message: '"exclude" belongs to "path" or "files"', hint: 'use external for packages' };
  const [glob] = globs;
  return glob === undefined
    ? null
    : { key: ['budgets', glob], message: 'an import has no files of its own', hint: 'use total or javascript' };
}
