import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from './postgres/wire/execution.ts';
import type { TapConnection } from './postgres/wire/tap-connection.ts';

/** A piece of work's result, with everything that came over the wire meanwhile. */
interface Logged<T> {
  readonly answer: T;
  readonly executions: readonly Execution[];
  readonly connects: number;
  readonly roundTrips: number;
  readonly durationMs: number;
}

interface WireLog {
  connected(): void;
  roundTrip(): void;
  executed(execution: Execution, port: number): void;
  /** Bytes have come, on any connection. */
  moved(): void;
  readonly isOpen: () => boolean;
  /** The port of the app's end of the connection that executed it. */
  portOf(execution: Execution): number | undefined;
  /** Logs until `work` has ended and its connections are silent. Never two at a time. */
  during<T>(work: () => Promise<T>): Promise<Logged<T>>;
}

/** A request has ended when its connections are idle and have been silent for this long. */
const SILENT_MS = 20;
/** Longest wait for that. */
const LONGEST_MS = 1_000;

/** @param connections those of the app that are open */
export function wireLog(connections: () => readonly TapConnection[]): WireLog {
  const ports = new WeakMap<Execution, number>();
  let log: Execution[] | null = null;
  let connects = 0;
  let roundTrips = 0;
  let movedMs = performance.now();

  /** Waits until no statement that began after `sinceMs` is pending, and all connections have been silent. */
  async function quiet(sinceMs: number): Promise<void> {
    const answeredMs = performance.now();
    const deadline = answeredMs + LONGEST_MS;
    for (;;) {
      const now = performance.now();
      const isBusy = connections().some(({ session }) => (session.busySince() ?? 0) >= sinceMs);
      const silentMs = now - Math.max(movedMs, answeredMs);
      if ((!isBusy && silentMs >= SILENT_MS) || now >= deadline) return;
      await sleep(Math.max(1, Math.min(SILENT_MS - silentMs, deadline - now)));
    }
  }

  return {
    connected() {
      connects += 1;
    },
    roundTrip() {
      roundTrips += 1;
    },
    executed(execution, port) {
      log?.push(execution);
      ports.set(execution, port);
    },
    moved() {
      movedMs = performance.now();
    },
    isOpen: () => log !== null,
    portOf: (execution) => ports.get(execution),
    async during(work) {
      const startMs = performance.now();
      const before = { connects, roundTrips };
      const executions: Execution[] = [];
      log = executions;
      try {
        const answer = await work();
        await quiet(startMs);
        return {
          answer,
          executions: executions.filter((one) => one.startedMs >= startMs),
          connects: connects - before.connects,
          roundTrips: roundTrips - before.roundTrips,
          durationMs: performance.now() - startMs,
        };
      } finally {
        log = null;
      }
    },
  };
}
