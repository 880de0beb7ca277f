import { hashOf, type NameParts, nameParts } from '../../logical-name.ts';
import { isRandomFolder } from '../../looks-random.ts';

/** Hashes as the bundler tells them, by the file's path. */
export type KnownHashes = ReadonlyMap<string, string>;

/**
 * The names of all files of one build, which tell more than one alone. Where each name of a kind ends in what can be a
 * hash, and surely one of the folder does, so does `page-Checkout.js`. And where a folder holds several random-looking
 * folders (`posts/<uuid>/`), these are names.
 */
export function namesOfBuild(paths: readonly string[], known: KnownHashes = new Map()): Map<string, NameParts> {
  const files = paths.map((path) => fileOf(path, known));
  const styles = new Set(files.filter(({ found }) => found?.certain).map(({ style }) => style));
  const isHashed = ({ hash, found, style }: File) => hash !== undefined || (found !== null && styles.has(style));
  const mixed = new Set(files.filter((file) => !isHashed(file)).map(({ kind }) => kind));
  const ids = foldersOfIds(paths);
  return new Map(
    files.map((file) => {
      const context = {
        known: file.hash,
        either: isHashed(file) && !mixed.has(file.kind),
        isBuildFolder: (_: string, parent: string) => !ids.has(parent),
      };
      return [file.path, nameParts(file.path, context)];
    }),
  );
}

type File = ReturnType<typeof fileOf>;

function fileOf(path: string, known: KnownHashes) {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const name = path.slice(slash);
  const told = known.get(path);
  const hash = told && path.includes(told) ? told : undefined;
  const found = hash === undefined ? hashOf(name) : null;
  const kind = `${folder}*${name.slice(name.lastIndexOf('.'))}`;
  return { path, hash, found, style: `${folder}${found?.separator}`, kind };
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
