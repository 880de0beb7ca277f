import type { z } from 'zod';
import { cut } from '../api/limits.ts';
import { exchange, type ServiceAnswer, type ServiceLimits, type ServiceRequest } from './exchange.ts';

/** The service behind the Actions cache, in one of its two versions. Errors are as those of `exchange`. */
export interface CacheService {
  /** Where the entry of exactly this key can be had by whoever knows the address; null: there is none. */
  find(key: string, signal: AbortSignal): Promise<URL | null>;
  /** An entry that is `there` stays as it is. */
  add(key: string, content: Buffer, signal: AbortSignal): Promise<'added' | 'there'>;
}

export interface CacheAccess {
  /** Of the service. */
  readonly url: string;
  /** The runner's. It is for the service only: signed addresses are somebody else's. */
  readonly token: string;
  readonly limits: ServiceLimits;
}

/** Of answers that are words, not content. */
const ANSWER_BYTES = 100_000;

/** Asks the service itself. */
export const ask = (
  request: Pick<ServiceRequest, 'method' | 'url' | 'headers' | 'body'>,
  { token, limits }: CacheAccess,
  signal: AbortSignal,
): Promise<ServiceAnswer> => exchange({ ...request, token, mostBytes: ANSWER_BYTES }, limits, signal);

export const isSuccess = ({ status }: ServiceAnswer): boolean => status >= 200 && status < 300;

/** What it answered; throws where that is a refusal, or nothing that it should answer. */
export function readAnswer<T>(answer: ServiceAnswer, schema: z.ZodType<T>): T {
  if (!isSuccess(answer)) throw refused(answer);
  const parsed = schema.safeParse(json(answer.body));
  if (!parsed.success) throw new Error('its answer is not what it should be, or was cut off');
  return parsed.data;
}

/** Throws a refusal. */
export function expectSuccess(answer: ServiceAnswer): void {
  if (!isSuccess(answer)) throw refused(answer);
}

/** Of an answer that is no success. */
export function refused({ status, body }: ServiceAnswer): Error {
  const { message, msg } = (json(body) ?? {}) as { message?: unknown; msg?: unknown };
  const reason = [message, msg].find((text) => typeof text === 'string');
  return new Error(reason === undefined ? `it answered ${status}` : `it answered ${status}: ${oneLine(reason)}`);
}

/** Whether it has such an entry, or is about to: also one that our own first try began, and that nobody will finish. */
export function isTaken(answer: ServiceAnswer): boolean {
  if (answer.status !== 409) return false;
  if (answer.again) throw new Error('its first answer was lost, and it holds the entry for that');
  return true;
}

export const oneLine = (text: string): string => cut(text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(), 200);

/** An address that the service gave; never one of a file. */
export function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error('the address that it gave is none');
  return url;
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
