import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import autocannon from 'autocannon';

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
  }> {
  /** The host to connect to, without brackets. The requests are already written when the client is set up. */
  readonly opts: { hostname: string; servername?: string };
  readonly parser: Parser;
  readonly pipelinedRequests: PendingRequests;
  /** Undefined before the first connection. */
  readonly conn: Socket | undefined;
  readonly destroyed: boolean;
  /** Its share of `amount`. */
  readonly responseMax: number;
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
