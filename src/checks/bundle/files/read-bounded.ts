import { readFile, stat } from 'node:fs/promises';

/** The result of reading a path that a build, or a file of a build, names. */
type Bounded =
  | { readonly kind: 'read'; readonly content: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads a regular file of at most `mostBytes`. Never rejects. */
export async function readBounded(path: string, mostBytes: number): Promise<Bounded> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { kind: 'absent' };
    if (found.size > mostBytes) return { kind: 'too-large', bytes: found.size };
    return { kind: 'read', content: await readFile(path) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'unreadable', why: code ?? message };
  }
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
