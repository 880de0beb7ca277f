import { dirname, join, relative } from 'node:path';
import { resolveInside } from '../../../workspace/git/resolve-inside.ts';
import { megabytes, readBounded } from '../files/read-bounded.ts';

/** Bytes of a file or a map that are read at most. A JavaScript string holds half a gigabyte. */
export const MOST_BYTES = 256_000_000;

/** The comment that ties a file to its source map. */
interface MapComment {
  readonly url: string;
  /** Bytes of the whole comment in the file, nearly all of them an inline map's. */
  readonly bytes: number;
}

const KEY = 'sourceMappingURL=';

/** The comment at the file's end; null if there is none: https://tc39.es/ecma426/#sec-linking-generated-code. */
export function mapComment(content: Buffer): MapComment | null {
  const at = content.lastIndexOf(KEY);
  if (at < 0) return null;
  const opening = /(?:\/\/|\/\*)[#@][ \t]*$/.exec(content.toString('latin1', Math.max(0, at - 8), at))?.[0];
  if (opening === undefined) return null;
  const text = content.toString('utf8', at + KEY.length);
  const end = text.search(/[\s*]/);
  const url = end < 0 ? text : text.slice(0, end);
  const closing = end < 0 ? '' : (/^\s*\*\//.exec(text.slice(end, end + 8))?.[0] ?? '');
  const rest = end < 0 ? '' : text.slice(end + closing.length);
  const last = rest.length < 10_000 && rest.split('\n').every((line) => /^\s*(?:\/\/.*|\/\*.*\*\/\s*)?$/.test(line));
  const bytes = opening.length + KEY.length + Buffer.byteLength(url) + closing.length;
  return last && url !== '' ? { url, bytes } : null;
}

export const isInline = ({ url }: MapComment): boolean => url.startsWith('data:');

/** Where a file's map may be. */
export interface MapPlaces {
  /** The bundle's folder and the checkout's working directory, absolute. */
  readonly root: string;
  readonly directory: string;
}

type FoundMap =
  | { readonly kind: 'found'; readonly text: string; readonly folder: string }
  | { readonly kind: 'none' }
  /** `problem` ends a sentence that names the file first. */
  | { readonly kind: 'unreadable'; readonly problem: string };

/** Finds the map that the comment of the file at `path` names, or else the one beside the file. */
export async function findMap(path: string, comment: MapComment | null, places: MapPlaces): Promise<FoundMap> {
  const file = join(places.root, path);
  if (comment && isInline(comment)) {
    const text = inlineText(comment.url);
    if (text !== null) return { kind: 'found', text, folder: dirname(file) };
    return { kind: 'unreadable', problem: 'its inline source map can not be decoded' };
  }
  const beside = `${file}.map`;
  const named = comment === null ? null : namedBy(comment.url, dirname(file));
  for (const candidate of new Set([named ?? beside, beside])) {
    if (resolveInside(places.directory, relative(places.directory, candidate)) === null) continue;
    const found = await readMap(candidate);
    if (found.kind !== 'none') return found;
  }
  return { kind: 'none' };
}

export async function readMap(path: string): Promise<FoundMap> {
  const map = await readBounded(path, MOST_BYTES);
  switch (map.kind) {
    case 'read':
      return { kind: 'found', text: map.content.toString('utf8'), folder: dirname(path) };
    case 'absent':
      return { kind: 'none' };
    case 'too-large': {
      const sizes = `${megabytes(map.bytes)}, and at most ${megabytes(MOST_BYTES)} are read`;
      return { kind: 'unreadable', problem: `its source map has ${sizes}` };
    }
    case 'unreadable':
      return { kind: 'unreadable', problem: `its source map can not be read (${map.why})` };
  }
}

/** The path of a map that lies beside the file; null for one on a server. */
function namedBy(url: string, folder: string): string | null {
  if (/^(?:[A-Za-z][\w+.-]*:|\/)/.test(url)) return null;
  try {
    return join(folder, decodeURIComponent(url.replace(/[?#].*$/, '')));
  } catch {
    return null;
  }
}

function inlineText(url: string): string | null {
  const comma = url.indexOf(',');
  if (comma < 0) return null;
  if (/;base64$/i.test(url.slice(0, comma))) return Buffer.from(url.slice(comma + 1), 'base64').toString('utf8');
  try {
    return decodeURIComponent(url.slice(comma + 1));
  } catch {
    return null;
  }
}
