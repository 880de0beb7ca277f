import { hashLikeness, isRandomFolder } from './hash-like.ts';

/**
 * Bundlers write a hash of the content into a file's name. So a changed chunk has different names in head and base. The
 * *logical* form of a name has `*` for the hash: `assets/index-CD5neIF8.js` → `assets/index-*.js`.
 */
export interface NameParts {
  readonly logical: string;
  /** The text that each `*` replaces, in order: a build's folder, the file's own hash. */
  readonly hashes: readonly string[];
}

/** Knowledge that decides whether parts of a name are hashes. */
interface NameContext {
  /** The hash that the bundler reports; it takes precedence over the look of the name. */
  readonly known?: string | undefined;
  /** Whether a part that may be a word (`Checkout`) counts as a hash. Default: false. */
  readonly either?: boolean;
  /** Whether a random-looking folder is a build's id. Default: true. */
  readonly isBuildFolder?: (name: string, parent: string) => boolean;
}

/** The logical form of a path with forward slashes. */
export const logicalName = (path: string): string => nameParts(path).logical;

/** Splits a path with forward slashes into name and hashes. */
export function nameParts(path: string, { known, either = false, isBuildFolder }: NameContext = {}): NameParts {
  const hashes: string[] = [];
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const isKnown = known !== undefined && known !== '' && path.includes(known);
  const logical = folders.map((folder, depth) => {
    const build = isRandomFolder(folder) && isBuildFolder?.(folder, folders.slice(0, depth).join('/')) !== false;
    const hash = build ? folder : isKnown && !file.includes(known) && folder.includes(known) ? known : null;
    if (hash === null) return folder;
    hashes.push(hash);
    return folder.replace(hash, '*');
  });
  const found = isKnown ? placeOf(known, file) : hashOf(file);
  if (found === null || (!found.certain && !either)) return { logical: [...logical, file].join('/'), hashes };
  hashes.push(file.slice(found.start, found.end));
  return { logical: [...logical, `${file.slice(0, found.start)}*${file.slice(found.end)}`].join('/'), hashes };
}

function placeOf(hash: string, file: string): FoundHash | null {
  const start = file.lastIndexOf(hash);
  return start < 0 ? null : { start, end: start + hash.length, separator: file.charAt(start - 1), certain: true };
}

interface FoundHash {
  readonly start: number;
  readonly end: number;
  /** The character between the hash and the name; empty if the name begins with the hash. */
  readonly separator: string;
  /** False if the hash may be a word. */
  readonly certain: boolean;
}

/** Finds the hash in a file's name (without folders); null if nothing in it can be one. */
export function hashOf(file: string): FoundHash | null {
  const stem = file.slice(0, Math.max(0, file.lastIndexOf('.')));
  const found = [...candidates(stem)].map(([start, end]) => ({
    start,
    end,
    likeness: hashLikeness(stem.slice(start, end)),
  }));
  const best = found.find((part) => part.likeness === 'hash') ?? found.find((part) => part.likeness === 'either');
  if (!best) return null;
  const { start, end } = best;
  return { start, end, separator: stem.charAt(start - 1), certain: best.likeness === 'hash' };
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A hash at the beginning, before a bundler's suffix: `e4af272ccee01ff0-s.p`. */
const LEADING = /^[\da-f]{16,64}(?=-)/;

/**
 * Parts of a name that may be its hash, the likeliest first. A part between dots (`main.3f2a91bc.chunk`) comes first,
 * then the parts after a separator, the shortest first. A hash may itself hold separators: `index-B-_aNb4x`.
 */
function* candidates(stem: string): Generator<readonly [start: number, end: number]> {
  const uuid = UUID.exec(stem);
  if (uuid) yield [uuid.index, stem.length];
  let end = stem.length;
  for (const part of stem.split('.').reverse()) {
    const start = end - part.length;
    if (start > 0) yield [start, end];
    for (let at = end - 1; at > start; at -= 1) {
      if (/[-_~]/.test(stem.charAt(at - 1))) yield [at, end];
    }
    if (start === 0) yield [start, end];
    end = start - 1;
  }
  const [leading] = LEADING.exec(stem) ?? [];
  if (leading !== undefined) yield [0, leading.length];
}
