import { isObject } from '../../../text/parse-json.ts';

/** The package whose exports are imported. */
interface Package {
  /** Its package.json. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Whether it has a file at this path, relative to its folder. */
  isFile(path: string): boolean;
}

/**
 * The specifier by which a module in the package's own folder imports what `from` names: one of its subpaths (`.`,
 * `./server`, `my-lib/server`), else a file, else another package. A package without `exports` has all of its files as
 * subpaths, and can't import itself by its name.
 */
export function specifierOf(from: string, { manifest, isFile }: Package): string {
  const name = typeof manifest.name === 'string' ? manifest.name : '';
  const isOwn = name !== '' && (from === name || from.startsWith(`${name}/`));
  const subpath = isOwn ? `.${from.slice(name.length)}` : from;
  if (!/^\.(?:$|\/)/.test(subpath)) return isFile(subpath) ? `./${subpath}` : subpath;
  if (name !== '' && isExported(subpath, manifest.exports)) return `${name}${subpath.slice(1)}`;
  return subpath === '.' ? './' : subpath;
}

/** Whether `exports` of a package.json names a subpath: https://nodejs.org/api/packages.html#subpath-patterns. */
function isExported(subpath: string, exports: unknown): boolean {
  if (exports === undefined || exports === null) return false;
  const keys = subpathsOf(exports);
  return keys.some((key) => {
    const [before = '', after] = key.split('*');
    return after === undefined
      ? key === subpath
      : subpath.length > key.length - 1 && subpath.startsWith(before) && subpath.endsWith(after);
  });
}

/** The keys of `exports` that are subpaths. A single target, or conditions without subpaths, stand for `.`. */
export function subpathsOf(exports: unknown): string[] {
  if (!isObject(exports)) return exports === undefined || exports === null ? [] : ['.'];
  const keys = Object.keys(exports);
  return keys.some((key) => key.startsWith('.')) ? keys.filter((key) => key.startsWith('.')) : ['.'];
}
