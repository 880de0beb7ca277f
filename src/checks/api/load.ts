import type { EventEmitter } from 'node:events';
import autocannon, { type Client, type Options } from 'autocannon';
import { repairClient } from './repair-client.ts';
import type { ApiRequest } from './settings.ts';

/** Loaded only when an endpoint is measured: it brings autocannon with it. */

export interface LoadOptions {
  /** Without a path: `http://127.0.0.1:4123`. */
  readonly origin: string;
  readonly request: ApiRequest;
  readonly connections: number;
  /** How many requests are sent, in all; at least `connections`. */
  readonly amount: number;
  readonly timeoutMs: number;
  /** Wall time after which no more is waited for. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly ms: number;
  /** Whether its connection was opened for it: then connecting is part of its time. */
  readonly first: boolean;
}

export interface LoadResult {
  readonly sent: number;
  readonly answers: readonly Answer[];
  /** Requests that got no answer in time. */
  readonly timeouts: number;
  /** Requests whose connection ended before they were answered in full. */
  readonly unanswered: number;
  readonly bytes: number;
  readonly durationMs: number;
  /** Whether `limitMs` cut it short. */
  readonly cut: boolean;
}

/**
 * Sends a fixed number of requests in a closed loop, and keeps the time of each answer. autocannon's own percentiles
 * are not used: they are whole milliseconds, know no p95, and leave slow answers out at the end of a duration.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { request, connections, amount, signal } = options;
  signal.throwIfAborted();
  const answers: Answer[] = [];
  const seen = new WeakSet<Client>();
  const counts = { timeouts: 0, unanswered: 0, bytes: 0 };
  let cut = false;
  const startedAt = performance.now();
  let lastAnswerAt = startedAt;
  let instance: autocannon.Instance | undefined;

  await new Promise<void>((resolve, reject) => {
    instance = autocannon(
      {
        url: `${options.origin}${request.path}`,
        method: request.method as NonNullable<Options['method']>,
        headers: { ...request.headers },
        ...(request.body === null ? {} : { body: request.body }),
        connections: Math.min(connections, amount),
        amount,
        // autocannon takes whole seconds and stops only at a sample's end, by default one second too late
        timeout: options.timeoutMs / 1_000,
        sampleInt: 50,
        setupClient: (client: Client) => {
          repairClient(client, request.method, (lost) => {
            counts.unanswered += lost;
          });
          (client as EventEmitter).on('timeout', () => {
            counts.timeouts++;
          });
        },
      } as Options,
      (error) => (error ? reject(error) : resolve()),
    );
    instance.on('response', (client, status, bytes, ms) => {
      lastAnswerAt = performance.now();
      answers.push({ status, ms, first: !seen.has(client) });
      seen.add(client);
      counts.bytes += bytes;
    });
    const stop = () => instance && (instance as unknown as { stop(): void }).stop();
    const limit = setTimeout(() => {
      cut = true;
      stop();
    }, options.limitMs);
    signal.addEventListener('abort', stop, { once: true });
    instance.on('done', () => {
      clearTimeout(limit);
      signal.removeEventListener('abort', stop);
    });
  });
  signal.throwIfAborted();
  return { sent: amount, answers, ...counts, durationMs: lastAnswerAt - startedAt, cut };
}
