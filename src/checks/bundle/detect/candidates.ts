import { posix } from 'node:path';
import {
  DEFAULT_FOLDERS,
  defaultIndex,
  holdsSources,
  isAboutProject,
  isDefault,
  isForServer,
  isOftenCopied,
} from './default-folders.ts';
import { joined, type WebFile } from './web-files.ts';

/** A folder that may be the build's output for browsers. Paths are relative to the checkout's root. */
export interface Candidate {
  /** The whole folder that was written: `build`. */
  readonly root: string;
  /** The part of `root` that browsers load: `build/client`. */
  readonly folder: string;
  /** The index.html in it, relative to it; that of a language such as `en/index.html`, if only those are there; null without. */
  readonly page: string | null;
  /** The evidence that it is a build's output. */
  readonly sign: Sign;
}

/** From the surest sign down. Git may track a committed output, but also the scripts or the sources of a build. */
const SIGNS = [
  'written',
  'written, tracked',
  'usual',
  'written outside of the package',
  'usual, tracked',
  'written among sources',
] as const;

type Sign = (typeof SIGNS)[number];

interface SearchedTree {
  /** The working directory, relative to the checkout's root; empty if it is the root. */
  readonly directory: string;
  readonly tracked: ReadonlySet<string>;
  /** Files that are newer were written by the build; null: nothing was built. */
  readonly builtSinceMs: number | null;
}

/**
 * The folders around these files that may be an output, in no order.
 *
 * @param within the folder that was searched: the working directory, or the checkout's root
 */
export function candidatesIn(files: readonly WebFile[], within: string, checkout: SearchedTree): Candidate[] {
  const { tracked, builtSinceMs } = checkout;
  const isWritten = ({ mtimeMs }: WebFile) => builtSinceMs !== null && mtimeMs >= builtSinceMs;
  const rewritten = files.filter((file) => isWritten(file) && tracked.has(file.path));
  const committed = new Set(rewritten.map(({ path }) => foldersAround(path, within, checkout).find(isDefault)));
  const paths = new Set(files.map(({ path }) => path));
  const groups = Map.groupBy(files, (file) => rootOf(file, within, checkout, committed) ?? '');
  return [...groups].flatMap(([root, all]) => {
    const written = all.filter(isWritten);
    if (root === '' || isForServer(root)) return [];
    const isSource = tracked.has(root) && (isOftenCopied(root) || !isDefault(root));
    if (isSource && written.length === 0) return [];
    // If the build writes among sources, its own files show how deep the output lies.
    const [start, shown] = isSource ? [commonFolder(written), written] : [root, all];
    const shownPaths = new Set(shown.map(({ path }) => path));
    const inner = shippedFolder(start, shownPaths);
    const around = written.length === 0 ? undefined : pageAround(inner, within, checkout, paths);
    const folder = around ?? inner;
    const page = around === undefined ? pageIn(folder, shownPaths) : 'index.html';
    const hasPage = page !== null;
    // A page, or a part for browsers, shows that what git tracks is an output.
    const isOutput = !tracked.has(root) || hasPage || folder !== root;
    const sign = isSource
      ? 'written among sources'
      : written.length > 0
        ? writtenSign(root, isOutput, within, checkout)
        : usualSign(root, isOutput && (hasPage || !isOftenCopied(root)), within, checkout);
    if (sign === null || isForServer(folder)) return [];
    const generatesCode = holdsSources(posix.relative(within, folder)) && !(sign === 'written' && hasPage);
    if (generatesCode || (isSource && hasSources(folder, tracked))) return [];
    return [{ root, folder, page, sign }];
  });
}

/** The folder of a page that git tracks, in which the build wrote its scripts. */
function pageAround(folder: string, within: string, checkout: SearchedTree, paths: ReadonlySet<string>) {
  const isPage = (path: string) => paths.has(path) && checkout.tracked.has(path);
  return [folder, ...foldersAround(folder, within, checkout).toReversed()].find(
    (one) => isPage(joined(one, 'index.html')) && !holdsSources(posix.relative(within, one)) && !isAboutProject(one),
  );
}

/**
 * The path of a folder's index.html. A site in several languages may have none at its root: then the English page, else
 * the first.
 */
function pageIn(folder: string, paths: ReadonlySet<string>): string | null {
  if (paths.has(joined(folder, 'index.html'))) return 'index.html';
  const pages = [...paths]
    .map((path) => posix.relative(folder, path))
    .filter((page) => /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?\/index\.html$/.test(page));
  return pages.toSorted((a, b) => Number(/^en\b/.test(b)) - Number(/^en\b/.test(a)) || (a < b ? -1 : 1))[0] ?? null;
}

/** Whether git tracks sources in a folder that no browser can load. */
const hasSources = (folder: string, tracked: ReadonlySet<string>): boolean =>
  [...tracked].some((path) => path.startsWith(`${folder}/`) && /\.(?:[cm]?tsx?|jsx|vue|svelte|astro)$/.test(path));

/** Orders candidates, the likeliest first. */
export function likelier(one: Candidate, other: Candidate): number {
  const isSite = ({ folder, page }: Candidate) => page !== null && !isAboutProject(folder);
  return (
    SIGNS.indexOf(one.sign) - SIGNS.indexOf(other.sign) ||
    Number(isSite(other)) - Number(isSite(one)) ||
    defaultIndex(one.root) - defaultIndex(other.root) ||
    one.folder.split('/').length - other.folder.split('/').length ||
    (one.folder < other.folder ? -1 : 1)
  );
}

/**
 * The outermost folder around a file that can be a build's output. A framework's own folder comes first, then a
 * committed one that the build wrote. One that git does not track follows, then one with a usual name. Other folders
 * hold sources.
 */
function rootOf(
  { path, frameworkFolder }: WebFile,
  within: string,
  checkout: SearchedTree,
  committed: ReadonlySet<string | undefined>,
): string | null {
  if (frameworkFolder !== null) return frameworkFolder;
  const { directory, tracked } = checkout;
  const folders = foldersAround(path, within, checkout);
  const free = folders.filter((folder) => !tracked.has(folder));
  const ofPackage = within === directory ? undefined : free.find((folder) => isNamedAfter(folder, directory));
  const ofOutput = folders.find((folder) => committed.has(folder) && !isOftenCopied(folder)) ?? ofPackage;
  return ofOutput ?? free.find(isDefault) ?? free[0] ?? folders.find(isDefault) ?? folders[0] ?? null;
}

/** The folders around a file, the outermost first, without those that hold the working directory. */
const foldersAround = (path: string, within: string, { directory }: SearchedTree): string[] =>
  path
    .split('/')
    .map((_, depth, names) => names.slice(0, depth).join('/'))
    .filter((folder) => folder !== '' && folder.startsWith(within === '' ? '' : `${within}/`))
    .filter((folder) => folder !== directory && !directory.startsWith(`${folder}/`));

/** Whether a folder outside of a package is that package's output: `dist/apps/shop` for `apps/shop`. */
const isNamedAfter = (folder: string, directory: string): boolean =>
  folder.endsWith(`/${directory}`) || posix.basename(folder) === posix.basename(directory);

function writtenSign(root: string, isOutput: boolean, within: string, { directory }: SearchedTree): Sign {
  if (within !== directory && !isNamedAfter(root, directory)) return 'written outside of the package';
  return isOutput ? 'written' : 'written, tracked';
}

/** Null if it is not where a build tool writes by default. */
function usualSign(root: string, isOutput: boolean, within: string, { directory }: SearchedTree): Sign | null {
  const inDirectory = posix.relative(directory, root);
  const isUsual = within === directory ? DEFAULT_FOLDERS.includes(inDirectory) : root === `dist/${directory}`;
  if (!isUsual || (isOftenCopied(root) && !isOutput)) return null;
  return isOutput ? 'usual' : 'usual, tracked';
}

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
