import { readFile } from 'node:fs/promises';
import { reasonOf, shippedFile } from '../files/shipped-file.ts';
import { type ImportMap, mapImport } from '../html/import-map.ts';
import { fileType } from '../metrics.ts';
import { cssImports, type Imports, javascriptImports } from './imports.ts';
import type { Locator } from './locate.ts';

/** Files that one file leads to. */
export interface Edges {
  readonly static: readonly string[];
  readonly dynamic: readonly string[];
}

export const NO_EDGES: Edges = { static: [], dynamic: [] };

/** The import map that holds, and the page that has it. */
export interface Mapping {
  readonly map: ImportMap;
  readonly page: string;
}

/** Which files of a bundle load which. */
export interface Graph {
  edges(path: string, mapping: Mapping | null): Promise<Edges>;
  /** Whether the bundler's own loader is in the file (`Imports.loader`). */
  hasLoader(path: string): Promise<boolean>;
  /** Of files that could not be read, and why; it grows while the graph is walked. */
  readonly unread: ReadonlyMap<string, string>;
}

const NO_IMPORTS: Imports = { static: [], dynamic: [], listed: [], loader: false };

const isBare = (specifier: string): boolean => !/^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:)/i.test(specifier);

/** The file that an import in the module `from` leads to; null: none of the bundle's. */
export function resolveModule(
  locate: Locator,
  specifier: string,
  from: string,
  mapping: Mapping | null,
): string | null {
  const target = mapping === null ? null : mapImport(mapping.map, specifier, from, mapping.page);
  if (mapping !== null && target !== null) return locate.reference(target, mapping.page);
  return isBare(specifier) ? null : locate.reference(specifier, from);
}

/** Only these are code that a visitor runs. */
export const isCode = (path: string | null): path is string =>
  path !== null && ['javascript', 'css'].includes(fileType(path));

/** `reported`: what the bundler says that files lead to, beside what stands in them. Every file is read once. */
export function fileGraph(root: string, locate: Locator, reported: ReadonlyMap<string, Edges>): Graph {
  const unread = new Map<string, string>();
  const read = new Map<string, Promise<Imports>>();

  const readImports = async (path: string): Promise<Imports> => {
    try {
      const code = await readFile(await shippedFile(root, path), 'utf8');
      return fileType(path) === 'css' ? cssImports(code) : await javascriptImports(code);
    } catch (error) {
      unread.set(path, reasonOf(error));
      return NO_IMPORTS;
    }
  };

  const importsOf = (path: string): Promise<Imports> => {
    const known = read.get(path) ?? readImports(path);
    read.set(path, known);
    return known;
  };

  return {
    unread,
    hasLoader: async (path) => (await importsOf(path)).loader,
    async edges(path, mapping) {
      const imports = await importsOf(path);
      const said = reported.get(path) ?? NO_EDGES;
      const css = fileType(path) === 'css';
      const resolve = (specifier: string) =>
        css ? locate.reference(specifier, path) : resolveModule(locate, specifier, path, mapping);
      const listed = (name: string) =>
        name.startsWith('.')
          ? locate.reference(name, path)
          : (locate.reference(`/${name}`, path) ?? locate.reported(name));
      return {
        static: [...imports.static.map(resolve), ...said.static].filter(isCode),
        dynamic: [...imports.dynamic.map(resolve), ...imports.listed.map(listed), ...said.dynamic].filter(isCode),
      };
    },
  };
}
