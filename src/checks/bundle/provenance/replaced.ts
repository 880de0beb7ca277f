import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readStored, storedAs } from '../files/compressed-files.ts';
import { fileType } from '../metrics.ts';
import { type KnownHashes, namesOfBuild } from '../names/names.ts';
import { earliestWriteMs } from './written-since.ts';

interface ReplacedRequest {
  /** The bundle's folder, absolute. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly known: KnownHashes;
  /** When the work on this side began, in milliseconds since 1970. Files of this build are newer. */
  readonly startedAt: number;
}

/** Types of files that name others. */
const NAMING: readonly string[] = ['javascript', 'css', 'html', 'other'];

/**
 * Finds files of an earlier build that this one replaced, in a folder that it does not empty. No visitor downloads them,
 * yet the bundle would seem to have grown by them.
 *
 * A build may also leave an unchanged file alone. A replaced file has a hash in its name, a newer file has its name with
 * another hash, and nothing of this build names it. A file that only replaced ones name counts as one.
 */
export async function replacedFiles({ root, paths, known, startedAt }: ReplacedRequest): Promise<string[]> {
  const names = namesOfBuild(paths, known);
  const old: { path: string; name: string; hashes: readonly string[] }[] = [];
  const renewed = new Set<string>();
  for (const [path, { logical, hashes }] of names) {
    if (hashes.length === 0) continue;
    const { mtimeMs } = await stat(join(root, storedAs(root, path)));
    if (mtimeMs < earliestWriteMs(startedAt)) old.push({ path, name: logical, hashes });
    else renewed.add(logical);
  }
  const replaced = old.filter(({ name }) => renewed.has(name)).map(({ path }) => path);
  if (replaced.length === 0) return [];

  const isOld = new Set(old.map(({ path }) => path));
  const namedBy = (from: Iterable<string>, known: ReadonlySet<string>): Set<string> => {
    const named = new Set(known);
    const queue = [...from];
    for (const path of queue) {
      if (!NAMING.includes(fileType(path))) continue;
      const content = readStored(root, path);
      for (const one of old) {
        if (named.has(one.path) || !one.hashes.every((hash) => content.includes(hash))) continue;
        named.add(one.path);
        queue.push(one.path);
      }
    }
    return named;
  };
  const used = namedBy(
    paths.filter((path) => !isOld.has(path)),
    new Set(),
  );
  const left = replaced.filter((path) => !used.has(path));
  const lost = namedBy(left, new Set([...used, ...left]));
  return [...lost].filter((path) => !used.has(path)).sort();
}
