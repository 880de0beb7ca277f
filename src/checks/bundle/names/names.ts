import { isRandomFolder } from '../../../text/hash-like.ts';
import { hashOf, type NameParts, nameParts } from '../../../text/hashed-name.ts';

/** Hashes that the bundler reports, by the file's path. */
export type KnownHashes = ReadonlyMap<string, string>;

/**
 * Finds the hashes in the names of one build, which together show more than each alone. `Checkout` in
 * `page-Checkout.js` is a hash if all names of its kind end in a possible hash, and one of these surely is a hash.
 * Several random-looking folders in one folder (`posts/<uuid>/`) are names.
 */
export function* namesOfBuild(
  paths: readonly string[],
  known: KnownHashes = new Map(),
): Generator<readonly [path: string, NameParts]> {
  // Few styles, but tens of thousands of files: sets rather than lists.
  const certain = new Set<string | null>();
  const stylesByKind = new Map<string, Set<string | null>>();
  for (const path of paths) {
    if (reportedHash(path, known) !== undefined) continue;
    const found = hashOf(fileOf(path));
    const style = found && `${folderOf(path)}${found.separator}`;
    if (found?.certain) certain.add(style);
    const styles = stylesByKind.get(kindOf(path)) ?? new Set();
    stylesByKind.set(kindOf(path), styles.add(style));
  }
  const hashed = new Set<string>();
  for (const [kind, styles] of stylesByKind) if ([...styles].every((style) => certain.has(style))) hashed.add(kind);
  const ids = foldersOfIds(paths);
  const isBuildFolder = (_: string, parent: string) => !ids.has(parent);
  for (const path of paths) {
    yield [
      path,
      nameParts(path, { known: reportedHash(path, known), either: hashed.has(kindOf(path)), isBuildFolder }),
    ];
  }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const kindOf = (path: string): string => `${folderOf(path)}*${path.slice(path.lastIndexOf('.'))}`;

function reportedHash(path: string, known: KnownHashes): string | undefined {
  const hash = known.get(path);
  return hash && path.includes(hash) ? hash : undefined;
}

/** Folders with more than one random-looking folder. A build has a single id. */
function foldersOfIds(paths: readonly string[]): Set<string> {
  const first = new Map<string, string>();
  const several = new Set<string>();
  for (const path of paths) {
    const folders = path.split('/').slice(0, -1);
    for (const [depth, folder] of folders.entries()) {
      if (!isRandomFolder(folder)) continue;
      const parent = folders.slice(0, depth).join('/');
      if (!first.has(parent)) first.set(parent, folder);
      else if (first.get(parent) !== folder) several.add(parent);
    }
  }
  return several;
}
