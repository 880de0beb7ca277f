import { FILE_LIMITS } from './limits.ts';

/** ASCII codes. */
const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,:[]{}');

/** Space, tab, line feed, carriage return: all of JSON's white space. */
const isSpace = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 10 || byte === 13;

/**
 * Why this JSON is too large to parse, in words that quote nothing of it; null if it is not. `JSON.parse` takes 1.3 s
 * and 350 MB for 8 MB of brackets, and two to three times as much for 20 MB. This scan ends at the 25th bracket. For 20
 * MB of different keys, `JSON.parse` takes 2 s, and this scan a few milliseconds.
 */
export function excessOf(json: Buffer): string | null {
  const { bytes, depth: deepest, containers: most, entries: mostEntries, keys: mostKeys } = FILE_LIMITS;
  if (json.length > bytes) return `it is larger than ${bytes / 1e6} MB`;
  const keys = new Set<number>();
  let depth = 0;
  let containers = 0;
  let entries = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) {
      const { end, hash } = stringAt(json, at);
      at = end;
      if (isKey(json, end)) keys.add(hash);
      if (keys.size > mostKeys) return `it has more than ${mostKeys} different keys`;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++;
      containers++;
      if (depth > deepest) return `it is nested deeper than ${deepest} levels`;
      if (containers > most) return `it has more than ${most} objects and lists`;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth--;
    } else if (byte === COMMA) {
      entries++;
      if (entries > mostEntries) return `it has more than ${mostEntries} entries`;
    }
  }
  return null;
}

/** The end of the string that starts here, and a hash of its content (FNV-1a). */
function stringAt(json: Buffer, start: number): { end: number; hash: number } {
  let hash = 0x811c9dc5;
  let at = start + 1;
  for (; at < json.length; at++) {
    const byte = json[at] as number;
    if (byte === QUOTE) break;
    hash = Math.imul(hash ^ byte, 0x01000193);
    if (byte === BACKSLASH) at++;
  }
  return { end: at, hash };
}

function isKey(json: Buffer, end: number): boolean {
  let at = end + 1;
  while (isSpace(json[at])) at++;
  return json[at] === COLON;
}
