/**
 * Octokit throws it for a status of 400 and above. It has no `response` if the connection broke, the answer came too late,
 * or it was not GitHub's.
 */
interface RequestError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

export const isRequestError = (error: unknown): error is RequestError =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';

/** Stands for a missing answer. GitHub may still have carried out the request. */
export const noAnswer = (message: string): RequestError => Object.assign(new Error(message), { status: 500 });

/** Whether GitHub may have carried out a request that seems to have failed. */
export const isUncertain = (error: unknown): boolean => isRequestError(error) && error.status >= 500;

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

/** A longer rate limit is not waited for: a job should not idle for a comment. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Milliseconds until the same request may succeed; null if it will not, or not soon.
 *
 * @param serverErrorMs used if the answer names no time.
 * @param nowMs since the Unix epoch.
 */
export function retryDelay(error: unknown, serverErrorMs: number, nowMs: number): number | null {
  if (!isRequestError(error)) return null;
  const headers = error.response?.headers ?? {};
  const named = afterMs(headers['retry-after'], nowMs);
  let delayMs: number;
  if (error.status >= 500) delayMs = named ?? serverErrorMs;
  else if (isRateLimit(error)) delayMs = named ?? resetMs(headers, nowMs) ?? LONGEST_PAUSE_MS;
  else return null;
  return delayMs <= LONGEST_PAUSE_MS ? delayMs : null;
}

/** `Retry-After` counts seconds, or is a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function afterMs(header: string | number | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = String(header).trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/** `x-ratelimit-reset`, in seconds of the Unix epoch, only matters once nothing remains. */
function resetMs(headers: Readonly<Record<string, string | number | undefined>>, nowMs: number): number | null {
  const reset = Number(headers['x-ratelimit-reset']);
  if (String(headers['x-ratelimit-remaining']) !== '0' || !Number.isFinite(reset)) return null;
  return Math.max(0, reset * 1_000 - nowMs);
}
