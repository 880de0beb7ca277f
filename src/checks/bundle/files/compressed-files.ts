import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';

/** Files that a build ships compressed only. A host that finds no `app.js` sends `app.js.br` for it. */

const UNPACK = { br: brotliDecompressSync, gz: gunzipSync, zst: zstdDecompressSync } as const;

const ENDINGS = Object.keys(UNPACK) as (keyof typeof UNPACK)[];

/** Matches the endings of compressed files, for use behind a glob. */
export const PACKED = `.{${ENDINGS.join(',')}}`;

/** An archive is downloaded as it is, and so is a file without another ending. */
const NAME = new RegExp(`^(.*[^/]\\.(?!tar\\.)[^./]+)\\.(?:${ENDINGS.join('|')})$`);

/** The address that a compressed file is sent for: `app.js` of `app.js.br`; null if it is sent for its own. */
export const unpackedName = (path: string): string | null => NAME.exec(path)?.[1] ?? null;

/** Where the content of a file lies: there, or compressed beside it. */
export const storedAs = (root: string, path: string): string =>
  [path, ...ENDINGS.map((ending) => `${path}.${ending}`)].find((one) => existsSync(join(root, one))) ?? path;

const MOST_BYTES = 500_000_000;

/**
 * The content of a file, however it is stored. What can't be unpacked is no compressed file.
 *
 * @throws Error if it can't be read
 */
export function readStored(root: string, path: string): Buffer {
  const stored = storedAs(root, path);
  const content = readFileSync(join(root, stored));
  if (stored === path) return content;
  const unpack = UNPACK[stored.slice(path.length + 1) as keyof typeof UNPACK];
  try {
    return unpack(content, { maxOutputLength: MOST_BYTES });
  } catch {
    return content;
  }
}
