import { isLoopback } from '../../workspace/servers/loopback.ts';
import type { ReadAnswer } from './answer-kind.ts';
import { type Client, type ResponseHead, type Run, type StartOptions, start } from './autocannon.ts';
import type { Script } from './conversation.ts';
import { type LoopLoad, watchLoop } from './event-loop-load.ts';
import { headerOf, readersOf, type Texts, wrongText } from './read-answers.ts';
import { checkCertificates, repairClient } from './repair-client.ts';
import type { ApiRequest } from './requests/api-request.ts';

/** Imported only when an endpoint is measured, since it loads autocannon. */

export interface LoadOptions {
  /** Without a path: `http://127.0.0.1:4123`. */
  readonly origin: string;
  /** The IP to connect to; undefined: resolve the origin's name. */
  readonly ip?: string | undefined;
  readonly request: ApiRequest;
  /** Texts to look for in each answer; absent: only some answers are read at all. */
  readonly texts?: Texts;
  /** Writes each request, if requests differ. */
  readonly script?: Script;
  readonly connections: number;
  /** How many requests are sent, in all. */
  readonly amount: number;
  /** At least 1,000. */
  readonly timeoutMs: number;
  /** Wall time after which the load ends. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** Bytes received for the answer, head and body. */
  readonly bytes: number;
  /** From sending the request to the last byte of the answer. */
  readonly ms: number;
  /** The first on its connection at the start: connecting is part of its time. */
  readonly first: boolean;
  /** Why the answer's text is wrong: `without "data"`; absent if the text is right or not checked. */
  readonly wrongText?: string;
  /** A rate limiter sent it. */
  readonly limited?: true;
}

/** Unless it was cut short, each request that was sent is an answer, a time-out or unanswered. */
export interface LoadResult {
  readonly sent: number;
  readonly answers: readonly Answer[];
  /** Requests that got no answer in time. */
  readonly timeouts: number;
  /** Requests whose connection could not be opened, or ended before they were answered in full. */
  readonly unanswered: number;
  /** From the start until the last request was settled. */
  readonly durationMs: number;
  /**
   * Why the load was cut short. `refused`: nobody listens any more. `hung`: nothing is answered any more. `limit`: it
   * took longer than `limitMs`.
   */
  readonly cut: 'refused' | 'hung' | 'limit' | null;
  /** The last error of a connection, in the system's words. */
  readonly error: string | null;
  readonly loop: LoopLoad;
  /** Contents of some answers, which show their kind. */
  readonly read: readonly ReadAnswer[];
  /** The address that the first redirect led to; null without any. */
  readonly location: string | null;
  /** Content type of an answer that began and did not end in time: `text/event-stream`; null if all ended. */
  readonly unended: string | null;
  /** The time at which a rate limiter asked to come back, in its words. */
  readonly retryAfter: string | null;
}

/** Waves of timeouts after which a server that answered before is given up. One wave is one request per connection. */
const HUNG_WAVES = 2;
/** Milliseconds between autocannon's checks whether it is over. Its default, 1 s, would also be the shortest visit. */
const LOOK_MS = 10;

/**
 * Sends a fixed number of requests in a closed loop, and keeps the time of each answer. autocannon's own percentiles
 * are not used: they are whole milliseconds, lack p95, and omit slow answers at the end of a duration. Connections are
 * HTTP/1.1 and kept alive. Certificates are checked, except on this machine. Redirects are not followed, and
 * compression is not requested.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { request, amount, texts, signal } = options;
  const connections = Math.min(options.connections, amount);
  signal.throwIfAborted();
  const answers: Answer[] = [];
  const counts = { timeouts: 0, unanswered: 0 };
  let cut: LoadResult['cut'] = null;
  let error: string | null = null;
  const read: ReadAnswer[] = [];
  let location: string | null = null;
  let retryAfter: string | null = null;
  let unended: string | null = null;
  const readerOf = readersOf(amount, texts !== undefined);
  /** Time-outs since the last answer. */
  let silent = 0;
  let run: Run | undefined;
  const startedAt = performance.now();
  let settledAt = startedAt;
  const settle = (outcome: keyof typeof counts, requests: number) => {
    counts[outcome] += requests;
    if (requests > 0) settledAt = performance.now();
  };
  const stop = (reason: LoadResult['cut']) => {
    cut ??= reason;
    run?.stop();
  };

  let connected = 0;
  const setupClient = (client: Client) => {
    let first = true;
    if (options.ip !== undefined) {
      client.opts.servername = client.opts.hostname;
      client.opts.hostname = options.ip;
    }
    const reader = readerOf();
    const spoken = options.script?.connection(connected++);
    if (spoken) client.getRequestBuffer = spoken.next;
    const { head } = reader;
    let begun: ResponseHead | null = null;
    reader.head = (of) => {
      begun = of;
      head(of);
      spoken?.answered(of);
    };
    repairClient(client, request.method, reader, (requests) => settle('unanswered', requests));
    if (!isLoopback(new URL(options.origin).hostname)) checkCertificates(client);
    client.on('timeout', () => {
      settle('timeouts', 1);
      if (begun !== null) unended ??= headerOf(begun, 'content-type') ?? 'without a type';
      begun = null;
      silent++;
      // One wave of timeouts is enough if the server has never answered.
      if (silent >= (answers.length === 0 ? 1 : HUNG_WAVES) * connections) stop('hung');
    });
    client.on('response', (status, bytes, ms) => {
      silent = 0;
      begun = null;
      settledAt = performance.now();
      const shown = reader.shown();
      const wrong = texts && shown.read && wrongText(shown.read, texts);
      const more = { ...(wrong && { wrongText: wrong }), ...(shown.limited && { limited: shown.limited }) };
      answers.push(wrong || shown.limited ? { status, bytes, ms, first, ...more } : { status, bytes, ms, first });
      if (shown.read !== null && shown.isSample) read.push(shown.read);
      location ??= shown.location;
      retryAfter ??= shown.retryAfter;
      first = false;
    });
    client.on('connError', ({ code, message }) => {
      error = message || (code ?? null);
      if (code === 'ECONNREFUSED') stop('refused');
    });
  };

  const limit = setTimeout(() => stop('limit'), options.limitMs);
  const onAbort = () => stop(null);
  signal.addEventListener('abort', onAbort, { once: true });
  const loopLoad = watchLoop();
  let loop: LoopLoad;
  try {
    await new Promise<void>((resolve, reject) => {
      run = start({ ...startOptions(options), setupClient }, (failure) => (failure ? reject(failure) : resolve()));
    });
  } finally {
    loop = loopLoad();
    clearTimeout(limit);
    signal.removeEventListener('abort', onAbort);
  }
  signal.throwIfAborted();
  const durationMs = settledAt - startedAt;
  return { sent: amount, answers, ...counts, durationMs, cut, error, loop, read, location, unended, retryAfter };
}

/** Placeholder for the parts of a request that a script writes. */
const UNUSED = { path: '/', headers: {}, body: null };

function startOptions({
  origin,
  request,
  script,
  connections,
  amount,
  timeoutMs,
}: LoadOptions): Omit<StartOptions, 'setupClient'> {
  const { method, path, headers, body } = script === undefined ? request : { ...request, ...UNUSED };
  // https://www.rfc-editor.org/rfc/rfc9110#section-8.6-5: declare an empty body where a method expects one
  const empty = body === null && ['POST', 'PUT', 'PATCH'].includes(method);
  return {
    url: `${origin}${path}`,
    method,
    headers: empty ? { ...headers, 'content-length': 0 } : { ...headers },
    ...(body === null ? {} : { body }),
    connections: Math.min(connections, amount),
    amount,
    timeout: timeoutMs / 1_000,
    sampleInt: LOOK_MS,
  };
}
