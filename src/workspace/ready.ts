import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;
/** Time limit for one answer, milliseconds. */
const ANSWER_MS = 10_000;
const REDIRECTS = 5;

type Answer =
  | { readonly type: 'status'; readonly status: number; readonly location: string | null }
  | { readonly type: 'refused' }
  | { readonly type: 'failed'; readonly message: string };

export type Readiness =
  /** `origin`: the address that answered. */
  | { readonly ready: true; readonly origin: string }
  /** `last`: the last answer, as the end of a sentence; null if nothing ever listened. */
  | { readonly ready: false; readonly last: string | null };

/**
 * Polls `path` on both loopback addresses until one answers 2xx or `signal` aborts. A server on `localhost` has only one
 * of the two, and the system chooses which. Follows redirects within the server.
 */
export async function waitUntilReady(port: number, path: string, signal: AbortSignal): Promise<Readiness> {
  let last: string | null = null;
  while (!signal.aborted) {
    for (const origin of [`http://127.0.0.1:${port}`, `http://[::1]:${port}`]) {
      const answer = await askFollowing(new URL(path, origin), signal);
      if (answer.type === 'status' && answer.status >= 200 && answer.status < 300) return { ready: true, origin };
      if (answer.type !== 'refused' && !signal.aborted) last = describe(answer);
    }
    await delay(POLL_MS, undefined, { signal }).catch(() => {});
  }
  return { ready: false, last };
}

async function askFollowing(url: URL, signal: AbortSignal): Promise<Answer> {
  let target = url;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(target, signal);
    if (answer.type !== 'status' || answer.location === null || redirects === REDIRECTS) return answer;
    const next = URL.parse(answer.location, target.href);
    // The server may call itself by another name. Keep the address that was asked.
    if (
      next?.protocol !== 'http:' ||
      next.port !== url.port ||
      !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(next.hostname)
    ) {
      return answer;
    }
    target = new URL(next.pathname + next.search, url);
  }
}

/** Opens a connection for each request: a kept one would delay the server's end. */
function ask(url: URL, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const outgoing = request(url, { agent: false, signal: limit, headers: { accept: '*/*' } }, (response) => {
      response.on('error', () => {}).resume();
      const { statusCode: status = 0, headers } = response;
      const location = status >= 300 && status < 400 ? (headers.location ?? null) : null;
      resolve({ type: 'status', status, location });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const absent = ['ECONNREFUSED', 'EADDRNOTAVAIL', 'ENETUNREACH', 'EAFNOSUPPORT'].includes(error.code ?? '');
      resolve(absent ? { type: 'refused' } : { type: 'failed', message: limit.aborted ? 'no answer' : error.message });
    });
    outgoing.end();
  });
}

function describe(answer: Exclude<Answer, { type: 'refused' }>): string {
  if (answer.type === 'failed') return `the connection failed: ${answer.message}`;
  return `it last answered ${answer.status}${answer.location === null ? '' : `, a redirect to ${answer.location}`}`;
}
