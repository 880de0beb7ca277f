/**
 * Whether a part of a file name is a hash of the file's content. `either` has the length of a hash, but may be a word
 * (`Checkout`) or a number. The other parts of the name decide.
 */
type Likeness = 'hash' | 'either' | 'word';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const HEX = /^(?:[\da-f]{8,64}|[\dA-F]{8,64})$/;
/** `20240131`. */
const DATE = /^(?:19|20)\d{6}$/;
/** esbuild's and Angular's: `JQZLZMZK`. */
const UPPER_CASE = /^[A-Z\d]{8}$/;
/** Turbopack's: 13 digits of base 38, the first at most 4. */
const BASE_38 = /^[0-4][\da-z_~-]{12}$/;
/** Base64url of Rollup, Rolldown and Vite; 8 characters unless the config says otherwise. Next's build id has 21. */
const BASE_64 = /^[\w-]{8,22}$/;
const DEFAULT_LENGTH = 8;

const hasDigit = (text: string): boolean => /\d/.test(text);
const hasBothCases = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text);

export function hashLikeness(part: string): Likeness {
  if (UUID.test(part)) return 'hash';
  if (HEX.test(part)) {
    if (hasDigit(part) && /[a-f]/i.test(part)) return 'hash';
    return part.length === DEFAULT_LENGTH && !DATE.test(part) ? 'either' : 'word';
  }
  if (UPPER_CASE.test(part)) return 'hash';
  const readable = isReadable(part);
  if (BASE_38.test(part)) return hasDigit(part.slice(1)) && !readable ? 'hash' : 'either';
  if (!BASE_64.test(part)) return 'word';
  if (part.length === DEFAULT_LENGTH) {
    return !readable && (hasDigit(part) || /[a-z_-].*[A-Z]|[A-Z].*[A-Z]/.test(part)) ? 'hash' : 'either';
  }
  return hasDigit(part) && hasBothCases(part) && !holdsWord(part) ? 'hash' : 'word';
}

/** Whether a folder's name is a build's id (Next's has 21 characters), a commit or a UUID. Shorter names are words. */
export const isRandomFolder = (name: string): boolean =>
  UUID.test(name) ||
  (/^[\da-f]{16,64}$/.test(name) && hasDigit(name) && /[a-f]/.test(name)) ||
  (/^[\w-]{20,22}$/.test(name) && hasBothCases(name) && !isReadable(name));

/** Words in camel case, with numbers and separators: `useState`, `section1`, `v2-thing`. */
const isReadable = (text: string): boolean => text.split(/[-_~]+/).every(isReadablePiece);

const holdsWord = (text: string): boolean =>
  text.split(/[-_~]+/).some((piece) => piece.length >= 3 && isReadablePiece(piece));

const RUNS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
const WORD = /^[A-Z]?[a-z]{3,}$/;
/**
 * Signs that a text is no word: no vowel, too many letters of one kind in a row, or a pair of letters that hardly any
 * word has.
 */
const NO_WORD =
  /^[^aeiouy]*$|[^aeiouy]{5}|[aeiou]{4}|[^aeiouylmnrsth]{3}|q[^u]|[jvwxz][bdfgjkmpqvwxz]|[bcdfghjkmpqtvwz][qxz]/i;

/** Pieces between words: numbers, `is`, `API`, `Id`, `Box`. */
const FILLER = /^(?:\d+|[a-z]{1,2}|[A-Z]+|[A-Z][a-z]|[A-Z][aeiouy][a-z]|[AEIOU][a-z]{2})$/;

/** Whether a text consists mostly of words. */
function isReadablePiece(piece: string): boolean {
  if (/^[a-z]*\d{0,4}$/.test(piece)) return true;
  const runs = piece.match(RUNS) ?? [];
  const words = runs.filter((run) => WORD.test(run) && !NO_WORD.test(run));
  const others = runs.filter((run) => !words.includes(run));
  return (
    words.join('').length > piece.length / 2 &&
    others.length <= piece.length / 4.5 &&
    others.every((run) => FILLER.test(run))
  );
}
