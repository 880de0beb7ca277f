import { posix } from 'node:path';
import { isCode } from '../metrics.ts';

/** Finds the shipped files of a bundle that something refers to. */
export interface Locator {
  /** The bundle's files, relative to its folder, with forward slashes. */
  readonly paths: readonly string[];
  /**
   * Resolves a reference in the file `from`: relative, from the site's root, or with a host. Null if it is no file of
   * the bundle.
   */
  reference(reference: string, from: string): string | null;
  /** Resolves a name in a bundler's report, relative to some folder at, above or below the bundle's. Null if it is no file of the bundle. */
  reported(name: string): string | null;
  /** The JavaScript and CSS among the files that a report names. */
  reportedCode(names: readonly string[]): string[];
}

const ADDRESS = /^(?:https?:)?\/\/[^/]*/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `/app/assets/x.js`: itself, then `assets/x.js`, then `x.js`. */
function* suffixes(path: string): Generator<string> {
  const segments = path.split('/').filter((segment) => segment !== '');
  for (let from = 0; from < segments.length; from++) yield segments.slice(from).join('/');
}

/** The folders above a file, the nearest first, without the bundle's own. */
function* foldersAbove(path: string): Generator<string> {
  for (let folder = posix.dirname(path); folder !== '.' && folder !== '/'; folder = posix.dirname(folder)) yield folder;
}

export function locator(paths: readonly string[]): Locator {
  const shipped = new Set(paths);
  const byName = Map.groupBy(paths, (path) => posix.basename(path));
  const file = (path: string): string | null => [path, decoded(path)].find((form) => shipped.has(form)) ?? null;

  /** The site's base is unknown (`/`, `/app/`, a CDN), so this takes the longest end of the path that is a file. */
  const bySuffix = (path: string): string | null => {
    for (const suffix of suffixes(path)) {
      const found = file(suffix);
      if (found !== null) return found;
    }
    return null;
  };

  const fromSiteRoot = (path: string, from: string): string | null => {
    const normal = posix.normalize(path).slice(1);
    const whole = file(normal);
    if (whole !== null) return whole;
    // One folder may hold several sites, each with a root of its own.
    for (const folder of foldersAbove(from)) {
      const found = file(`${folder}/${normal}`);
      if (found !== null) return found;
    }
    return bySuffix(normal);
  };

  const reported = (name: string): string | null => {
    const normal = posix.normalize(name.replaceAll('\\', '/').replace(/\?.*$/s, '')).replace(/^(?:\.\.?\/)+|^\/+/, '');
    const found = bySuffix(normal);
    if (found !== null) return found;
    const below = (byName.get(posix.basename(normal)) ?? []).filter((path) => path.endsWith(`/${normal}`));
    return below.length === 1 ? (below[0] ?? null) : null;
  };

  return {
    paths,
    reported,
    reportedCode: (names) => names.map(reported).filter(isCode),
    reference(reference, from) {
      const path = reference.trim().replace(/[?#].*$/s, '');
      const host = ADDRESS.exec(path);
      if (host) return bySuffix(posix.normalize(path.slice(host[0].length)));
      if (path === '' || SCHEME.test(path)) return null;
      if (path.startsWith('/')) return fromSiteRoot(path, from);
      const joined = posix.join(posix.dirname(from), path);
      return joined.startsWith('../') ? null : file(joined);
    },
  };
}
