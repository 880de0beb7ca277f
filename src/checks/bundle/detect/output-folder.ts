import { existsSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';
import { resolveInside } from '../../../workspace/git/resolve-inside.ts';
import { trackedPaths } from '../../../workspace/git/tracked-paths.ts';
import { earliestWriteMs } from '../provenance/written-since.ts';
import { type Candidate, candidatesIn, likelier } from './candidates.ts';
import { DEFAULT_FOLDERS } from './default-folders.ts';
import { webFilesIn } from './web-files.ts';

/** The folder that the build wrote for browsers. */
export interface OutputFolder {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  /** Why it is this one, to follow its name in brackets: `the build wrote it`. */
  readonly reason: string;
  /** The index.html in it, relative to it; null if it holds no page. */
  readonly page: string | null;
  /** Folders that exist and could have been meant instead; 8 at most. */
  readonly others: readonly string[];
}

export type Search =
  | { readonly found: OutputFolder }
  /** `lookedAt`: a sentence on the folders that were searched. */
  | { readonly found: null; readonly lookedAt: string };

const MOST_OTHERS = 8;

/**
 * Finds what the build wrote: the outermost folder with HTML, JavaScript or CSS newer than the build's start, first among
 * those that git does not track. Without one, a folder of `DEFAULT_FOLDERS` counts.
 *
 * @param directory absolute working directory of a checkout
 * @param startedAt when the build began, milliseconds since 1970; null: nothing was built
 */
export async function findOutputFolder(directory: string, startedAt: number | null): Promise<Search> {
  const root = checkoutRoot(directory);
  const checkout = {
    directory: relative(root, directory).replaceAll(sep, '/'),
    tracked: await trackedPaths(root),
    builtSinceMs: startedAt === null ? null : earliestWriteMs(startedAt),
  };
  const inside = candidatesIn(await webFilesIn(root, checkout.directory), checkout.directory, checkout);
  const isCertain =
    checkout.directory === '' || inside.some(({ sign }) => sign === 'written' || sign === 'written, tracked');
  // Outside of a package of a monorepo, but in no other package.
  const isPackage = (folder: string) => folder === checkout.directory || checkout.tracked.has(`${folder}/package.json`);
  const outside = isCertain ? [] : candidatesIn(await webFilesIn(root, '', isPackage), '', checkout);
  const nameOf = ({ folder }: Candidate) => posix.relative(checkout.directory, folder);
  const [first, ...rest] = [...inside, ...outside]
    .filter((candidate) => resolveInside(directory, nameOf(candidate)) !== null)
    .sort(likelier);
  if (first === undefined) return { found: null, lookedAt: lookedAt(startedAt) };

  const why = first.sign.startsWith('written') ? 'the build wrote it' : 'a usual output folder';
  const withoutServer = first.folder !== first.root && existsSync(join(root, first.folder, '../server'));
  const others = rest.filter(({ folder }) => !/(?:^|\/)\./.test(folder)).map(nameOf);
  const found = {
    path: nameOf(first),
    reason: withoutServer ? `${why}, without what is for the server` : why,
    page: first.page,
    others: others.slice(0, MOST_OTHERS),
  };
  return { found };
}

const lookedAt = (startedAt: number | null): string =>
  startedAt === null
    ? `Nothing was built, so only the usual folders were looked for: ${DEFAULT_FOLDERS.join(', ')}.`
    : `The build wrote no folder with HTML, JavaScript or CSS, and none of the usual ones is there: ${DEFAULT_FOLDERS.join(', ')}.`;
