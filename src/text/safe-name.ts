import { createHash } from 'node:crypto';

/** GitHub does not document its own limit; this is far below the limits of file systems. */
const LONGEST = 100;

/**
 * A name in characters that artifacts, caches and paths allow. Different names stay different. The result is never a
 * special folder such as `..`.
 * https://github.com/actions/toolkit/blob/main/packages/artifact/README.md lists the characters that GitHub refuses.
 */
export function safeName(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll('*', '%2A').replace(/^\./, '%2E');
  return encoded.length <= LONGEST ? encoded : createHash('sha256').update(encoded).digest('hex');
}
