import type { UnknownKeys } from '../../../text/parse-json.ts';
import type { Version } from '../../project.ts';
import { byteText, LARGEST_SIZE, parse1000, parse1024 } from '../bytes.ts';
import { type Notes, shown } from '../notes.ts';

export const NO_TIME = 'a time in Chrome is not measured here; the page check has lcp and tbt';

export interface Limit {
  readonly bytes: number;
  readonly text: string;
}

/** The size that this version holds a check to, with a note if it is none; null without a limit that is held. */
export function readLimit(check: UnknownKeys, index: number, version: Version, notes: Notes): Limit | null {
  const { limit } = check;
  const leftOut = (why: string): null => {
    notes.leftOut([index, 'limit'], `limit ${shown(limit)}`, why);
    return null;
  };
  if (limit === undefined || limit === null || limit === '' || limit === 0) return null;
  if (typeof limit !== 'string' && typeof limit !== 'number')
    return leftOut('size-limit reads a text or a number there');
  if (/s/i.test(String(limit))) {
    return leftOut(
      /byte/i.test(String(limit)) ? 'size-limit takes the s for seconds, so this check never held a size' : NO_TIME,
    );
  }
  const thousand = version.major < 4 || (version.major === 4 && version.minor < 11) ? 1_024 : 1_000;
  const bytes =
    typeof limit === 'number' ? Math.floor(limit) : thousand === 1_024 ? parse1024(limit) : parse1000(limit);
  if (bytes === null || !Number.isSafeInteger(bytes) || bytes < 0) return leftOut('size-limit reads no size from it');
  if (bytes > LARGEST_SIZE) return leftOut('no file is as large, so it never held anything');
  return { bytes, text: byteText(bytes, /ib$/i.test(String(limit)) ? 1_024 : thousand) };
}
