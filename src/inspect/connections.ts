import type { TapConnection } from './postgres/wire/tap-connection.ts';
import type { ConnectionsSeen } from './seen.ts';

/** Watches how many connections are open and busy, over some time. */
export interface ConnectionsWatch {
  opened(connection: TapConnection): void;
  closed(connection: TapConnection): void;
  /** Bytes have come on the connection, so its state may have changed. */
  moved(connection: TapConnection): void;
  end(pool: number | null): Omit<ConnectionsSeen, 'allowed'>;
}

type State = 'idle' | 'busy' | 'transaction';

function stateOf({ session }: TapConnection): State {
  if (session.busySince() !== null) return 'busy';
  return session.status() === 'T' || session.status() === 'E' ? 'transaction' : 'idle';
}

export function watchConnections(connections: readonly TapConnection[], now: () => number): ConnectionsWatch {
  const states = new Map(connections.map((one) => [one, stateOf(one)]));
  const counts = { idle: 0, busy: 0, transaction: 0 };
  for (const state of states.values()) counts[state] += 1;
  const startMs = now();
  let lastMs = startMs;
  const spent = { busy: 0, transaction: 0, allBusy: 0 };
  const most = { open: states.size, busy: counts.busy };
  const changes = { opened: 0, closed: 0 };

  /** Adds up the time in which nothing has changed. */
  function pass(): void {
    const elapsedMs = now() - lastMs;
    lastMs += elapsedMs;
    spent.busy += counts.busy * elapsedMs;
    spent.transaction += counts.transaction * elapsedMs;
    if (states.size > 0 && counts.busy === states.size) spent.allBusy += elapsedMs;
  }

  function set(connection: TapConnection, state: State | null): void {
    const before = states.get(connection);
    if (before === state) return;
    pass();
    if (before !== undefined) counts[before] -= 1;
    if (state === null) states.delete(connection);
    else {
      counts[state] += 1;
      states.set(connection, state);
    }
    most.open = Math.max(most.open, states.size);
    most.busy = Math.max(most.busy, counts.busy);
  }

  return {
    opened(connection) {
      changes.opened += 1;
      set(connection, stateOf(connection));
    },
    closed(connection) {
      changes.closed += 1;
      set(connection, null);
    },
    moved(connection) {
      if (states.has(connection)) set(connection, stateOf(connection));
    },
    end(pool) {
      pass();
      const durationMs = lastMs - startMs;
      const mean = (sum: number) => (durationMs > 0 ? sum / durationMs : 0);
      return {
        open: most.open,
        ...changes,
        meanBusy: mean(spent.busy),
        busy: most.busy,
        meanIdleInTransaction: mean(spent.transaction),
        allBusy: Math.min(1, mean(spent.allBusy)),
        poolUse: pool === null ? null : mean(spent.busy) / pool,
        durationMs,
      };
    },
  };
}
