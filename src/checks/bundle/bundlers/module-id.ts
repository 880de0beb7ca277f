import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { pathInside } from '../../../text/path-inside.ts';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';

/** Where one side's modules are. Paths have forward slashes. */
export interface Project {
  /** The working directory, absolute: as given, and without symbolic links. */
  readonly directories: readonly [string, ...string[]];
  /** Path of the working directory below the root of its checkout; empty if it is the root. */
  readonly inner: string;
}

const forwardSlashes = (path: string): string => path.replaceAll('\\', '/');

/** @throws Error if there is no such folder */
export function projectAt(directory: string): Project {
  const real = realpathSync(directory);
  const inner = posix.relative(forwardSlashes(checkoutRoot(real)), forwardSlashes(real));
  return { directories: [forwardSlashes(directory), forwardSlashes(real)], inner };
}

/**
 * Prefixes of paths in a source map, which are relative to the working directory. A path module's `resolve` may have
 * reduced two slashes to one, and prepended a folder.
 */
const SCHEMES = [
  /^(?:.*\/)?webpack:\/\/(?:@[^/]+\/[^/]+|[^/]*)\//,
  /^(?:.*\/)?webpack:\/(?:(?!\.{1,2}\/|src\/|node_modules\/|webpack\/)[^/]+\/)?/,
  /^(?!file:)[a-z][a-z\d+.-]*:\/\/\/?/i,
];

const TURBOPACK = /^turbopack:\/\/\/\[project\]\//;

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:\/)/.test(path);

/** The number of folders that a relative path goes up. */
const levelsUp = (path: string): number => path.split('/').filter((part) => part === '..').length;

function unescaped(written: string): string {
  if (!/%[\da-f]{2}/i.test(written)) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return written; // a plain percent sign
  }
}

/**
 * The id of a module that a bundler or a source map names, the same in every checkout: its path relative to the working
 * directory. A plug-in's virtual modules keep their names. Null if nothing is left of the name.
 *
 * @param folder the start of relative paths, absolute
 */
export function moduleId(written: string, folder: string, project: Project): string | null {
  const [directory] = project.directories;
  let path = forwardSlashes(unescaped(written)).replace(/\?.*$/s, '');
  const virtual = path.lastIndexOf('\0');
  if (virtual >= 0) path = path.slice(virtual + 1);
  const scheme = SCHEMES.find((pattern) => pattern.test(path));
  const from = virtual >= 0 || scheme ? directory : forwardSlashes(folder);
  if (TURBOPACK.test(path)) path = posix.relative(`/${project.inner}`, `/${path.replace(TURBOPACK, '')}`);
  else if (scheme) path = path.replace(scheme, '');
  path = path.slice(path.lastIndexOf('!') + 1); // after webpack's loaders
  path = path.replace(/^file:\/\//, '').replace(/^\/(?=[A-Za-z]:\/)/, '');
  if (path === '') return null;
  const id = withoutStore(located(path, from, project));
  return id === '' || id === '.' ? null : id;
}

/** Relative to the working directory. A path outside of the checkout loses the part that differs by machine. */
function located(path: string, folder: string, project: Project): string {
  const start = isAbsolute(path) ? null : insideOf(folder, project);
  const absolute = isAbsolute(path) ? posix.normalize(path) : posix.join(folder, path);
  const inside = start === null ? insideOf(absolute, project) : reentered(posix.join(start, path), project);
  if (inside !== null && levelsUp(inside) <= depth(project)) return inside;
  const outside = withoutStore(inside ?? absolute);
  const modules = outside.search(/(?<=^|\/)node_modules\//);
  return modules < 0 ? outside.replace(/^\/+/, '') : outside.slice(modules);
}

const depth = ({ inner }: Project): number => inner.split('/').filter(Boolean).length;

/** Whether a module with this id is in the checkout, by its path alone. */
export const isInCheckout = (id: string, project: Project): boolean =>
  !isAbsolute(id) && levelsUp(id) <= depth(project);

/** A path in the checkout, relative to the working directory; null for a path outside. */
export const insideOf = (absolute: string, project: Project): string | null =>
  project.directories
    .map((directory) => posix.relative(directory, absolute))
    .find((path) => levelsUp(path) <= depth(project)) ?? null;

/** `../app/src/a.ts` is `src/a.ts`, if the working directory is called `app`. */
function reentered(path: string, { directories: [directory] }: Project): string {
  return pathInside(directory, posix.join(directory, path)) ?? path;
}

/** Where package managers keep each version of a package in a folder of its own. */
const STORE = /(^|\/)node_modules\/\.(?:pnpm|bun|deno)\/([^/]+)\/node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/|$)/;
const YARN_CACHE = /^.*\/?\.yarn\/.*-npm-(\d[^/]*)-[\da-f]{10}[^/]*\.zip\/node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/|$)/;

/** `node_modules/.pnpm/lodash@4.17.21/node_modules/lodash/x.js` → `node_modules/lodash@4.17.21/x.js` */
const withoutStore = (path: string): string =>
  path
    .replace(STORE, (_, before: string, folder: string, name: string) => {
      const [, stored, version] = /^(@?[^@]+)@(\d[^_(]*)/.exec(folder) ?? [];
      return `${before}node_modules/${name}${stored?.replace('+', '/') === name ? `@${version}` : ''}`;
    })
    .replace(YARN_CACHE, (_, version: string, name: string) => `node_modules/${name}@${version}`);
