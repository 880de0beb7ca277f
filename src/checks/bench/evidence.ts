import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mismatch } from '../check.ts';
import { insideOf } from './results.ts';

/** What a run keeps beside its values. */
export interface BenchEvidence {
  readonly format: string;
  /** A digest of each file that defines benchmarks, by its path in the checkout; empty if the tool names none. */
  readonly files: Readonly<Record<string, string>>;
}

/** More files say no more. */
const MOST_FILES = 200;
const LARGEST_FILE = 10_000_000;

export async function digestsOf(directory: string, files: readonly string[]): Promise<Record<string, string>> {
  const paths = [...new Set(insideOf(directory, files))].slice(0, MOST_FILES);
  const digests = paths.map(async (path): Promise<[string, string]> => {
    const file = await stat(join(directory, path)).catch(() => null);
    const isRead = file?.isFile() === true && file.size <= LARGEST_FILE;
    const content = isRead ? await readFile(join(directory, path)).catch(() => '') : '';
    return [path, createHash('sha256').update(content).digest('hex')];
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** Files with benchmarks that the change itself touches: the same name may stand for other work. Pure. */
export function changedFiles(
  name: string,
  visits: { readonly base: readonly BenchEvidence[]; readonly head: readonly BenchEvidence[] },
): Mismatch[] {
  const [base, head] = [visits.base.at(-1)?.files ?? {}, visits.head.at(-1)?.files ?? {}];
  const changed = Object.keys(head).filter((path) => Object.hasOwn(base, path) && base[path] !== head[path]);
  return changed.length === 0
    ? []
    : [
        {
          effect: 'noted',
          message: `${name}: ${changed
            .slice(0, 3)
            .map((path) => `\`${path}\``)
            .join(
              ', ',
            )}${changed.length > 3 ? ` and ${changed.length - 3} more` : ''} changed, so a benchmark in it may do other work than on base`,
        },
      ];
}
