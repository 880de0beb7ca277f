import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { cut } from '../../text/cut.ts';
import { isObject, type UnknownKeys } from '../../text/parse-json.ts';

/**
 * Kinds of answers, at any status. `errors` is JSON that reports errors, as GraphQL and RPC send it with status 200.
 */
const KINDS = ['json', 'errors', 'html', 'text', 'binary', 'redirect', 'nothing'] as const;
export type Kind = (typeof KINDS)[number];

/** An answer that was read rather than counted. */
export interface ReadAnswer {
  readonly status: number;
  /** Values of its headers, in lower case; empty without them. */
  readonly type: string;
  readonly encoding: string;
  /** Its body, or the beginning of it. */
  readonly body: Buffer;
  /** Size of the whole body. */
  readonly bytes: number;
}

/**
 * The kind of an answer. The body counts before the content type: servers label JSON as html. `error`: the first one
 * reported.
 */
export function kindOf(answer: ReadAnswer): { readonly kind: Kind; readonly error: string | null } {
  const of = (kind: Kind) => ({ kind, error: null });
  if (isRedirect(answer.status)) return of('redirect');
  if (answer.bytes === 0) return of('nothing');
  const text = textOf(answer)?.trim() ?? null;
  const { type } = answer;
  if (text !== null && (/^(?:\{|\[(?!\w))/.test(text) || /\bjson\b/.test(type))) {
    const error = /"errors?"/.test(text) ? reportedError(text) : null;
    return error === null ? of('json') : { kind: 'errors', error };
  }
  if (/\bjson\b/.test(type)) return of('json');
  if (/\bhtml\b/.test(type) || (text !== null && /^<(?:!doctype html|html)\b/i.test(text))) return of('html');
  return of(text !== null || /^text\/|\b(?:xml|javascript)\b/.test(type) ? 'text' : 'binary');
}

/** 304 says that nothing changed. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

/** The body as text; null if it is not text. A cut body may end within a character. */
export function textOf({ body, encoding }: Pick<ReadAnswer, 'body' | 'encoding'>): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(decoded(body, encoding), { stream: true });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The body with each byte as a character, for a text in any charset; null if its encoding can't be undone. */
export function latin1Of({ body, encoding }: Pick<ReadAnswer, 'body' | 'encoding'>): string | null {
  if (body.length > 0 && !/^(?:identity|(?:x-)?gzip|br|deflate)?$/.test(encoding)) return null;
  try {
    return decoded(body, encoding).toString('latin1');
  } catch {
    return null;
  }
}

/** More is not unpacked. */
const MOST_BYTES = 16_000_000;

function decoded(body: Buffer, encoding: string): Buffer {
  if (body.length === 0) return body;
  const limit = { maxOutputLength: MOST_BYTES };
  if (/^(?:x-)?gzip$/.test(encoding)) return gunzipSync(body, limit);
  if (encoding === 'br') return brotliDecompressSync(body, limit);
  return encoding === 'deflate' ? inflateSync(body, limit) : body;
}

const MOST_CHARACTERS = 120;

/** The words of the first error that an answer reports, alone or as the first of a batch; null if it reports none. */
function reportedError(text: string): string | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null; // it was cut
  }
  const batch = Array.isArray(data) ? data : [data];
  const isBatch = !Array.isArray(data) || data.every((one) => isObject(one) && isEnvelope(one));
  const [found] = isBatch ? batch.flatMap((one) => (isObject(one) ? errorsIn(one) : [])) : [];
  return found === undefined ? null : cut(wordsOf(found), MOST_CHARACTERS);
}

/** Whether an object is an answer of GraphQL or JSON-RPC. Items of other lists may have errors of their own. */
const isEnvelope = (one: object): boolean => 'jsonrpc' in one || 'data' in one || 'errors' in one;

function errorsIn({ errors, error, message }: UnknownKeys): unknown[] {
  if (Array.isArray(errors)) return errors;
  if (isObject(errors)) return Object.values(errors);
  if (error === true) return [typeof message === 'string' ? message : 'error: true'];
  return isObject(error) || (typeof error === 'string' && error !== '') ? [error] : [];
}

function wordsOf(error: unknown): string {
  if (isObject(error)) {
    const words = [error.message, error.detail, error.title].find((one) => typeof one === 'string' && one !== '');
    if (words !== undefined) return String(words);
  }
  return typeof error === 'string' ? error : JSON.stringify(error);
}
