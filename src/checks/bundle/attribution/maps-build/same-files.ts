import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileType } from '../../metrics.ts';
import { MOST_BYTES } from '../map-file.ts';
import { readBounded } from '../read-bounded.ts';

/** What was shipped. */
export interface Shipped {
  /** The bundle's folder and the checkout's working directory, absolute. */
  readonly root: string;
  readonly directory: string;
  readonly paths: readonly string[];
}

/**
 * Finds the files that a build wrote to `folder` among those that were shipped: by the shipped file's path the other
 * one's, absolute. The bundle may be a folder of the output (`dist/assets`), or the output one of the bundle's.
 *
 * Null: of the JavaScript and CSS in `folder` not all is shipped, to the byte. What differs only by the hashes that
 * esbuild puts into names is the same: it makes them from the maps, too, and they are of one length. So is what ends
 * with a comment that names a map: it may have been uploaded elsewhere, and deleted.
 */
export async function sameFiles(folder: string, shipped: Shipped): Promise<ReadonlyMap<string, string> | null> {
  const written = await codeIn(folder);
  const code = shipped.paths.filter(isCode);
  for (const [inner, outer] of places(shipped, code)) {
    const again = written.filter((path) => path.startsWith(inner)).map((path) => path.slice(inner.length));
    const ours = code.filter((path) => path.startsWith(outer)).map((path) => path.slice(outer.length));
    const pairs = await paired(join(folder, inner), again, join(shipped.root, outer), ours);
    if (pairs !== null && pairs.size > 0)
      return new Map([...pairs].map(([path, other]) => [outer + path, join(folder, inner, other)]));
  }
  return null;
}

const isCode = (path: string): boolean => ['javascript', 'css'].includes(fileType(path));

async function codeIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile() && isCode(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Which folder of the output may be which folder of the bundle; each ends with a slash, or is empty. */
function places({ root, directory }: Shipped, code: readonly string[]): [inner: string, outer: string][] {
  const outer = new Set<string>();
  for (const path of code) for (let at = dirname(path); at !== '.'; at = dirname(at)) outer.add(`${at}/`);
  const names = relative(directory, root)
    .split(/[\\/]/)
    .filter((name) => name !== '' && name !== '..');
  const inner = names.map((_, index) => `${names.slice(index).join('/')}/`);
  return [
    ['', ''],
    ...inner.map((path): [string, string] => [path, '']),
    ...[...outer].map((path): [string, string] => ['', path]),
  ];
}

const ESBUILD_HASH = /(?<![A-Z0-9])[A-Z2-7]{8}(?![A-Z0-9])/g;

/** By the shipped file's path the written one's. Null: one that was written is not shipped. */
async function paired(folder: string, written: readonly string[], root: string, shipped: readonly string[]) {
  const [again, before] = [written, shipped].map((paths) => hashMask(paths)) as [Mask, Mask];
  const byMask = Map.groupBy(shipped, (path) => before(path));
  const pairs = new Map<string, string>();
  for (const path of written) {
    const content = await textOf(join(folder, path));
    // What the settings exclude was shipped, too.
    const candidates = [path, ...(byMask.get(again(path)) ?? []).filter((other) => other !== path)];
    let same: string | null = null;
    for (const candidate of candidates) {
      if (same !== null || pairs.has(candidate)) continue;
      const other = await textOf(join(root, candidate));
      if (content !== null && other !== null && isSame(content, other, again, before)) same = candidate;
    }
    if (same === null) return null;
    pairs.set(same, path);
  }
  const known = new Set(shipped);
  return new Map([...pairs].filter(([path]) => known.has(path)));
}

type Mask = (text: string) => string;

/** Blanks the hashes in the names of files, wherever they stand. */
function hashMask(paths: readonly string[]): Mask {
  const hashes = new Set(paths.flatMap((path) => path.match(ESBUILD_HASH) ?? []));
  return (text) =>
    hashes.size === 0 ? text : text.replace(ESBUILD_HASH, (one) => (hashes.has(one) ? '*'.repeat(8) : one));
}

const isSame = (content: string, other: string, again: Mask, before: Mask): boolean =>
  content === other || (content.length === other.length && again(content) === before(other));

/** As one character for each byte, without the comment at the end that names a map. */
async function textOf(path: string): Promise<string | null> {
  const file = await readBounded(path, MOST_BYTES);
  if (file.kind !== 'read') return null;
  const text = file.content.toString('latin1');
  const end = text.lastIndexOf('sourceMappingURL=');
  const isLast =
    end >= 0 && /^(?:\/\/|\/\*)[#@] $/.test(text.slice(end - 4, end)) && !/\s[^*]/.test(text.slice(end).trimEnd());
  return (isLast ? text.slice(0, end - 4) : text).trimEnd();
}
