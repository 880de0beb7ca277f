import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { resolveInside } from '../../../workspace/checkout-root.ts';
import { likelyPlaces, type Place, USUAL_FOLDERS } from './places.ts';
import { readProject, slashes } from './project.ts';

/** The folder that the build wrote for visitors. */
export interface OutputFolder {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  /** Why it is this one, to follow its name. */
  readonly reason: string;
  /** Whether it holds an index.html. */
  readonly hasPage: boolean;
  /** Folders that could have been it, too, and are there. */
  readonly others: readonly string[];
}

export interface Search {
  /** Null: none is there. */
  readonly found: OutputFolder | null;
  /** Where it was looked for, the likeliest first, each with why. */
  readonly lookedIn: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Looks for what the build wrote: the folder that the build's commands, then the bundlers' configs name, then the
 * bundlers' defaults, then the usual folders. `build`: the user's own command; null where it is a script of package.json.
 */
export async function findOutputFolder(directory: string, build: string | null): Promise<Search> {
  const places = await likelyPlaces(await readProject(directory, build));
  const there: { place: Place; folder: string }[] = [];
  for (const place of places) {
    const folder = await folderOf(place, directory);
    if (folder !== null) there.push({ place, folder });
  }
  const nameOf = (folder: string) => slashes(relative(directory, folder));
  const lookedIn = places.flatMap(({ folders, reason }) =>
    folders.flat().map((folder) => ({ path: nameOf(folder), reason })),
  );
  const [first] = there;
  if (first === undefined) return { found: null, lookedIn };

  const folder = await clientPart(first.folder);
  const reason = folder === first.folder ? first.place.reason : `${first.place.reason}, without what is for the server`;
  const others = new Set<string>();
  for (const other of there) {
    const isSame = other.place.bundler !== null && other.place.bundler === first.place.bundler;
    if (!isSame && !(await overlap(first.folder, other.folder))) others.add(nameOf(other.folder));
  }
  const hasPage = (await kindOf(join(folder, 'index.html')))?.isFile() ?? false;
  return { found: { path: nameOf(folder), reason, hasPage, others: [...others] }, lookedIn };
}

const kindOf = (path: string) => stat(path).catch(() => null);

/** The folder of a place that holds files; of several within one of the usual folders, that one. Null: none. */
async function folderOf({ folders }: Place, directory: string): Promise<string | null> {
  const there: string[] = [];
  for (const alternatives of folders) {
    for (const folder of alternatives) {
      if (!(await isOutput(folder, directory))) continue;
      there.push(folder);
      break;
    }
  }
  const [first = null, ...more] = there;
  if (more.length === 0 || folders.some(({ length }) => length > 1)) return first;
  const usual = USUAL_FOLDERS.map((folder) => resolve(directory, folder));
  return usual.find((folder) => there.every((one) => isWithin(folder, one))) ?? first;
}

/** Whether it is a folder with something in it, of this checkout, not around the sources, and not for the server. */
async function isOutput(folder: string, directory: string): Promise<boolean> {
  if (isWithin(folder, directory) || /[\\/](?:server|ssr)$/.test(folder)) return false;
  if (resolveInside(directory, folder) === null) return false;
  return (await readdir(folder).catch(() => [])).length > 0;
}

/** What visitors download, where a folder holds that and the server's code side by side. */
async function clientPart(folder: string): Promise<string> {
  const isFolder = async (name: string) => (await kindOf(join(folder, name)))?.isDirectory() ?? false;
  if (!(await isFolder('server'))) return folder;
  for (const client of ['client', 'browser', 'public']) if (await isFolder(client)) return join(folder, client);
  return folder;
}

/** Whether one of two folders lies in the other, links followed. */
async function overlap(one: string, other: string): Promise<boolean> {
  const [first, second] = [await realpath(one), await realpath(other)];
  return isWithin(first, second) || isWithin(second, first);
}

/** Whether `path` is `folder` or lies in it. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way);
}
