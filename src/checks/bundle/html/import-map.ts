import { posix } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../text/parse-json.ts';

const mapping = z.record(z.string(), z.string().nullable());

/** https://html.spec.whatwg.org/multipage/webappapis.html#import-maps */
const importMapSchema = z.object({ imports: mapping.default({}), scopes: z.record(z.string(), mapping).default({}) });

export type ImportMap = z.infer<typeof importMapSchema>;

/** Null if it is malformed. */
export const parseImportMap = (text: string): ImportMap | null =>
  importMapSchema.safeParse(parseJson(text)).data ?? null;

/** Joins the maps of a page. An earlier one takes precedence. */
export const joinImportMaps = (maps: readonly ImportMap[]): ImportMap | null =>
  maps.length === 0
    ? null
    : {
        imports: Object.assign({}, ...maps.map(({ imports }) => imports).reverse()),
        scopes: Object.assign({}, ...maps.map(({ scopes }) => scopes).reverse()),
      };

/** The path within the site that an address leads to, without a leading slash; null for a bare name. */
function placeOf(address: string, from: string): string | null {
  const path = address.replace(/^(?:https?:)?\/\/[^/]*/i, '');
  if (path.startsWith('/')) return posix.normalize(path).slice(1);
  return /^\.\.?\//.test(path) ? posix.join(posix.dirname(from), path) : null;
}

/** Addresses may name a folder of the site that paths of the bundle's files lack. */
const samePlace = (a: string, b: string): boolean => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);

function lookUp(entries: ImportMap['imports'], specifier: string, from: string, page: string): string | null {
  const place = placeOf(specifier, from);
  const matches = (key: string): boolean => {
    const keyPlace = placeOf(key, page);
    return place === null || keyPlace === null ? key === specifier : samePlace(keyPlace, place);
  };
  const exact = Object.keys(entries).find(matches);
  if (exact !== undefined) return entries[exact] ?? null;
  const folder = Object.keys(entries)
    .filter((key) => key.endsWith('/') && specifier.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  const target = folder === undefined ? null : entries[folder];
  return folder === undefined || target === null || target === undefined
    ? null
    : target + specifier.slice(folder.length);
}

/** The address, relative to `page`, for the import of `specifier` in the file `from`; null if the map has none. */
export function mapImport(map: ImportMap, specifier: string, from: string, page: string): string | null {
  const scopes = Object.keys(map.scopes)
    .filter((scope) => from.startsWith(placeOf(scope, page) ?? scope))
    .sort((a, b) => b.length - a.length);
  for (const scope of scopes) {
    const found = lookUp(map.scopes[scope] ?? {}, specifier, from, page);
    if (found !== null) return found;
  }
  return lookUp(map.imports, specifier, from, page);
}
