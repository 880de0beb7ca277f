import { hashLikeness } from '../../../text/hash-like.ts';
import { findAll, type SearchIndex, searchIndex } from './find-all.ts';
import { type KnownHashes, namesOfBuild } from './names.ts';
import { placeholderHash } from './placeholder-hash.ts';

/**
 * Every file that loads another holds the hash in its name. A change of one file so moves the compressed size of others by
 * some bytes (brotli 11: up to 120). *Stable* content has placeholders for these hashes, the same on base and head for
 * files of one logical name.
 */
export interface StableNames {
  /** The logical name of each file, by its path. */
  readonly logical: ReadonlyMap<string, string>;
  readonly hashes: SearchIndex<Hash>;
}

/** A hash in a string to search for: a file's name, or the hash alone. */
interface Hash {
  /** Where it begins in the string. */
  readonly offset: number;
  readonly text: string;
  /** The logical name of the file or folder, which its placeholder is made from. */
  readonly name: string;
}

/** A content may hold shorter strings by chance. */
const SHORTEST = 8;
/** Replaces the names of several files with one hash, which may be others in base than in head. */
const SEVERAL = '';

interface StableOptions {
  readonly known?: KnownHashes;
  /**
   * Further strings that differ in each build, such as its id, in the same order on both sides. Strings of less than 8
   * characters stay as they are.
   */
  readonly builds?: readonly string[];
}

/** @param paths all files that a content may name, with forward slashes */
export function stableNames(paths: readonly string[], { known, builds = [] }: StableOptions = {}): StableNames {
  const names = namesOfBuild(paths, known);
  const hashes = new Map<string, Hash>();
  const add = (string: string, offset: number, text: string, name: string) => {
    const key = Buffer.from(string).toString('latin1');
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
  return { logical: logicals, hashes: searchIndex(hashes) };
}

/** Whether a hash can be replaced anywhere (webpack keeps a table of them), and not only in the file's name. */
const isUnique = (hash: string, isKnown: boolean): boolean =>
  hash.length >= SHORTEST && (isKnown || /\d/.test(hash) || hashLikeness(hash) === 'hash');

/** The longest distance from a file's end to the start of the comment that names its map. */
const FARTHEST_COMMENT = 1_000;
const MAP_COMMENT = /([#@][ \t]*sourceMappingURL=(?:[^\s'"*]*\/)?)([\da-z_~-]{13})\.(?:js|css)\.map\s*(?:\*\/\s*)?$/;

/** Git's own test. Images, fonts and the like name no other file. */
const isBinary = (content: Buffer): boolean => content.subarray(0, 8_000).includes(0);

/** The content with placeholders of the same lengths; the same buffer if there is nothing to replace. */
export function stableContent(content: Buffer, { hashes }: StableNames): Buffer {
  if (isBinary(content)) return content;
  let stable = content;
  // Files of one name are numbered in the order in which this content names them.
  const numbers = new Map<string, Map<string, number>>();
  for (const { at, found } of findAll(content, hashes)) {
    if (stable === content) stable = Buffer.from(content);
    const namesakes = numbers.get(found.name) ?? new Map<string, number>();
    numbers.set(found.name, namesakes);
    const number = namesakes.get(found.text) ?? namesakes.size;
    namesakes.set(found.text, number);
    stable.write(placeholderHash(found.text, `${found.name}\0${number}`), at + found.offset, 'latin1');
  }
  return withStableMap(stable, content);
}

/**
 * Turbopack names a file's source map by a hash of the map, which any comment in a source changes. No file of that name
 * is shipped.
 */
function withStableMap(stable: Buffer, content: Buffer): Buffer {
  const start = Math.max(0, content.length - FARTHEST_COMMENT);
  const [all, before, hash] = MAP_COMMENT.exec(content.toString('latin1', start)) ?? [];
  if (all === undefined || before === undefined || hash === undefined) return stable;
  const at = content.length - all.length + before.length;
  // A hash that was replaced before is the file's own.
  if (stable.toString('latin1', at, at + hash.length) !== hash) return stable;
  const copy = stable === content ? Buffer.from(content) : stable;
  copy.write(placeholderHash(hash, 'source map'), at, 'latin1');
  return copy;
}
