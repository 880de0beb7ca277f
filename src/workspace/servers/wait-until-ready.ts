import { setTimeout as delay } from 'node:timers/promises';
import { isExpected } from '../../text/status.ts';
import { type Answer, ask } from './ask.ts';
import { isLoopback, isLoopbackName, LOOPBACK_ADDRESSES } from './loopback.ts';

/** Between two looks while nothing answers, milliseconds. */
const POLL_MS = 50;
/** Pause between requests to a server with unexpected answers, which a rate limiter counts, too; milliseconds. */
const ANSWERED_POLL_MS = 250;
/** Time of identical answers after which a server has booted, whatever it answers; milliseconds. */
const SETTLED_MS = 3_000;
const REDIRECTS = 5;

/** An address that a server may answer at. */
interface Address {
  /** `http://acme.localhost:4123`; with a path, if the server lives below one. */
  readonly origin: string;
  /** The IP to connect to; null: resolve the name. */
  readonly ip: string | null;
}

/** An address that answers. */
interface Answering extends Address {
  /** The SHA-256 of its certificate's public key, in base64, if it speaks TLS on loopback; null otherwise. */
  readonly certificate: string | null;
}

interface ReadyRequest {
  readonly addresses: readonly Address[];
  /** Whether the scheme and the name of `localhost` may be found out. */
  readonly guess: { readonly scheme: boolean; readonly name: boolean };
  readonly path: string;
  /**
   * Codes such as `200`, or classes of them such as `4xx`. Null: 2xx, or whatever status the server keeps answering.
   */
  readonly status: readonly string[] | null;
  /** The status that an earlier launch settled on, which is accepted at once. */
  readonly settledOn: number | null;
  readonly timeoutMs: number;
  /** Aborts with the time limit, too. */
  readonly signal: AbortSignal;
}

/** An address's answer, and whether it means that the server is ready. */
interface Look {
  readonly address: Address;
  readonly answer: Answer;
  readonly accepted: boolean;
}

export type Readiness =
  /** `settledOn`: the status that it kept answering, if none was expected; null if it answered as it should. */
  | { readonly ready: true; readonly address: Answering; readonly settledOn: number | null }
  /** `last`: the last answer, as the end of a sentence, null if nothing ever listened; `status`: its code, if it had one. */
  | { readonly ready: false; readonly last: string | null; readonly status: number | null };

/** The loopback addresses of a port. A server on `localhost` has only one of the two, and the system chooses which. */
export const addressesOfPort = (port: number, host: string | null): Address[] =>
  LOOPBACK_ADDRESSES.map((ip) => ({ origin: `http://${host ?? (ip.includes(':') ? `[${ip}]` : ip)}:${port}`, ip }));

/** The addresses that a URL stands for. */
export function addressesOfUrl(url: string): Address[] {
  const origin = url.replace(/\/+$/, '');
  return isLoopbackName(new URL(url).hostname)
    ? LOOPBACK_ADDRESSES.map((ip) => ({ origin, ip }))
    : [{ origin, ip: null }];
}

/**
 * Polls until an address answers with an expected status, or `signal` aborts. Without an expected status, a server that
 * keeps answering the same 3xx or 4xx is up: it has nothing at that path. A 5xx may be a server that still boots.
 */
export async function waitUntilReady(request: ReadyRequest): Promise<Readiness> {
  const { addresses, status, settledOn, timeoutMs, signal } = request;
  const settledMs = Math.min(SETTLED_MS, timeoutMs / 2);
  let last: Exclude<Answer, { type: 'refused' }> | null = null;
  let same = { key: '', since: 0 };
  while (!signal.aborted) {
    let answered: Look | null = null;
    for (const one of addresses) {
      const look = await lookAt(one, request);
      if (signal.aborted) break;
      if (look.answer.type === 'refused') continue;
      last = look.answer;
      if (look.accepted && look.answer.type === 'status') {
        return { ready: true, address: answering(look.address, look.answer), settledOn: null };
      }
      answered = look;
      if (look.answer.type === 'status') break; // the other address would be the same server
    }
    if (status === null && answered?.answer.type === 'status') {
      const { address, answer } = answered;
      const key = `${address.origin} ${answer.status}`;
      const now = performance.now();
      if (same.key !== key) same = { key, since: now };
      const isUp = answer.status >= 300 && answer.status < 500;
      if (isUp && (answer.status === settledOn || now - same.since >= settledMs)) {
        return { ready: true, address: answering(address, answer), settledOn: answer.status };
      }
    }
    await delay(answered === null ? POLL_MS : ANSWERED_POLL_MS, undefined, { signal }).catch(() => {});
  }
  return {
    ready: false,
    last: last && describe(last),
    status: last?.type === 'status' ? last.status : null,
  };
}

const answering = (address: Address, { certificate }: Extract<Answer, { type: 'status' }>): Answering => ({
  ...address,
  certificate: isLoopback(new URL(address.origin).hostname) ? certificate : null,
});

/**
 * Asks an address. If it does not answer as it should, also asks by TLS and by the name `localhost`, which some servers
 * require.
 */
async function lookAt(address: Address, request: ReadyRequest): Promise<Look> {
  const look = await askFollowing(address, request);
  const { guess } = request;
  if (look.accepted || look.answer.type === 'refused') return look;
  const url = new URL(address.origin);
  // Servers with TLS answer a plain request with 400, or with bytes that are not HTTP.
  const mayBeSecure = look.answer.type === 'failed' || look.answer.status === 400;
  if (guess.scheme && url.protocol === 'http:' && mayBeSecure) {
    const secure = await lookAt({ ...address, origin: address.origin.replace('http:', 'https:') }, request);
    if (secure.answer.type === 'status') return secure;
  }
  if (
    guess.name &&
    look.answer.type === 'status' &&
    isExpected(look.answer.status, ['4xx']) &&
    !isLoopbackName(url.hostname)
  ) {
    const named = await askFollowing({ ...address, origin: `${url.protocol}//localhost:${url.port}` }, request);
    if (named.accepted) return named;
  }
  return look;
}

/** Follows redirects within the server. */
async function askFollowing(address: Address, { path, status, signal }: ReadyRequest): Promise<Look> {
  const url = new URL(`${address.origin}${path}`);
  let target = url;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(target, { ip: address.ip, signal });
    const accepted = answer.type === 'status' && isExpected(answer.status, status ?? ['2xx']);
    if (accepted || answer.type !== 'status' || answer.location === null || redirects === REDIRECTS) {
      return { address, answer, accepted };
    }
    const next = URL.parse(answer.location, target.href);
    // The server may call itself by another name. Keep the address that was asked.
    const isOwn =
      next?.protocol === url.protocol &&
      next.port === url.port &&
      (next.hostname === url.hostname || (isLoopback(next.hostname) && isLoopback(url.hostname)));
    if (next === null || !isOwn) return { address, answer, accepted };
    target = new URL(next.pathname + next.search, url);
  }
}

function describe(answer: Exclude<Answer, { type: 'refused' }>): string {
  if (answer.type === 'failed') return `the connection failed: ${answer.message}`;
  const { status, location, text } = answer;
  // A query may hold a secret.
  const place = location?.split(/[?#]/, 1)[0];
  const words = text === null ? '' : `: “${text}”`;
  return `it last answered ${status}${place === undefined ? words : `, a redirect to ${place}`}`;
}
