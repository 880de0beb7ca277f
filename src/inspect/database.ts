import { type DatabaseAddress, type DatabaseSettings, databasesOf } from './address.ts';
import { background } from './background.ts';
import type { Note } from './note.ts';
import { requestSeen } from './request.ts';
import type { AccessSeen, ConnectionsSeen, PlansSeen, RequestSeen } from './seen.ts';
import type { Execution } from './wire/session.ts';
import { openTap, type Tap, type TapConnection } from './wire/tap.ts';

export type { DatabaseSettings } from './address.ts';

/** The databases of one launch of a server, each behind a listener on 127.0.0.1 that reads along. */
export interface DatabaseTaps {
  /** The variables to set for `start`: they lead through the listeners. */
  readonly environment: Readonly<Record<string, string>>;
  /** The variables that lead to a watched database. */
  readonly variables: readonly string[];
  /** Why a database is not watched, or not wholly, as far as it is known by now. */
  readonly notes: () => readonly Note[];
  /** Whether any statement has come so far. Without one, a request without queries says nothing. */
  anyQuery(): boolean;
  /** Listens for so long, while no request is under way, for what the server asks by itself. */
  rest(durationMs: number): Promise<void>;
  /**
   * Makes one request and returns what it asked, what came after the answer included. No two at a time.
   *
   * @param of what requests it is one of: an endpoint. The server's own statements are told apart for each.
   */
  watch<T>(of: string, request: () => Promise<T>): Promise<{ answer: T; seen: RequestSeen }>;
  /** The same with the plans of what ran; null where the server's role may not load `auto_explain`. */
  watchPlans<T>(of: string, request: () => Promise<T>): Promise<{ answer: T; plans: PlansSeen | null }>;
  /** What could serve these shapes, of those that were seen; null, and a note, where that can't be asked. */
  ask(shapes: readonly string[]): Promise<AccessSeen | null>;
  /** Watches the connections while many requests are made. */
  watchLoad<T>(load: () => Promise<T>): Promise<{ answer: T; connections: ConnectionsSeen }>;
  /** Leaves no listener, no connection, and nothing that runs in the database. */
  close(): Promise<void>;
}

/** A request has ended when its connections are idle and as long has passed in silence. */
const SILENT_MS = 20;
/** It is not waited for longer. */
const LONGEST_MS = 1_000;

interface Opened {
  readonly address: DatabaseAddress;
  readonly tap: Tap;
}

/** Opens a listener for each database that `environment` names. */
export async function openTaps(
  environment: Readonly<Record<string, string | undefined>>,
  settings: DatabaseSettings,
  { signal, keepSecret }: { readonly signal: AbortSignal; readonly keepSecret: (value: string) => void },
): Promise<DatabaseTaps> {
  const { addresses, notes, passwords } = databasesOf(environment, settings);
  for (const password of passwords) keepSecret(password);

  let log: Execution[] | null = null;
  let hasAny = false;
  let connects = 0;
  let roundTrips = 0;
  let movedMs = performance.now();
  const own = background();

  const opened: Opened[] = [];
  for (const [, same] of Map.groupBy(addresses, ({ upstream }) => JSON.stringify(upstream))) {
    const [address] = same as [DatabaseAddress];
    const tap = await openTap(address.upstream, {
      opened: () => (connects += 1),
      closed: () => {},
      executed(_, execution) {
        hasAny = true;
        log?.push(execution);
      },
      planned: () => {},
      roundTrip: () => (roundTrips += 1),
      moved: () => (movedMs = performance.now()),
      keepsValues: () => log !== null,
    });
    opened.push(...same.map((one) => ({ address: one, tap })));
  }
  const taps = [...new Set(opened.map(({ tap }) => tap))];
  const close = async () => void (await Promise.all(taps.map((tap) => tap.close())));
  signal.addEventListener('abort', () => void close(), { once: true });
  if (signal.aborted) await close();

  const connections = (): TapConnection[] =>
    taps.flatMap((tap) => [...tap.connections]).filter(({ isLeft }) => !isLeft);

  /** Until nothing is under way that began after `sinceMs`, and all has been silent. */
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

  async function logged<T>(work: () => Promise<T>): Promise<{ answer: T; log: Execution[]; durationMs: number }> {
    const startMs = performance.now();
    log = [];
    try {
      const answer = await work();
      await quiet(startMs);
      return {
        answer,
        log: log.filter((one) => one.startedMs >= startMs),
        durationMs: performance.now() - startMs,
      };
    } finally {
      log = null;
    }
  }

  const shapesIn = (log: readonly Execution[]) => log.map(({ statement }) => statement.shape);

  return {
    environment: Object.assign({}, ...opened.map(({ address, tap }) => address.redirected(tap.port))),
    variables: opened.map(({ address }) => address.variable),
    notes: () => [
      ...notes,
      ...opened.flatMap(({ address: { variable }, tap }): Note[] => {
        const trouble = tap.trouble();
        return trouble === null ? [] : [{ variable, ...trouble }];
      }),
    ],
    anyQuery: () => hasAny,
    async rest(durationMs) {
      const { log } = await logged(() => sleep(durationMs));
      own.rested(shapesIn(log), durationMs);
    },
    async watch(of, request) {
      for (const tap of taps) tap.keepOne = true;
      const before = { connects, roundTrips };
      const wasOpen = new Set(connections().filter(isInTransaction));
      const { answer, log, durationMs } = await logged(request);
      own.requested(of, shapesIn(log), durationMs);
      const open = connections().filter((one) => isInTransaction(one) && !wasOpen.has(one));
      const seen = requestSeen(
        {
          executions: log,
          connects: connects - before.connects,
          roundTrips: roundTrips - before.roundTrips,
          open: open.map(({ session }) => session.last()),
        },
        { slowMs: settings.slowMs, isBackground: (shape) => own.isBackground(of, shape) },
      );
      return { answer, seen };
    },
    async watchPlans(_, request) {
      return { answer: await request(), plans: null };
    },
    async ask() {
      return null;
    },
    async watchLoad(load) {
      const startMs = performance.now();
      const answer = await load();
      const open = connections().length;
      return {
        answer,
        connections: {
          open,
          opened: 0,
          closed: 0,
          meanBusy: 0,
          busy: 0,
          meanIdleInTransaction: 0,
          allBusy: 0,
          poolUse: null,
          allowed: null,
          durationMs: performance.now() - startMs,
        },
      };
    },
    close,
  };
}

const isInTransaction = ({ session }: TapConnection): boolean => session.status() === 'T' || session.status() === 'E';

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
