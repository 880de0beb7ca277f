import { createHash } from 'node:crypto';

const HEX = '0123456789abcdef';
const BASE_38 = `${HEX}ghijklmnopqrstuvwxyz_-`;
const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * A placeholder made from `name` alone. It is as long and as random as `hash`, so it compresses alike, and equal for every
 * hash of one length and alphabet.
 */
export function placeholderHash(hash: string, name: string): string {
  const alphabet = alphabetOf(hash);
  const bytes = createHash('shake256', { outputLength: hash.length }).update(name).digest();
  // 256 is no multiple of 38, but this is near enough to random.
  const text = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
  return UUID.test(hash) ? text.replace(/^(.{8}).(.{4}).(.{4}).(.{4})./, '$1-$2-$3-$4-') : text;
}

/** Not base 32: every hundredth base64url hash has no small letter, and would be taken for it. */
function alphabetOf(hash: string): string {
  if (UUID.test(hash) || /^[\da-f]+$/.test(hash)) return HEX;
  return /^[\da-z_-]{13}$/.test(hash) ? BASE_38 : BASE_64;
}
