/**
 * Bundlers write a hash of the content into a file's name, so that the same chunk has another name in base and head.
 * A name's *logical* form has `*` for the hash: `assets/index-CD5neIF8.js` → `assets/index-*.js`.
 */

/** Whether a part of a name is a hash: hex with a digit in it, or a mixture of characters that no word has. */
function looksRandom(part: string): boolean {
  const digits = /\d/.test(part);
  const lower = /[a-z]/.test(part);
  const upper = /[A-Z]/.test(part);
  if (/^[0-9a-f]{8,64}$/i.test(part)) return digits && !/^(19|20)\d{6}$/.test(part);
  if (!/^[\w-]{8,22}$/.test(part)) return false;
  if (part.length > 8) return digits && lower && upper;
  return /^[A-Z0-9]{8}$/.test(part) || (digits && (lower || upper)) || (lower && /.[A-Z]/.test(part));
}

/** Vite's and Rollup's 8 characters may hold the separators themselves: `index-B-_aNb4x.js`. */
const TRAILING_HASH = /^(.*?)([-._~]?)([\w-]{8})$/;

function withoutHash(stem: string): string {
  // Between dots: `main.3f2a91bc`, `main.3f2a91bc.chunk`.
  const dotted = stem.split('.');
  const at = dotted.findLastIndex((part, index) => index > 0 && looksRandom(part));
  if (at > 0) return dotted.with(at, '*').join('.');
  const dash = Math.max(stem.lastIndexOf('-'), stem.lastIndexOf('_'));
  if (dash > 0 && looksRandom(stem.slice(dash + 1))) return `${stem.slice(0, dash + 1)}*`;
  const [, name, separator, hash] = TRAILING_HASH.exec(stem) ?? [];
  if (name !== undefined && hash !== undefined && looksRandom(hash) && (separator !== '' || name === '')) {
    return `${name}${separator}*`;
  }
  return stem;
}

/** The logical form of a path with forward slashes. Only the last part of it can hold a hash. */
export function logicalName(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  const file = path.slice(slash);
  const dot = file.lastIndexOf('.');
  if (dot <= 0) return path;
  return `${path.slice(0, slash)}${withoutHash(file.slice(0, dot))}${file.slice(dot)}`;
}
