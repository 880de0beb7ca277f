import { namesOfBuild } from '../names/names.ts';

/** Blanks the hashes in the names of a build's files, wherever they stand. */
export type Mask = (text: string) => string;

const ESBUILD_HASH = /(?<![A-Z0-9])[A-Z2-7]{8}(?![A-Z0-9])/g;
/** What a hash, or the end of a name with one, can be. Shorter hashes may be anything. */
const WORD = /[\w-]{6,}/g;

/** @param paths of one build's files */
export function maskOf(paths: readonly string[]): Mask {
  const hashes = new Set([
    ...paths.flatMap((path) => path.match(ESBUILD_HASH) ?? []),
    ...[...namesOfBuild(paths)].flatMap(([, parts]) => parts.hashes),
  ]);
  const lengths = [...new Set([...hashes].map(({ length }) => length))].filter((length) => length >= 6);
  return (text) =>
    lengths.length === 0
      ? text
      : text.replace(WORD, (word) => {
          const length = lengths.find((one) => hashes.has(word.slice(-one)));
          return length === undefined ? word : word.slice(0, -length) + '*'.repeat(length);
        });
}
