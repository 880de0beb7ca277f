import { watchLoop } from '../event-loop-load.ts';
import type { LoadResult } from '../load-result.ts';
import { floorMs } from '../metrics.ts';
import { type Requests, receive } from '../received.ts';
import { nearestRank } from '../summarise.ts';
import { type Connection, type Due, type Load, openConnection } from './connection.ts';
import { heldRate } from './served.ts';

export interface OpenLoopOptions extends Requests {
  /** Requests a second. */
  readonly rate: number;
  /** From when a request is due. */
  readonly timeoutMs: number;
  /** Connections that are open at once, at most; absent: 1,000. Another request waits for one of them. */
  readonly connections?: number;
  readonly signal: AbortSignal;
}

const MOST_CONNECTIONS = 1_000;
/** Timers are late by up to a millisecond, which is also the floor of response times. */
const TIMER_MS = floorMs;
/** A connection that rested for longer is not used again: the server may just be ending it. */
const LONGEST_REST_MS = 1_500;

/**
 * Sends a fixed number of requests, evenly spaced, whether or not earlier ones are answered: an open loop. A request
 * takes the connection that was used last, or opens one if none is free.
 *
 * Response times count from when a request was due, so that a slow answer also shows in the requests that it delays, and
 * is not omitted (https://github.com/giltene/wrk2). If a connection was free, the first millisecond is left out: this
 * process's timers are as late. `own` says by how much it was late in all.
 *
 * A request without an answer `timeoutMs` after it was due is a time-out, even if it was never sent. That bounds the
 * end of the load.
 *
 * The connections are autocannon's, the schedule is not: autocannon spends a rate at once at the beginning of each
 * second, and no connection sends before its last answer (https://github.com/mcollina/autocannon/blob/v9.0.0/lib/httpClient.js).
 */
export async function openLoop(options: OpenLoopOptions): Promise<LoadResult> {
  const { amount, rate, timeoutMs, connections: most = MOST_CONNECTIONS, signal } = options;
  signal.throwIfAborted();
  const received = receive(options);
  const counts = { answered: 0, timeouts: 0, unanswered: 0 };
  const late: { readonly dueMs: number; readonly ms: number }[] = [];
  /** The one that was used last is at the end. */
  const free: { readonly connection: Connection; readonly since: number }[] = [];
  const waiting: Due[] = [];
  const connections = new Set<Connection>();
  let cut: LoadResult['cut'] = null;
  const over = Promise.withResolvers<void>();
  const startedAt = performance.now();
  let endedAt = startedAt;

  const load: Load = {
    requests: options,
    received,
    startedAt,
    timeoutMs,
    ended(how) {
      counts[how]++;
      endedAt = performance.now();
      if (counts.answered + counts.timeouts + counts.unanswered === amount) over.resolve();
    },
    next(connection) {
      const due = nextWaiting();
      if (due === null) free.push({ connection, since: performance.now() });
      return due;
    },
    closed(connection) {
      connections.delete(connection);
      const index = free.findIndex((one) => one.connection === connection);
      if (index >= 0) free.splice(index, 1);
      const due = nextWaiting();
      if (due !== null) connections.add(openConnection(load, due));
    },
    refused() {
      cut = 'refused';
      over.resolve();
    },
  };

  /** The next request that waits and may still be answered in time. */
  function nextWaiting(): Due | null {
    for (let due = waiting.shift(); due !== undefined; due = waiting.shift()) {
      if (due.dueAt + timeoutMs > performance.now()) return due;
      load.ended('timeouts');
    }
    return null;
  }

  function expireAll(): void {
    for (; waiting.length > 0; waiting.shift()) load.ended('timeouts');
  }

  function freeConnection(): Connection | null {
    for (let last = free.pop(); last !== undefined; last = free.pop()) {
      if (performance.now() - last.since < LONGEST_REST_MS) return last.connection;
      last.connection.end();
    }
    return null;
  }

  function send(dueAt: number): void {
    const connection = freeConnection();
    if (connection === null && connections.size >= most) {
      waiting.push({ dueAt, from: dueAt });
      return;
    }
    const now = performance.now();
    const due = { dueAt, from: Math.min(now, dueAt + TIMER_MS) };
    late.push({ dueMs: dueAt - startedAt, ms: now - dueAt });
    if (connection === null) connections.add(openConnection(load, due));
    else connection.send(due);
  }

  const dueAt = (index: number) => startedAt + (1_000 * index) / rate;
  let next = 0;
  let clock: NodeJS.Timeout | undefined;
  function sendDue(): void {
    while (next < amount && dueAt(next) <= performance.now()) send(dueAt(next++));
    if (next < amount) clock = setTimeout(sendDue, Math.max(1, dueAt(next) - performance.now()));
  }

  const end = setTimeout(expireAll, dueAt(amount) - startedAt + timeoutMs);
  const onAbort = () => over.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  const loopLoad = watchLoop();
  sendDue();
  await over.promise;
  const loop = loopLoad();
  clearTimeout(clock);
  clearTimeout(end);
  signal.removeEventListener('abort', onAbort);
  waiting.length = 0;
  for (const connection of connections) connection.end();
  signal.throwIfAborted();
  const { timeouts, unanswered } = counts;
  const sorted = late.map(({ ms }) => ms).sort((a, b) => a - b);
  const lateMs = nearestRank(sorted, sorted.length, 0.95) ?? 0;
  return {
    ...received.result(),
    sent: amount,
    timeouts,
    unanswered,
    durationMs: endedAt - startedAt,
    cut,
    loop,
    own: { lateMs, perSecond: heldRate(late, rate) ?? rate },
  };
}
