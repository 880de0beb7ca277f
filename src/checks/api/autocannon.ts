import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import autocannon from 'autocannon';
// @ts-expect-error: it has no types of its own
import HttpClient from 'autocannon/lib/httpClient.js';

/** The parts of autocannon 9 that perf-budget uses, and the internals that it fixes. The published types lack both. */

export interface StartOptions {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string | number>;
  readonly body?: string;
  readonly connections: number;
  /** Requests in all; split evenly over the connections. */
  readonly amount: number;
  /** Seconds. */
  readonly timeout: number;
  /** Milliseconds between checks whether it is over. */
  readonly sampleInt: number;
  /** Called with each client before it connects. */
  readonly setupClient: (client: Client) => void;
}

export interface Run {
  /** Ends it at the next check. Pending requests are dropped. */
  stop(): void;
}

/** A connection, with one request at a time. */
export interface Client
  extends EventEmitter<{
    response: [status: number, bytes: number, ms: number];
    timeout: [];
    connError: [error: Error & { code?: string }];
    done: [];
  }> {
  /** The host to connect to, without brackets. The requests are already written when the client is set up. */
  readonly opts: { hostname: string; servername?: string };
  readonly parser: Parser;
  readonly pipelinedRequests: PendingRequests;
  /** Undefined before the first connection. */
  readonly conn: Socket | undefined;
  readonly destroyed: boolean;
  /** The requests that it sends before it ends: its share of `amount`. */
  responseMax: number;
  readonly reqsMade: number;
  destroy(): void;
  /** Builds the next request. */
  getRequestBuffer(): Buffer;
  _connect(): void;
  _doRequest(): void;
  _resetConnection(): void;
}

interface PendingRequests {
  addBody(chunk: Buffer): void;
  size(): number;
  clear(): void;
}

/** The parser of http-parser-js. */
interface Parser {
  /** Value of the `Connection` header, in lower case. */
  readonly connection: string;
  [callback: number]: (head: ResponseHead) => unknown;
  execute(chunk: Buffer): number | Error;
  reinitialize(type: string): void;
  /** Handles the end of the connection. */
  finish(): void;
  readonly constructor: {
    readonly RESPONSE: string;
    readonly kOnHeadersComplete: number;
    readonly kOnMessageComplete: number;
  };
}

export interface ResponseHead {
  readonly statusCode: number;
  readonly versionMajor: number;
  readonly versionMinor: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

export const start = autocannon as unknown as (options: StartOptions, done: (error: Error | null) => void) => Run;

/** A connection by itself. It connects and sends its first request at once. */
export const connect = (
  options: Omit<StartOptions, 'connections' | 'amount' | 'sampleInt'> & { readonly responseMax: number },
): Client => {
  const { url, ...rest } = options;
  const { host } = new URL(url);
  return new (HttpClient as new (options: object) => Client)({ ...urlToHttpOptions(new URL(url)), host, ...rest });
};
