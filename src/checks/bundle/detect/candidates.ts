import { posix } from 'node:path';
import {
  defaultIndex,
  holdsSources,
  isAboutProject,
  isDefault,
  isForServer,
  isOftenCopied,
} from './default-folders.ts';
import { joined, type WebFile } from './web-files.ts';

/** A folder that may be what the build wrote for browsers. Paths are relative to the checkout's root. */
export interface Candidate {
  /** The whole folder that was written: `build`. */
  readonly root: string;
  /** What of it browsers load: `build/client`. */
  readonly folder: string;
  /** Whether an index.html lies in it. */
  readonly hasPage: boolean;
  /** Whether the build wrote it. */
  readonly written: boolean;
  /** How it was found, 0 the surest: see `rankOf`. */
  readonly rank: number;
}

export interface Checkout {
  /** The working directory, relative to the checkout's root; empty if it is the root. */
  readonly directory: string;
  readonly tracked: ReadonlySet<string>;
  /** Files that are newer were written by the build; null: nothing was built. */
  readonly builtSinceMs: number | null;
}

/** The folders that hold these files, the likeliest first. `within`: the folder that was searched. */
export function candidatesIn(files: readonly WebFile[], within: string, checkout: Checkout): Candidate[] {
  const { tracked, builtSinceMs } = checkout;
  const isWritten = ({ mtimeMs }: WebFile) => builtSinceMs !== null && mtimeMs >= builtSinceMs;
  const groups = Map.groupBy(files, (file) => rootOf(file.path, within, checkout, file) ?? '');
  return [...groups].flatMap(([root, all]) => {
    const written = all.filter(isWritten);
    if (root === '' || isForServer(root)) return [];
    const isSource = tracked.has(root) && (isOftenCopied(root) || !isDefault(root));
    if (isSource && written.length === 0) return [];
    // Where the build writes among sources, its own files show how deep.
    const [start, shown] = isSource ? [commonFolder(written), written] : [root, all];
    const folder = shippedFolder(start, new Set(shown.map(({ path }) => path)));
    const hasPage = shown.some(({ path }) => path === joined(folder, 'index.html'));
    const rank = rankOf({ root, written: written.length > 0, isSource, hasPage }, within, checkout);
    if (rank === null || isForServer(folder)) return [];
    const generatesCode = holdsSources(posix.relative(within, folder)) && !(rank === 0 && hasPage);
    if (generatesCode || (isSource && hasSources(folder, tracked))) return [];
    return [{ root, folder, hasPage, written: written.length > 0, rank }];
  });
}

/** Whether git tracks sources in a folder that no browser can load. */
const hasSources = (folder: string, tracked: ReadonlySet<string>): boolean =>
  [...tracked].some((path) => path.startsWith(`${folder}/`) && /\.(?:[cm]?tsx?|jsx|vue|svelte|astro)$/.test(path));

/** Orders candidates, the likeliest first. */
export function likelier(one: Candidate, other: Candidate): number {
  const isSite = ({ folder, hasPage }: Candidate) => hasPage && !isAboutProject(folder);
  return (
    one.rank - other.rank ||
    Number(isSite(other)) - Number(isSite(one)) ||
    defaultIndex(one.root) - defaultIndex(other.root) ||
    one.folder.split('/').length - other.folder.split('/').length ||
    (one.folder < other.folder ? -1 : 1)
  );
}

/**
 * The outermost folder around a file that can be a build's output: a framework's own, else one that git does not track,
 * else one with a usual name. What is left are sources, in which a build may write, too.
 */
function rootOf(path: string, within: string, { directory, tracked }: Checkout, file: WebFile): string | null {
  if (file.frameworkFolder !== null) return file.frameworkFolder;
  const names = posix
    .relative(within, posix.dirname(path))
    .split('/')
    .filter((name) => name !== '');
  const folders = names
    .map((_, index) => joined(within, ...names.slice(0, index + 1)))
    .filter((folder) => directory !== folder && !directory.startsWith(`${folder}/`));
  const free = folders.filter((folder) => !tracked.has(folder));
  const ofPackage = within === directory ? undefined : free.find((folder) => isNamedAfter(folder, directory));
  return ofPackage ?? free.find(isDefault) ?? free[0] ?? folders.find(isDefault) ?? folders[0] ?? null;
}

/** Whether a folder outside of a package is that package's output: `dist/apps/shop` for `apps/shop`. */
const isNamedAfter = (folder: string, directory: string): boolean =>
  folder.endsWith(`/${directory}`) || posix.basename(folder) === posix.basename(directory);

/** Null if nothing says that it is an output. */
function rankOf(
  { root, written, isSource, hasPage }: Pick<Candidate, 'root' | 'written' | 'hasPage'> & { isSource: boolean },
  within: string,
  { directory, tracked }: Checkout,
): number | null {
  const isOurs = within === directory || isNamedAfter(root, directory);
  if (written && isSource) return 5;
  if (written && isOurs) return tracked.has(root) ? 1 : 0;
  if (written) return 3;
  const inDirectory = posix.relative(directory, root);
  const isUsual =
    within === directory ? isDefault(inDirectory) && !isNested(inDirectory) : root === `dist/${directory}`;
  if (!isUsual || (isOftenCopied(root) && !hasPage)) return null;
  return tracked.has(root) ? 4 : 2;
}

const isNested = (folder: string): boolean => !folder.startsWith('.') && folder.includes('/');

const CLIENT = ['client', 'browser', 'public', 'static'];

/** The part of an output that browsers load: without the server's, and without folders around it that hold nothing else. */
function shippedFolder(root: string, paths: ReadonlySet<string>): string {
  const inner = commonFolder([...paths].map((path) => ({ path })));
  const hasFolder = (name: string) => [...paths].some((path) => path.startsWith(`${joined(inner, name)}/`));
  const client = CLIENT.find(
    (name) => (hasFolder('server') && hasFolder(name)) || paths.has(joined(inner, name, 'index.html')),
  );
  if (paths.has(joined(inner, 'index.html'))) return inner;
  if (client !== undefined) return joined(inner, client);
  return /^(?:client|browser)$/.test(posix.basename(inner)) ? inner : root;
}

function commonFolder(files: readonly { readonly path: string }[]): string {
  const [first = [], ...rest] = files.map(({ path }) => path.split('/').slice(0, -1));
  const differs = first.findIndex((name, index) => rest.some((other) => other[index] !== name));
  return first.slice(0, differs === -1 ? first.length : differs).join('/');
}
