import { isUtf8 } from 'node:buffer';
import { gunzipSync, gzipSync } from 'node:zlib';

const MASK = '***';

/**
 * The shortest value to mask. A shorter one is part of so many words that masking it would hide the report and protect
 * nothing.
 */
const SHORTEST = 4;
/** Settings rather than secrets: every file of a report contains such values, and would be unreadable without them. */
const NO_SECRET = /^(?:true|false|null|undefined|\d{1,7})$/i;

/**
 * Replaces each occurrence of a secret by `***`. It searches all strings and keys of plain data, and bytes that are
 * text, gzipped or not. It finds secrets as they are, and as written in JSON, HTML, addresses or base64. Of a secret
 * with several lines, it also finds each long line. Next to an ellipsis, which marks cut text, it finds the rest of a
 * secret.
 */
export function masked(secrets: readonly string[]): <T>(data: T) => T {
  const forms = new Set(secrets.flatMap(withLines).filter(isSecret).flatMap(formsOf));
  if (forms.size === 0) return (data) => data;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const patterns = batches(longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))).map(
    (batch) => new RegExp(batch.join('|'), 'g'),
  );
  const maskCut = cutsOf(longestFirst);
  const maskText = (text: string): string =>
    maskCut(patterns.reduce((masked, pattern) => masked.replace(pattern, MASK), text));
  const mask = (data: unknown): unknown => {
    if (typeof data === 'string') return maskText(data);
    if (data instanceof Uint8Array) return maskBytes(data, maskText);
    if (Array.isArray(data)) return data.map(mask);
    if (!isPlain(data)) return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [maskText(key), mask(value)]));
  };
  return <T>(data: T) => mask(data) as T;
}

/** The most characters of one pattern. A run may learn hundreds of tokens, and a pattern must not become too long. */
const MOST_CHARACTERS = 100_000;

function batches(forms: readonly string[]): string[][] {
  const all: string[][] = [[]];
  let characters = 0;
  for (const form of forms) {
    characters += form.length;
    if (characters > MOST_CHARACTERS) {
      all.push([]);
      characters = form.length;
    }
    all.at(-1)?.push(form);
  }
  return all;
}

const isSecret = (value: string): boolean => value.length >= SHORTEST && !NO_SECRET.test(value);

/**
 * The shortest line of a secret to mask by itself. A log may hold one line of a key, such as in an error message.
 * Shorter lines are braces and words.
 */
const SHORTEST_LINE = 8;

function withLines(secret: string): string[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  return lines.length === 1 ? [secret] : [secret, ...lines.filter((line) => line.length >= SHORTEST_LINE)];
}

const ELLIPSIS = '…';

/** Masks the beginning of a secret before an ellipsis, and its end after one. */
function cutsOf(forms: readonly string[]): (text: string) => string {
  const beginnings = Map.groupBy(forms, (form) => form.slice(0, SHORTEST));
  const ends = Map.groupBy(forms, (form) => form.slice(-SHORTEST));
  const isBeginning = (text: string) =>
    beginnings.get(text.slice(0, SHORTEST))?.some((form) => form.startsWith(text)) === true;
  const isEnd = (text: string) => ends.get(text.slice(-SHORTEST))?.some((form) => form.endsWith(text)) === true;
  return (text) => {
    const pieces = text.split(ELLIPSIS);
    if (pieces.length === 1) return text;
    return pieces
      .map((piece, index) => (index === 0 ? piece : withoutStart(piece, isEnd)))
      .map((piece, index) => (index === pieces.length - 1 ? piece : withoutEnd(piece, isBeginning)))
      .join(ELLIPSIS);
  };
}

function withoutEnd(piece: string, isBeginning: (text: string) => boolean): string {
  for (let at = 0; at <= piece.length - SHORTEST; at++) {
    if (isBeginning(piece.slice(at))) return `${piece.slice(0, at)}${MASK}`;
  }
  return piece;
}

function withoutStart(piece: string, isEnd: (text: string) => boolean): string {
  for (let at = piece.length; at >= SHORTEST; at--) {
    if (isEnd(piece.slice(0, at))) return `${MASK}${piece.slice(at)}`;
  }
  return piece;
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const address = encodeURIComponent(secret.toWellFormed());
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    secret,
    json,
    json.replaceAll('<', '\\u003c'), // within a script of an HTML page
    address,
    address.replaceAll('%20', '+'),
    address.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
    html,
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ];
}

/** Leaves bytes that are no text, such as images: they may hold a few bytes of a secret by chance. */
function maskBytes(bytes: Uint8Array, maskText: (text: string) => string): Uint8Array {
  const text = asText(bytes);
  if (text === null) return bytes;
  const safe = maskText(text);
  if (safe === text) return bytes;
  const written = isGzip(bytes) ? gzipSync(safe) : Buffer.from(safe);
  return Buffer.isBuffer(bytes) ? written : new Uint8Array(written);
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function asText(bytes: Uint8Array): string | null {
  try {
    const plain = isGzip(bytes) ? gunzipSync(bytes) : bytes;
    return isUtf8(plain) ? Buffer.from(plain).toString('utf8') : null;
  } catch {
    return null; // it only begins like a gzip
  }
}

function isPlain(data: unknown): data is object {
  if (typeof data !== 'object' || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}
