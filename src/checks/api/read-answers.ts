import type { ReadAnswer } from './answer-kind.ts';
import type { ResponseHead } from './autocannon.ts';

/** Texts that an answer must have, and that it must not have. */
export interface Texts {
  readonly body: readonly string[];
  readonly not: readonly string[];
}

/** One answer's contents, without its status, size and time. */
interface Shown {
  /** Null: its body was only counted. */
  readonly read: ReadAnswer | null;
  /** Whether it is one of the few that stand for all. */
  readonly isSample: boolean;
  /** Whether a rate limiter sent it: status 429, or a 503 that says when to come back. */
  readonly limited: boolean;
  /** The address that it redirects to; null if it does not. */
  readonly location: string | null;
  /** Seconds or a date, as the server wrote it. */
  readonly retryAfter: string | null;
}

/** Answers of one load whose bodies are read to find their kind, evenly spread. */
const READ_OF_A_LOAD = 16;
/** More of a body is not kept. */
const MOST_BYTES = 500_000;
/** The same where it must be searched. */
const MOST_SEARCHED_BYTES = 16_000_000;

/** Reads the answers of one connection. */
export interface AnswerReader {
  head(head: ResponseHead): void;
  chunk(bytes: Buffer): void;
  /** Reads the answer that has just ended. */
  shown(): Shown;
}

/**
 * A reader for each connection of a load of `amount` requests. It decodes a few bodies, or all if they are searched,
 * and only counts the others: decoding all would keep this process busy.
 */
export function readersOf(amount: number, isSearched: boolean): () => AnswerReader {
  const mostBytes = isSearched ? MOST_SEARCHED_BYTES : MOST_BYTES;
  const step = Math.max(1, Math.floor(amount / READ_OF_A_LOAD));
  let answers = 0;
  return () => {
    let head: ResponseHead | null = null;
    let isSample = false;
    let isRead = false;
    let bytes = 0;
    let chunks: Buffer[] = [];
    return {
      head(of) {
        head = of;
        isSample = answers++ % step === 0;
        isRead = isSearched || isSample;
        bytes = 0;
        chunks = [];
      },
      chunk(part) {
        if (!isRead) return;
        if (bytes < mostBytes) chunks.push(part);
        bytes += part.length;
      },
      shown() {
        if (head === null || (!isRead && head.statusCode < 300)) return COUNTED;
        const { statusCode: status } = head;
        const header = (name: string) => headerOf(head, name);
        const retryAfter = status === 429 || status === 503 ? header('retry-after') : null;
        const read = { status, type: header('content-type') ?? '', encoding: header('content-encoding') ?? '', bytes };
        return {
          read: isRead ? { ...read, body: Buffer.concat(chunks) } : null,
          isSample,
          limited: status === 429 || retryAfter !== null,
          location: status >= 300 && status < 400 ? rawHeaderOf(head, 'location') : null,
          retryAfter,
        };
      },
    };
  };
}

const COUNTED: Shown = { read: null, isSample: false, limited: false, location: null, retryAfter: null };

/** The value of a header, in lower case; null without it. */
export const headerOf = (head: ResponseHead | null, name: string): string | null =>
  rawHeaderOf(head, name)?.trim().toLowerCase() ?? null;

function rawHeaderOf(head: ResponseHead | null, name: string): string | null {
  const { headers = [] } = head ?? {};
  for (let at = 0; at + 1 < headers.length; at += 2)
    if (headers[at]?.toLowerCase() === name) return headers[at + 1] ?? '';
  return null;
}
