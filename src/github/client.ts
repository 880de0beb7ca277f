import { setTimeout as pause } from 'node:timers/promises';
import { getOctokit } from '@actions/github';

export type Client = ReturnType<typeof getOctokit>;

export interface ClientOptions {
  readonly token: string;
  /** GITHUB_API_URL: of github.com, or of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly signal: AbortSignal;
  /** Before the first retry of a failed answer; three times as long before the second. */
  readonly retryDelayMs?: number;
}

const RETRIES = 2;
const REQUEST_TIMEOUT_MS = 15_000;
/** A rate limit that holds longer than this is not waited for: nobody's job should idle for the sake of a comment. */
const LONGEST_PAUSE_MS = 60_000;

/** A client that tries a failed answer (5xx) and a rate limit again, twice at most, and never waits without an end. */
export function createClient({ token, apiUrl, signal, retryDelayMs = 1_000 }: ClientOptions): Client {
  const client = getOctokit(token, { baseUrl: apiUrl });
  client.hook.wrap('request', async (request, options) => {
    for (let attempt = 0; ; attempt += 1) {
      options.request = {
        ...options.request,
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      };
      try {
        return await request(options);
      } catch (error) {
        const pauseMs = retryDelay(error, retryDelayMs * 3 ** attempt);
        if (pauseMs === null || attempt === RETRIES || signal.aborted) throw error;
        await pause(pauseMs, undefined, { signal });
      }
    }
  });
  return client;
}

/** What Octokit throws for an answer of 400 and above; 500 also stands for a connection that broke. */
export interface RequestError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

export const isRequestError = (error: unknown): error is RequestError =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
export function isRateLimit(error: RequestError): boolean {
  const headers = error.response?.headers ?? {};
  if (error.status === 429) return true;
  if (error.status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit/i.test(error.message)
  );
}

/** How long to wait before the same request may succeed, in milliseconds; null: it will not. */
function retryDelay(error: unknown, serverErrorMs: number): number | null {
  if (!isRequestError(error)) return null;
  if (error.status >= 500) return serverErrorMs;
  if (!isRateLimit(error)) return null;
  const limitMs = Number(error.response?.headers['retry-after'] ?? 60) * 1_000;
  return limitMs <= LONGEST_PAUSE_MS ? limitMs : null;
}
