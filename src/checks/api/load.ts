import { type Run, type StartOptions, start } from './autocannon.ts';
import { type LoopLoad, watchLoop } from './event-loop-load.ts';
import type { LoadResult } from './load-result.ts';
import { type Requests, receive, requestOf } from './received.ts';

/** Imported only when an endpoint is measured, since it loads autocannon: once for both kinds of load. */
export { openLoop } from './rate/open-loop.ts';

export interface LoadOptions extends Requests {
  readonly connections: number;
  /** At least 1,000. */
  readonly timeoutMs: number;
  /** Wall time after which the load ends. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
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
  const { amount, signal } = options;
  const connections = Math.min(options.connections, amount);
  signal.throwIfAborted();
  const received = receive(options);
  const { answers } = received;
  const counts = { timeouts: 0, unanswered: 0 };
  let cut: LoadResult['cut'] = null;
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

  const setupClient: StartOptions['setupClient'] = (client) => {
    let first = true;
    const connection = received.connection(client, {
      answered(ms) {
        silent = 0;
        settledAt = performance.now();
        const isFirst = first;
        first = false;
        return { ms, first: isFirst };
      },
      lost: (requests) => settle('unanswered', requests),
      refused: () => stop('refused'),
    });
    client.on('timeout', () => {
      settle('timeouts', 1);
      connection.timedOut();
      silent++;
      // One wave of timeouts is enough if the server has never answered.
      if (silent >= (answers.length === 0 ? 1 : HUNG_WAVES) * connections) stop('hung');
    });
  };

  const limit = setTimeout(() => stop('limit'), options.limitMs);
  const onAbort = () => stop(null);
  signal.addEventListener('abort', onAbort, { once: true });
  const loopLoad = watchLoop();
  let loop: LoopLoad;
  try {
    await new Promise<void>((resolve, reject) => {
      const all = {
        ...requestOf(options),
        connections,
        amount,
        timeout: options.timeoutMs / 1_000,
        sampleInt: LOOK_MS,
      };
      run = start({ ...all, setupClient }, (failure) => (failure ? reject(failure) : resolve()));
    });
  } finally {
    loop = loopLoad();
    clearTimeout(limit);
    signal.removeEventListener('abort', onAbort);
  }
  signal.throwIfAborted();
  return { ...received.result(), sent: amount, ...counts, durationMs: settledAt - startedAt, cut, loop };
}
