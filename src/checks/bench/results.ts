import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { resolveInside } from '../../workspace/git/resolve-inside.ts';

/** Where a run of the command left its results. */

/** Bytes of results that are read. */
const MOST_BYTES = 16_000_000;

export type Text = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

export const TOO_LARGE = `the results are larger than ${MOST_BYTES / 1e6} MB`;

/** Keeps what a command prints, up to a bound. */
export function boundedText(): { add(text: string): void; read(): Text } {
  const chunks: string[] = [];
  let length = 0;
  return {
    add(text) {
      length += text.length;
      if (length <= MOST_BYTES) chunks.push(text);
      else chunks.length = 0;
    },
    read: () => (length > MOST_BYTES ? { ok: false, message: TOO_LARGE } : { ok: true, text: chunks.join('') }),
  };
}

/** When a file was last written; null if there is none. */
export const writtenAt = async (path: string): Promise<bigint | null> =>
  await stat(path, { bigint: true }).then(
    ({ mtimeNs }) => mtimeNs,
    () => null,
  );

/** The text of a results file; null if there is none, or nothing in it. */
export async function readResults(path: string): Promise<Text | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.size === 0) return null;
  if (!found.isFile()) return { ok: false, message: 'the results are no file' };
  if (found.size > MOST_BYTES) return { ok: false, message: TOO_LARGE };
  return { ok: true, text: await readFile(path, 'utf8') };
}

/** Files of a checkout, by their paths in it: those that lie in it at all. */
export const insideOf = (directory: string, files: readonly string[]): string[] =>
  files.flatMap((file) => {
    const path = isAbsolute(file) ? relative(directory, file) : file;
    return resolveInside(directory, path) === null ? [] : [path];
  });
