import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readBounded } from '../files/read-bounded.ts';
import { fileType } from '../metrics.ts';
import { MOST_BYTES } from '../modules/map-file.ts';
import { type Mask, maskOf } from './hash-mask.ts';

/** What was shipped. */
export interface Shipped {
  /** The bundle's folder and the checkout's working directory, absolute. */
  readonly root: string;
  readonly directory: string;
  readonly paths: readonly string[];
}

export interface SameFiles {
  /** By the shipped file's path the one that was written, absolute. */
  readonly same: ReadonlyMap<string, string>;
  /** Files that were written and are not shipped as they are. */
  readonly others: readonly string[];
}

/**
 * Finds the JavaScript and CSS that a build wrote to `folder` among the files that were shipped. The bundle may be a
 * folder of the output (`dist/assets`), or the output one of the bundle's.
 *
 * A file is the same to the byte, but for what moves no position in it, so that its map holds: hashes in names of files,
 * which esbuild and webpack make from the maps, too, and names of one to three letters, which minifiers hand out
 * differently where they keep track of positions. So is what ends with a comment that names a map: it may have been
 * uploaded elsewhere, and deleted.
 */
export async function sameFiles(folder: string, shipped: Shipped): Promise<SameFiles> {
  const written = await codeIn(folder);
  const code = shipped.paths.filter(isCode);
  let best: SameFiles = { same: new Map(), others: written };
  for (const [inner, outer] of places(shipped, code)) {
    const again = written.filter((path) => path.startsWith(inner)).map((path) => path.slice(inner.length));
    const ours = code.filter((path) => path.startsWith(outer)).map((path) => path.slice(outer.length));
    const pairs = await paired(join(folder, inner), again, join(shipped.root, outer), ours);
    if (pairs.size <= best.same.size) continue;
    const same = new Map([...pairs].map(([path, other]) => [outer + path, join(folder, inner, other)]));
    const found = new Set(pairs.values());
    best = { same, others: again.filter((path) => !found.has(path)) };
    if (best.others.length === 0) break;
  }
  return best;
}

const isCode = (path: string): boolean => ['javascript', 'css'].includes(fileType(path));

async function codeIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile() && isCode(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
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

/** By the shipped file's path the written one's. */
async function paired(folder: string, written: readonly string[], root: string, shipped: readonly string[]) {
  const [again, before] = [written, shipped].map(maskOf) as [Mask, Mask];
  const byMask = Map.groupBy(shipped, (path) => before(path));
  const known = new Set(shipped);
  const pairs = new Map<string, string>();
  for (const path of written) {
    const content = await textOf(join(folder, path));
    const alike = (byMask.get(again(path)) ?? []).filter((other) => other !== path);
    for (const candidate of [...(known.has(path) ? [path] : []), ...alike]) {
      if (pairs.has(candidate)) continue;
      const other = await textOf(join(root, candidate));
      if (content === null || other === null || !isSame(content, other, again, before)) continue;
      pairs.set(candidate, path);
      break;
    }
  }
  return pairs;
}

const SHORT_NAME = /(?<![\w$])[A-Za-z_$][\w$]{0,2}(?![\w$])/g;
const withoutShortNames = (text: string): string => text.replace(SHORT_NAME, (name) => '*'.repeat(name.length));

function isSame(content: string, other: string, again: Mask, before: Mask): boolean {
  if (content === other) return true;
  if (content.length !== other.length) return false;
  const [one, two] = [again(content), before(other)];
  return one === two || withoutShortNames(one) === withoutShortNames(two);
}

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
