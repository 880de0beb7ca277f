import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';
import { trackedPaths } from '../../../workspace/git/tracked-paths.ts';
import { readStored, storedAs } from '../files/compressed-files.ts';
import { fileType } from '../metrics.ts';
import { type KnownHashes, namesOfBuild } from '../names/names.ts';
import { earliestWriteMs } from './written-since.ts';

interface UntouchedRequest {
  /** The bundle's folder, absolute. */
  readonly root: string;
  /** The working directory, absolute. */
  readonly directory: string;
  readonly paths: readonly string[];
  readonly known: KnownHashes;
  /** When the work on this side began, in milliseconds since 1970. */
  readonly startedAt: number;
}

interface Untouched {
  readonly old: readonly string[];
  /** Whether the build wrote no file at all: then all are old, and it may not even have run. */
  readonly areAll: boolean;
}

/**
 * Files that lay in the folder before the build, and that the build did not touch. A tool that does not empty its
 * folder leaves such files of deleted sources. But a tool that writes only what changed leaves them, too, so they may
 * still be shipped. Files that git tracks, or that this build's files name, are left out.
 */
export async function untouchedFiles({
  root,
  directory,
  paths,
  known,
  startedAt,
}: UntouchedRequest): Promise<Untouched> {
  const old: string[] = [];
  for (const path of paths) {
    // A copy can keep the modification time of its original, but never the change time.
    const { mtimeMs, ctimeMs } = await stat(join(root, storedAs(root, path)));
    if (Math.max(mtimeMs, ctimeMs) < earliestWriteMs(startedAt)) old.push(path);
  }
  const areAll = old.length === paths.length;
  if (old.length === 0) return { old, areAll };
  const top = checkoutRoot(directory);
  const tracked = await trackedPaths(top);
  const all = new Set(
    old.filter(
      (path) =>
        !tracked.has(
          join(root, storedAs(root, path))
            .slice(top.length + 1)
            .replaceAll('\\', '/'),
        ),
    ),
  );

  const isOld = new Set(old);
  const isPage = (path: string) => fileType(path) === 'html';
  // A bundler that wrote no page may have left all of them as they are.
  const arePagesOld = paths.every((path) => !isPage(path) || isOld.has(path));
  // A runtime may put a name together, but for the hash in it.
  const hashesOf = new Map([...namesOfBuild(paths, known)].map(([path, { hashes }]) => [path, hashes]));
  const queue = paths.filter((path) => !isOld.has(path) || (arePagesOld && isPage(path)));
  for (const path of queue) {
    all.delete(path);
    if (all.size === 0) break;
    if (!NAMING.test(path)) continue;
    const text = readStored(root, path).toString();
    const named = namesIn(text);
    for (const one of all) {
      const hashes = hashesOf.get(one) ?? [];
      const isByHash = hashes.length > 0 && hashes.every((hash) => text.includes(hash));
      if (!isByHash && !namesOf(one).some((name) => named.has(name))) continue;
      all.delete(one);
      queue.push(one);
    }
  }
  return { old: [...all].sort(), areAll };
}

/** Files that name others. */
const NAMING = /\.(?:[cm]?js|css|html?|json)$/i;

/** Words of a text that may name a file: each word, each end of a quoted path after a slash, and each quoted text. */
function namesIn(text: string): Set<string> {
  const words = text.match(/[^\s/\\'"`()<>=,:;?#{}[\]]+/g) ?? [];
  const ends = text.match(/\/[^\s/\\'"`]+(?=['"`])/g) ?? [];
  const quoted = text.match(/['"`][^\s'"`]+(?=['"`])/g) ?? [];
  return new Set([...words, ...ends, ...quoted.map((one) => `"${one.slice(1)}`)]);
}

/**
 * The ways in which other files may write the path. A module's path may lack its ending, and a folder's path stands for
 * its index. A runtime may build a chunk's name from its id: a number, or a word in quotes.
 */
function namesOf(path: string): string[] {
  const parts = path.split('/');
  const file = parts.at(-1) ?? path;
  const stem = file.replace(/\.[cm]?js$/, '');
  if (stem === file) return [file];
  const folder = parts.at(-2);
  const id = /^\d+$/.test(stem) ? stem : `"${stem}`;
  return [file, `/${stem}`, id, ...(stem === 'index' && folder !== undefined ? [`/${folder}`] : [])];
}
