/**
 * The only texts of a stranger that are shown: npm package names, relative paths and versions. The grammar of each
 * excludes addresses, mentions, markup and sentences. All tests take time in proportion to the length.
 */

/** The longest name by npm's rules for new packages. */
const MOST_NAME = 214;
const PACKAGE = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/** `lodash`, `@scope/name`. */
export const isPackageName = (text: string): boolean =>
  text.length <= MOST_NAME && PACKAGE.test(text) && !text.startsWith('www.');

const MOST_PATH = 200;
const FOLDER = /^[.@]?[A-Za-z0-9_][A-Za-z0-9_-]*$/;
/** `*` replaces a hash of content. */
const PIECE = /^(?:[A-Za-z0-9_-]+\*?|\*)$/;
/** File extensions that are allowed. Without this list, a host name would pass as a file. */
const ENDINGS = new Set(
  'js mjs cjs jsx ts mts cts tsx vue svelte astro css scss sass less json html htm wasm svg png jpg jpeg gif webp avif ico bmp woff woff2 ttf otf eot mp4 webm map txt xml webmanifest'.split(
    ' ',
  ),
);

/** `src/total.ts`, `assets/index-*.js`, `src/checkout`: no scheme, no host, no `..`, no first slash. */
export function isRelativePath(text: string): boolean {
  if (text.length > MOST_PATH) return false;
  const folders = text.split('/');
  const file = folders.pop() ?? '';
  if (!folders.every((folder) => FOLDER.test(folder))) return false;
  const [first = '', ...pieces] = file.split('.');
  if (pieces.length === 0) return folders.length > 0 && FOLDER.test(first);
  return ENDINGS.has(pieces.at(-1) ?? '') && [first, ...pieces].every((piece) => PIECE.test(piece));
}

const VERSION = /^\d{1,9}(?:\.\d{1,9}){1,3}(?:-(?:alpha|beta|canary|next|rc)[.-]?\d{0,9})?$/;

/** `4.17.21`, `143.0.7499.40`, `2.0.0-rc.1`. */
export const isVersion = (text: string): boolean => VERSION.test(text);

/** Turns an address below the page's own origin, `/assets/index-*.js`, into a relative path. */
export const withoutFirstSlash = (text: string): string => (text.startsWith('/') ? text.slice(1) : text);
