import type { z } from 'zod';
import { parseJson } from '../../text/parse-json.ts';
import { clean } from '../../text/sanitize.ts';
import { exchange, type ServiceAnswer, type ServiceLimits, type ServiceRequest } from './exchange.ts';

/** The service behind the Actions cache, in one of its two versions. Errors are those of `exchange`. */
export interface CacheService {
  /** A signed address of the entry with exactly this key; null if there is none. */
  find(key: string, signal: AbortSignal): Promise<URL | null>;
  /** An existing entry stays; the outcome is then `there`. */
  add(key: string, content: Buffer, signal: AbortSignal): Promise<'added' | 'there'>;
}

export interface CacheAccess {
  /** Address of the service. */
  readonly url: string;
  /** The runner's token. Only the service gets it: signed addresses belong to another host. */
  readonly token: string;
  readonly limits: ServiceLimits;
}

/** Limit for the service's own answers, which contain no entries. */
const ANSWER_BYTES = 100_000;

/** Sends a request to the service itself. */
export const ask = (
  request: Pick<ServiceRequest, 'method' | 'url' | 'headers' | 'body'>,
  { token, limits }: CacheAccess,
  signal: AbortSignal,
): Promise<ServiceAnswer> => exchange({ ...request, token, mostBytes: ANSWER_BYTES }, limits, signal);

const isSuccess = ({ status }: ServiceAnswer): boolean => status >= 200 && status < 300;

/** @throws Error if the answer is a refusal or does not fit the schema. */
export function readAnswer<T>(answer: ServiceAnswer, schema: z.ZodType<T>): T {
  if (!isSuccess(answer)) throw refused(answer);
  const parsed = schema.safeParse(parseJson(answer.body.toString()));
  if (!parsed.success) throw new Error('its answer has the wrong format, or was cut off');
  return parsed.data;
}

/** @throws Error if the answer is a refusal. */
export function expectSuccess(answer: ServiceAnswer): void {
  if (!isSuccess(answer)) throw refused(answer);
}

/** The error for an answer that is not a success. */
function refused({ status, body }: ServiceAnswer): Error {
  const { message, msg } = (parseJson(body.toString()) ?? {}) as { message?: unknown; msg?: unknown };
  const reason = [message, msg].find((text) => typeof text === 'string');
  return new Error(reason === undefined ? `it answered ${status}` : `it answered ${status}: ${clean(reason, 200)}`);
}

/**
 * Whether the entry exists or is being written.
 *
 * @throws Error if our own first try reserved it and its answer was lost: nobody will finish that entry.
 */
export function isTaken(answer: ServiceAnswer): boolean {
  if (answer.status !== 409) return false;
  if (answer.again) throw new Error('its first answer was lost, and the entry stays reserved');
  return true;
}

/** An address from the service, which must not be one of a file. */
export function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error('its answer has no valid address');
  return url;
}
