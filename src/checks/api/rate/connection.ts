import { connect } from '../autocannon.ts';
import { type Requests, type receive, requestOf } from '../received.ts';

/** A request that is due; its times are those of `performance.now()`. */
export interface Due {
  readonly dueAt: number;
  /** From when its response time counts. */
  readonly from: number;
}

/** A connection with at most one request under way. */
export interface Connection {
  /** Sends a request while none is under way. */
  send(due: Due): void;
  end(): void;
}

/** The load that a connection is part of. */
export interface Load {
  readonly requests: Requests;
  readonly received: ReturnType<typeof receive>;
  /** As `performance.now()` gives it. */
  readonly startedAt: number;
  readonly timeoutMs: number;
  /** Called once for each request. */
  ended(how: 'answered' | 'timeouts' | 'unanswered'): void;
  /** The request that the connection sends next; null: it rests. */
  next(connection: Connection): Due | null;
  closed(connection: Connection): void;
  /** Nobody listens any more. */
  refused(): void;
}

/** Seconds. autocannon's own time-outs count from when a request is sent, not from when it is due. */
const NO_TIMEOUT = 1_000_000;

/** Opens a connection for a request. It ends when the server ends it while it rests, or with a request that times out. */
export function openConnection(load: Load, first: Due): Connection {
  const { received, startedAt, timeoutMs } = load;
  let underWay: Due | null = null;
  let timer: NodeJS.Timeout | undefined;

  const begin = (due: Due) => {
    underWay = due;
    timer = setTimeout(expire, Math.max(1, due.dueAt + timeoutMs - performance.now()));
  };
  const end = (how: 'answered' | 'timeouts' | 'unanswered') => {
    clearTimeout(timer);
    underWay = null;
    load.ended(how);
  };
  const prepare = (due: Due) => {
    begin(due);
    client.responseMax = client.reqsMade + 1;
  };
  /** The client itself sends what comes next: at once, or on a new connection if the server ended this one. */
  const goOn = () => {
    const next = load.next(connection);
    if (next !== null) prepare(next);
  };
  const expire = () => {
    heard.timedOut();
    end('timeouts');
    client.destroy();
  };
  const connection: Connection = {
    send(due) {
      prepare(due);
      client._doRequest();
    },
    end: () => client.destroy(),
  };

  let heard = { timedOut() {} };
  begin(first);
  const client = connect({
    ...requestOf(load.requests),
    responseMax: 1,
    timeout: NO_TIMEOUT,
    setupClient(client) {
      heard = received.connection(client, {
        answered() {
          const { dueAt, from } = underWay ?? first;
          const ms = performance.now() - from;
          end('answered');
          goOn();
          return { ms, dueMs: dueAt - startedAt, first: false };
        },
        lost(requests) {
          if (requests === 0) return;
          end('unanswered');
          goOn();
        },
        refused: load.refused,
      });
      const doRequest = client._doRequest;
      // Without a request to send, a closed loop's client would repeat its last one.
      client._doRequest = () => {
        if (underWay !== null) doRequest();
      };
    },
  });
  client.on('done', () => {
    clearTimeout(timer);
    load.closed(connection);
  });
  return connection;
}
