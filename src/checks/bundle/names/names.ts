import { isRandomFolder } from '../../../text/hash-like.ts';
import { hashOf, type NameParts, nameParts } from '../../../text/hashed-name.ts';

/** Hashes as the bundler tells them, by the file's path. */
export type KnownHashes = ReadonlyMap<string, string>;

/**
 * The names of all files of one build, which tell more than one alone. Where each name of a kind ends in what can be a
 * hash, and surely one of the folder does, so does `page-Checkout.js`. And where a folder holds several random-looking
 * folders (`posts/<uuid>/`), these are names.
 */
export function* namesOfBuild(
  paths: readonly string[],
  known: KnownHashes = new Map(),
): Generator<readonly [path: string, NameParts]> {
  // Sets of what is few, not a list of all files: a build may have ten thousands.
  const certain = new Set<string | null>();
  const stylesByKind = new Map<string, Set<string | null>>();
  for (const path of paths) {
    if (toldHash(path, known) !== undefined) continue;
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
    yield [path, nameParts(path, { known: toldHash(path, known), either: hashed.has(kindOf(path)), isBuildFolder })];
  }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const kindOf = (path: string): string => `${folderOf(path)}*${path.slice(path.lastIndexOf('.'))}`;

function toldHash(path: string, known: KnownHashes): string | undefined {
  const told = known.get(path);
  return told && path.includes(told) ? told : undefined;
}

/** Folders that hold more than one random-looking folder: a build has one id. */
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
