import { setTimeout as sleep } from 'node:timers/promises';
import { defaults } from '@actions/github/lib/utils';
import { version } from '../../version.ts';
import { readWithin } from '../api/read-within.ts';
import { followFew, RedirectError } from '../api/redirects.ts';

/** A request to a service that is not GitHub's API. */
export interface ServiceRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  /** Sent to `url` only, never to a redirect's target. Null if the address itself gives access. */
  readonly token: string | null;
  /** Limit of the answer. */
  readonly mostBytes: number;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Whether it answers a second try: the first may have been carried out. */
  readonly again: boolean;
}

export interface ServiceLimits {
  /** Limit for one try, up to the end of its answer; milliseconds. */
  readonly attemptMs: number;
  /** The pause before the second try. */
  readonly pauseMs: number;
}

export const SERVICE_LIMITS: ServiceLimits = { attemptMs: 10_000, pauseMs: 500 };

/** Longest pause that a service may ask for. After a longer one there is no second try; milliseconds. */
const LONGEST_PAUSE_MS = 2_000;

/** The fetch of @actions/github, which uses the runner's proxy. */
const send: typeof fetch = defaults.request?.fetch ?? fetch;

const sendOn = followFew(send);

/**
 * Sends a request, and once more if the connection broke or the answer is 429 or 5xx.
 *
 * @throws Error whose message ends a sentence that begins with the service's name. It never contains the address, which may
 * be a secret.
 */
export async function exchange(
  request: ServiceRequest,
  limits: ServiceLimits,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  for (let again = false; ; again = true) {
    const tried = await tryOnce(request, limits.attemptMs, signal);
    if (tried.kind === 'failed' && (again || !tried.mayPass)) throw new Error(tried.why);
    if (tried.kind === 'answer' && (again || !isTransient(tried))) return { ...tried, again };
    await sleep(limits.pauseMs, undefined, { signal });
  }
}

type Tried =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Buffer; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly why: string; readonly mayPass: boolean };

async function tryOnce(request: ServiceRequest, attemptMs: number, signal: AbortSignal): Promise<Tried> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(attemptMs);
  const { method, url, headers, body, token, mostBytes } = request;
  try {
    const response = await (token === null ? sendOn : send)(url, {
      method,
      headers: {
        'user-agent': `perf-budget/${version}`,
        ...headers,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: typeof body === 'string' || body === null ? body : new Uint8Array(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    const content = response.body === null ? Buffer.alloc(0) : await readWithin(response.body, mostBytes);
    if (content === null) return failed(`its answer is larger than ${mostBytes / 1e6} MB`, false);
    const afterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    return { kind: 'answer', status: response.status, body: content, afterMs };
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return failed(`it did not answer within ${attemptMs / 1_000} s`, false);
    if (error instanceof RedirectError) return failed(error.message, false);
    return failed(`the connection failed (${codeOf(error)})`, true);
  }
}

const failed = (why: string, mayPass: boolean): Tried => ({ kind: 'failed', why, mayPass });

const isTransient = ({ status, afterMs }: { status: number; afterMs: number }): boolean =>
  (status === 429 || status >= 500) && afterMs <= LONGEST_PAUSE_MS;

/** The code of a system error, such as `ECONNRESET`; fetch hides it in the cause. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'broken off';
}
