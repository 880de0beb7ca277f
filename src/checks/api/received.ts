import { isLoopback } from '../../workspace/servers/loopback.ts';
import type { ReadAnswer } from './answer-kind.ts';
import type { Client, ResponseHead, StartOptions } from './autocannon.ts';
import type { Script } from './conversation.ts';
import type { Answer, LoadResult } from './load-result.ts';
import { headerOf, readersOf, type Texts } from './read-answers.ts';
import { checkCertificates, repairClient } from './repair-client.ts';
import type { ApiRequest } from './requests/api-request.ts';
import { searchFor } from './search-answers.ts';

/** The requests of a load, and where they go. */
export interface Requests {
  /** Without a path: `http://127.0.0.1:4123`. */
  readonly origin: string;
  /** The IP to connect to; undefined: resolve the origin's name. */
  readonly ip?: string | undefined;
  readonly request: ApiRequest;
  /** Texts to look for in each answer; absent: only some answers are read at all. */
  readonly texts?: Texts;
  /** Writes each request, if requests differ. */
  readonly script?: Script;
  /** How many requests are sent, in all. */
  readonly amount: number;
}

/** How the requests of one connection end. */
interface Ends {
  /** @param ms since the request was sent */
  answered(ms: number): Pick<Answer, 'ms' | 'dueMs' | 'first'>;
  /** The connection ended, and these requests were not answered in full. */
  lost(requests: number): void;
  /** Nobody listens any more. */
  refused(): void;
}

/** Collects what comes back from a load, on all of its connections. */
export function receive({ origin, ip, request, texts, script, amount }: Requests) {
  const answers: Answer[] = [];
  const read: ReadAnswer[] = [];
  let error: LoadResult['error'] = null;
  let location: LoadResult['location'] = null;
  let retryAfter: LoadResult['retryAfter'] = null;
  let unended: LoadResult['unended'] = null;
  const search = texts && searchFor(texts);
  const readerOf = readersOf(amount, texts !== undefined);
  const isOwn = isLoopback(new URL(origin).hostname);
  let connected = 0;

  return {
    answers,
    result() {
      for (const [index, wrongText] of search?.faults() ?? [])
        answers[index] = { ...(answers[index] as Answer), wrongText };
      return { answers, error, read, location, unended, retryAfter };
    },

    /** Prepares a connection before it connects. `timedOut` records that its request got no answer in time. */
    connection(client: Client, ends: Ends): { timedOut(): void } {
      if (ip !== undefined) {
        client.opts.servername = client.opts.hostname;
        client.opts.hostname = ip;
      }
      const reader = readerOf();
      const spoken = script?.connection(connected++);
      if (spoken) client.getRequestBuffer = spoken.next;
      const { head } = reader;
      let begun: ResponseHead | null = null;
      reader.head = (of) => {
        begun = of;
        head(of);
        spoken?.answered(of);
      };
      repairClient(client, request.method, reader, ends.lost);
      if (!isOwn) checkCertificates(client);
      client.on('response', (status, bytes, ms) => {
        begun = null;
        const shown = reader.shown();
        if (shown.read !== null) search?.add(answers.length, shown.read);
        const answer = { status, bytes, ...ends.answered(ms) };
        answers.push(shown.limited ? { ...answer, limited: true } : answer);
        if (shown.read !== null && shown.isSample) read.push(shown.read);
        location ??= shown.location;
        retryAfter ??= shown.retryAfter;
      });
      client.on('connError', ({ code, message }) => {
        error = message || (code ?? null);
        if (code === 'ECONNREFUSED') ends.refused();
      });
      return {
        timedOut() {
          if (begun !== null) unended ??= headerOf(begun, 'content-type') ?? 'without a type';
          begun = null;
        },
      };
    },
  };
}

/** Placeholder for the parts of a request that a script writes. */
const UNUSED = { path: '/', headers: {}, body: null };

/** The request as autocannon takes it. */
export function requestOf({
  origin,
  request,
  script,
}: Requests): Pick<StartOptions, 'url' | 'method' | 'headers' | 'body'> {
  const { method, path, headers, body } = script === undefined ? request : { ...request, ...UNUSED };
  // https://www.rfc-editor.org/rfc/rfc9110#section-8.6-5: declare an empty body where a method expects one
  const empty = body === null && ['POST', 'PUT', 'PATCH'].includes(method);
  return {
    url: `${origin}${path}`,
    method,
    headers: empty ? { ...headers, 'content-length': 0 } : { ...headers },
    ...(body === null ? {} : { body }),
  };
}
