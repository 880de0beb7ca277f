import { createHash } from 'node:crypto';

const HEX = '0123456789abcdef';
const BASE_38 = `${HEX}ghijklmnopqrstuvwxyz_-`;
const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * As long as `hash` and as random, so that it compresses alike, but made of `name` alone: equal for every hash of one
 * length and alphabet.
 */
export function pseudoHash(hash: string, name: string): string {
  const alphabet = alphabetOf(hash);
  const bytes = createHash('shake256', { outputLength: hash.length }).update(name).digest();
  // 256 is no multiple of 38: near enough to random.
  const text = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
  return UUID.test(hash) ? text.replace(/^(.{8}).(.{4}).(.{4}).(.{4})./, '$1-$2-$3-$4-') : text;
}

/** Only what can't be another's by chance: every hundredth base64url hash has no small letter, as if it were base 32. */
function alphabetOf(hash: string): string {
  if (UUID.test(hash) || /^[\da-f]+$/.test(hash)) return HEX;
  return /^[\da-z_-]{13}$/.test(hash) ? BASE_38 : BASE_64;
}
