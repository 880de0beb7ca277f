import { likeness } from '../../../text/hash-like.ts';
import { findNeedles, type Needles, readyToFind } from './find-all.ts';
import { type KnownHashes, namesOfBuild } from './names.ts';
import { pseudoHash } from './placeholder-hash.ts';

/**
 * A hash in the name of one file stands in every file that loads it, so that a change of one moves the compressed size
 * of the others by some bytes (brotli 11: up to 120). *Stable* content has pseudo-hashes in their place, the same on
 * base and head for files of the same logical name.
 */
export interface StableNames {
  /** The logical name of each file, by its path. */
  readonly logical: ReadonlyMap<string, string>;
  readonly hashes: Needles<Hash>;
}

/** A hash in a needle: in a file's name, or alone. */
interface Hash {
  /** Where it begins. */
  readonly offset: number;
  readonly text: string;
  /** What its pseudo-hash is made of: the logical name of the file or folder. */
  readonly name: string;
}

/** Shorter strings may well stand in a content by chance. */
const SHORTEST = 8;
/** Instead of the names of several files with one hash: which they are may differ between base and head. */
const SEVERAL = '';

export interface StableOptions {
  readonly known?: KnownHashes;
  /**
   * Further strings that each build makes up anew, such as its id, in the same order on both sides. Those of less than
   * 8 characters are left alone.
   */
  readonly builds?: readonly string[];
}

/** `paths` are those of all files that a content may name, with forward slashes. */
export function stableNames(paths: readonly string[], { known, builds = [] }: StableOptions = {}): StableNames {
  const names = namesOfBuild(paths, known);
  const hashes = new Map<string, Hash>();
  const add = (needle: string, offset: number, text: string, name: string) => {
    const key = Buffer.from(needle).toString('latin1');
    const other = hashes.get(key)?.name ?? name;
    hashes.set(key, { offset, text, name: other === name ? name : SEVERAL });
  };
  const logicals = new Map<string, string>();
  for (const [path, { logical, hashes: found }] of names) {
    logicals.set(path, logical);
    const inFolders = logical.slice(0, logical.lastIndexOf('/') + 1).split('*').length - 1;
    const file = path.slice(path.lastIndexOf('/') + 1);
    for (const [index, text] of found.entries()) {
      if (index < inFolders) add(text, 0, text, logical.split('*', index + 1).join('*'));
      else if (isUnique(text, known?.get(path) === text)) add(text, 0, text, logical);
      else add(file, Buffer.byteLength(file.slice(0, file.lastIndexOf(text))), text, logical);
    }
  }
  for (const [index, text] of builds.entries()) {
    if (text.length >= SHORTEST) hashes.set(text, { offset: 0, text, name: `build ${index}` });
  }
  return { logical: logicals, hashes: readyToFind(hashes) };
}

/** Whether a hash can be replaced wherever it stands (webpack keeps a table of them); else only in the file's name. */
const isUnique = (hash: string, isKnown: boolean): boolean =>
  hash.length >= SHORTEST && (isKnown || /\d/.test(hash) || likeness(hash) === 'hash');

/** How far from a file's end the comment that names its map begins. */
const FARTHEST_COMMENT = 1_000;
const MAP_COMMENT = /([#@][ \t]*sourceMappingURL=(?:[^\s'"*]*\/)?)([\da-z_~-]{13})\.(?:js|css)\.map\s*(?:\*\/\s*)?$/;

/** As Git tells text from binary: images, fonts and the like name no other file. */
const isBinary = (content: Buffer): boolean => content.subarray(0, 8_000).includes(0);

/** The content with pseudo-hashes of the same lengths; the same buffer where there is nothing to replace. */
export function stableContent(content: Buffer, { hashes }: StableNames): Buffer {
  if (isBinary(content)) return content;
  let stable = content;
  // Files of one name stay apart: they are numbered by the order in which this content names them.
  const numbers = new Map<string, Map<string, number>>();
  for (const { at, needle } of findNeedles(content, hashes)) {
    if (stable === content) stable = Buffer.from(content);
    const namesakes = numbers.get(needle.name) ?? new Map<string, number>();
    numbers.set(needle.name, namesakes);
    const number = namesakes.get(needle.text) ?? namesakes.size;
    namesakes.set(needle.text, number);
    stable.write(pseudoHash(needle.text, `${needle.name}\0${number}`), at + needle.offset, 'latin1');
  }
  return withStableMap(stable, content);
}

/**
 * Turbopack calls a file's source map by a hash of the map, which any comment in a source changes. No file of that name is
 * shipped.
 */
function withStableMap(stable: Buffer, content: Buffer): Buffer {
  const start = Math.max(0, content.length - FARTHEST_COMMENT);
  const [all, before, hash] = MAP_COMMENT.exec(content.toString('latin1', start)) ?? [];
  if (all === undefined || before === undefined || hash === undefined) return stable;
  const at = content.length - all.length + before.length;
  // What was replaced before is a hash of the file's own.
  if (stable.toString('latin1', at, at + hash.length) !== hash) return stable;
  const copy = stable === content ? Buffer.from(content) : stable;
  copy.write(pseudoHash(hash, 'source map'), at, 'latin1');
  return copy;
}
