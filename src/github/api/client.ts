import { setTimeout as sleep } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import { followFew, RedirectError } from './redirects.ts';
import { isUncertain, noAnswer, retryDelay } from './retry.ts';

export type Client = ReturnType<typeof getOctokit>;

interface ClientOptions {
  readonly token: string;
  /** GITHUB_API_URL, of github.com or a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly signal: AbortSignal;
  /** The pause before the first retry; three times as long before the second. */
  readonly retryDelayMs?: number;
  /** Limit for one attempt, up to the end of its answer; milliseconds. */
  readonly attemptMs?: number;
  /** Limit for all requests of this client together, pauses included. After that none is sent. */
  readonly totalMs?: number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const RETRIES = 2;
/** Requests without an answer, in time or at all, after which no further one is sent. */
const MOST_UNANSWERED = 2;

/** Octokit would print the text of a deprecation header, whoever sent it. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * As a call's `request` option, it prevents a second attempt if GitHub may have carried out the first: the caller
 * checks first. The pause before a retry is still made, and rate limits are still waited for.
 */
export const ONCE = { once: true } as const;

/**
 * A client that retries failed answers (5xx, a broken connection, text that is not JSON) and rate limits, twice at
 * most. No wait is endless.
 */
export function createClient({
  token,
  apiUrl,
  signal,
  retryDelayMs = 1_000,
  attemptMs = 10_000,
  totalMs = 90_000,
  pause = (ms, signal) => sleep(ms, undefined, { signal }),
}: ClientOptions): Client {
  const client = getOctokit(token, { baseUrl: apiUrl });
  let leftMs = totalMs;
  let unanswered = 0;
  let why = '';

  client.hook.wrap('request', async (request, options) => {
    const once = options.request?.once === true;
    const fetch = followFew(options.request?.fetch ?? globalThis.fetch);
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      if (unanswered >= MOST_UNANSWERED) throw noAnswer(why);
      if (leftMs <= 0) throw noAnswer(`its answers have taken ${totalMs / 1_000} s already`);
      const started = performance.now();
      const limitMs = Math.ceil(Math.min(attemptMs, leftMs));
      const timeout = AbortSignal.timeout(limitMs);
      const failure = await attemptOnce().catch((error: unknown) => ({ error }));
      leftMs -= performance.now() - started;
      if (!('error' in failure)) return failure;

      signal.throwIfAborted();
      let { error } = failure;
      if (error instanceof Error && error.cause instanceof RedirectError) {
        unanswered += 1;
        why = error.message;
        throw error;
      }
      if (timeout.aborted) {
        unanswered += 1;
        why = `no answer came in time, ${unanswered} times`;
        error = noAnswer(`no answer came within ${limitMs / 1_000} s`);
      }
      const pauseMs = retryDelay(error, retryDelayMs * 3 ** attempt, Date.now());
      if (pauseMs === null || attempt === RETRIES || pauseMs >= leftMs) throw error;
      leftMs -= pauseMs;
      await pause(pauseMs, signal);
      if (once && isUncertain(error)) throw error;

      async function attemptOnce() {
        options.request = { ...options.request, fetch, log: SILENT, signal: AbortSignal.any([signal, timeout]) };
        const response = await request(options);
        if (!isAnswer(response.status, response.data, options.mediaType?.format)) {
          throw noAnswer(`its answer (${response.status}) is not JSON, or was cut off`);
        }
        return response;
      }
    }
  });
  return client;
}

/**
 * Octokit returns an answer that is not JSON as text, and one whose connection broke as empty text. To a caller, both would
 * look like an empty list.
 */
function isAnswer(status: number, data: unknown, format: string | undefined): boolean {
  if (status === 204 || status === 205 || (format ?? '') !== '') return true;
  if (data instanceof ArrayBuffer) return data.byteLength > 0;
  return typeof data === 'object' && data !== null;
}
