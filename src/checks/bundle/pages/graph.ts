import type { Edges, EdgesByFile } from '../bundlers/bundler.ts';
import type { Locator } from '../files/locate.ts';
import { readShipped, reasonOf } from '../files/shipped-file.ts';
import { type ImportMap, mapImport } from '../html/import-map.ts';
import { fileType, isCode } from '../metrics.ts';
import { cssImports, type Imports, javascriptImports } from './imports.ts';

/** An import map, and the page that it is in. */
export interface Mapping {
  readonly map: ImportMap;
  readonly page: string;
}

/** Which files of a bundle load which. */
export interface Graph {
  edges(path: string, mapping: Mapping | null): Promise<Edges>;
  /** Whether the file holds the bundler's own loader (`Imports.loader`). */
  hasLoader(path: string): Promise<boolean>;
  /** Why files could not be read, by path. It grows while the graph is walked. */
  readonly unread: ReadonlyMap<string, string>;
}

const NO_IMPORTS: Imports = { static: [], dynamic: [], forwards: false, listed: [], workers: [], loader: false };

const isBare = (specifier: string): boolean => !/^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:)/i.test(specifier);

/** The file that an import in the module `from` loads; null if it is none of the bundle's. */
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

/** Reads every file once. `reported`: edges from bundlers' reports, in addition to those in the files. */
export function fileGraph(root: string, locate: Locator, reported: readonly EdgesByFile[]): Graph {
  const unread = new Map<string, string>();
  const read = new Map<string, Promise<Imports>>();

  const readImports = async (path: string): Promise<Imports> => {
    try {
      const code = (await readShipped(root, path)).toString('utf8');
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
      const edges = reported.flatMap((map) => map.get(path) ?? []);
      const css = fileType(path) === 'css';
      const resolve = (specifier: string) =>
        css ? locate.reference(specifier, path) : resolveModule(locate, specifier, path, mapping);
      const listed = (name: string) =>
        name.startsWith('.')
          ? locate.reference(name, path)
          : (locate.reference(`/${name}`, path) ?? locate.reported(name));
      const needed = [...imports.static.map(resolve), ...edges.flatMap((one) => one.static)].filter(isCode);
      const later = [
        ...imports.dynamic.map(resolve),
        ...imports.workers.map((name) => locate.reference(name, path) ?? listed(name)),
        ...imports.listed.map(listed),
        ...edges.flatMap((one) => one.dynamic),
      ].filter(isCode);
      return imports.forwards ? { static: [...needed, ...later], dynamic: [] } : { static: needed, dynamic: later };
    },
  };
}
