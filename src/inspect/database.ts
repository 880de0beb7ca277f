import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSettings } from '../model/plan.ts';
import { type Background, background } from './background.ts';
import { type ConnectionsWatch, watchConnections } from './connections.ts';
import { placesOf } from './node/places.ts';
import type { Write } from './node/writes.ts';
import type { Note } from './note.ts';
import { type DatabaseAddress, databasesOf, variablesOf } from './postgres/addresses/databases.ts';
import { explaining } from './postgres/explaining.ts';
import { isInTransaction } from './postgres/idle-connection.ts';
import { plansSeen } from './postgres/plans/seen-plans.ts';
import { statementSamples } from './postgres/statement-samples.ts';
import type { Execution } from './postgres/wire/execution.ts';
import { openTap, type Tap } from './postgres/wire/tap.ts';
import { requestSeen } from './request.ts';
import type { AccessSeen, ConnectionsSeen, PlaceSeen, PlansSeen, RequestSeen } from './seen.ts';
import { wireLog } from './wire-log.ts';

/** The databases of one launch of a server, each behind a listener on 127.0.0.1 that reads along. */
export interface DatabaseTaps {
  /** The variables to set for `start`: they lead through the listeners. */
  readonly environment: Readonly<Record<string, string>>;
  /** The variables that lead to a watched database. */
  readonly variables: readonly string[];
  /** Why a database is not watched, or only in part, as far as is known by now. */
  readonly notes: () => readonly Note[];
  /** Whether any statement has come so far. If not, a request without queries proves nothing. */
  anyQuery(): boolean;
  /** The databases that requests have written to, each as a text that is the same on both sides. */
  written(): readonly string[];
  /** Turns listening for the server's own queries on or off. It must be off during any request. */
  listen(isOn: boolean): void;
  /** Listens until the total time of listening is this long. */
  rest(totalMs: number): Promise<void>;
  /**
   * Listens until it knows for each shape that only some visits send whether it also comes by itself; at most this
   * long.
   */
  restInDoubt(limitMs: number): Promise<void>;
  /**
   * Makes one request and returns its queries, including those after the answer. Never two at a time. The server's own
   * queries are left out, as far as they are known when `seen` is read.
   *
   * @param of the kind of request: an endpoint. The server's own statements are recognised for each kind.
   * @param isVisit whether it counts; else it only warms up
   */
  watch<T>(of: string, request: () => Promise<T>, isVisit?: boolean): Promise<Watched<T>>;
  /** Like `watch`, with the plans that ran; null if the server's role may not load `auto_explain`. */
  watchPlans<T>(of: string, request: () => Promise<T>): Promise<Explained<T>>;
  /**
   * Finds the code that sends queries, from the server's writes to these ports.
   *
   * @returns for each shape the place that sends it most often
   */
  places(request: (ports: readonly number[]) => Promise<readonly Write[]>): Promise<PlaceSeen[]>;
  /**
   * The indexes that could serve these shapes, for shapes that were seen; null, with a note, if the database can't be
   * asked.
   */
  ask(shapes: readonly string[]): Promise<AccessSeen | null>;
  /** Watches the connections while many requests are made. */
  watchLoad<T>(load: () => Promise<T>): Promise<{ answer: T; connections: ConnectionsSeen }>;
  /** Leaves no listener, no connection, and nothing that runs in the database. */
  close(): Promise<void>;
}

interface Watched<T> {
  readonly answer: T;
  get seen(): RequestSeen;
}

interface Explained<T> {
  readonly answer: T;
  get plans(): PlansSeen | null;
}

/** The last endpoint may have woken something up. */
const LEAST_REST_MS = 100;
/** Milliseconds between checks whether it is known by now. */
const LOOK_MS = 100;

interface Opened {
  readonly address: DatabaseAddress;
  readonly tap: Tap;
}

interface TapOptions {
  readonly signal: AbortSignal;
  readonly keepSecret: (value: string) => void;
  /** The variables that the config sets for the server. */
  readonly own?: readonly string[];
  /** Knowledge of the server's own queries from other launches of the side. */
  readonly background?: Background;
}

/** Opens a listener for each database that `environment` names. */
export async function openTaps(
  environment: Readonly<Record<string, string | undefined>>,
  settings: DatabaseSettings,
  { signal, keepSecret, own: ownVariables = [], background: own = background() }: TapOptions,
): Promise<DatabaseTaps> {
  const { addresses, notes, passwords } = databasesOf(environment, settings);
  const variables = variablesOf(addresses, ownVariables);
  const found: Note[] = [...notes];
  for (const password of passwords) keepSecret(password);

  const opened: Opened[] = [];
  const allConnections = () => [...new Set(opened.map(({ tap }) => tap))].flatMap((tap) => [...tap.connections]);
  const connections = () => allConnections().filter(({ isLeft }) => !isLeft);
  const wire = wireLog(connections);
  const explained = explaining(allConnections);
  const written = new Set<string>();
  let hasAny = false;
  let restedMs = 0;
  /** The current pause between requests: its start, and the time up to which it is counted. Null during a request. */
  let listening: { readonly sinceMs: number; countedMs: number } | null = null;
  let load: ConnectionsWatch | null = null;
  const samples = statementSamples();

  for (const [, same] of Map.groupBy(addresses, ({ upstream }) => JSON.stringify(upstream))) {
    const [address] = same as [DatabaseAddress];
    const tap: Tap = await openTap(address.upstream, {
      opened(connection) {
        wire.connected();
        load?.opened(connection);
        explained.began(connection);
      },
      closed: (connection) => load?.closed(connection),
      executed(connection, execution) {
        const { statement, failed } = execution;
        hasAny = true;
        wire.executed(execution, connection.port);
        if (listening !== null && execution.startedMs >= listening.sinceMs) rested([statement.shape]);
        if (wire.isOpen() && !failed && statement.isWrite)
          written.add(JSON.stringify([address.upstream, connection.database]));
        if (!wire.isOpen() || failed || !statement.isExplainable || statement.isHousekeeping) return;
        samples.add(statement, { tap, database: connection.database });
      },
      planned: (_, json, statementOf) => explained.planned(json, statementOf),
      reset: explained.began,
      roundTrip: wire.roundTrip,
      moved(connection) {
        wire.moved();
        load?.moved(connection);
      },
      keepsValues: wire.isOpen,
    });
    opened.push(...same.map((one) => ({ address: one, tap })));
  }
  const taps = [...new Set(opened.map(({ tap }) => tap))];
  const close = async () => void (await Promise.all(taps.map((tap) => tap.close())));
  signal.addEventListener('abort', () => void close(), { once: true });
  if (signal.aborted) await close();

  function addNote({ code, message }: Pick<Note, 'code' | 'message'>): void {
    if (found.some((one) => one.code === code)) return;
    const told = opened.filter(({ address }) => variables.includes(address.variable));
    const used = told.find(({ tap }) => tap.connections.size > 0) ?? told[0];
    found.push({ variable: used?.address.variable ?? '', code, message });
  }

  /** Counts the time without a request up to now, at whose end these came. */
  function rested(shapes: readonly string[]): void {
    if (listening === null) return;
    const nowMs = performance.now();
    own.rested(shapes, nowMs - listening.countedMs);
    restedMs += nowMs - listening.countedMs;
    listening.countedMs = nowMs;
  }

  function listen(isOn: boolean): void {
    rested([]);
    const nowMs = performance.now();
    listening = isOn ? (listening ?? { sinceMs: nowMs, countedMs: nowMs }) : null;
  }

  /** Listens for this long, or until enough is known. */
  async function rest(forMs: number, isEnough = () => false): Promise<void> {
    listen(true);
    const endMs = performance.now() + forMs;
    for (let leftMs = forMs; leftMs > 0 && !isEnough() && !signal.aborted; leftMs = endMs - performance.now()) {
      await sleep(Math.min(leftMs, LOOK_MS));
      rested([]);
    }
    listen(false);
  }

  const shapesIn = (executions: readonly Execution[]) => executions.map(({ statement }) => statement.shape);

  return {
    environment: Object.assign({}, ...opened.map(({ address, tap }) => address.redirected(tap.port))),
    variables,
    notes: () => [
      ...found,
      ...opened.flatMap(({ address: { variable }, tap }): Note[] => {
        const trouble = variables.includes(variable) ? tap.trouble() : null;
        return trouble === null ? [] : [{ variable, ...trouble }];
      }),
    ],
    anyQuery: () => hasAny,
    written: () => [...written],
    listen,
    rest: (totalMs) => rest(Math.max(LEAST_REST_MS, totalMs - restedMs)),
    restInDoubt: (limitMs) => rest(limitMs, () => !own.isInDoubt()),
    async watch(of, request, isVisit = true) {
      for (const tap of taps) tap.keepOne();
      const openBefore = new Set(connections().filter(isInTransaction));
      const { answer, durationMs, ...log } = await wire.during(request);
      const asked = log.executions.filter(({ statement }) => !statement.isHousekeeping);
      own.requested(of, shapesIn(asked), { atMs: performance.now(), durationMs, isVisit });
      // A transaction that an earlier request left open does not count for this one.
      const isOwn = ({ statement }: Execution) => !own.isBackground(of, statement.shape);
      const open = connections()
        .filter(isInTransaction)
        .flatMap((one) => {
          const asked = log.executions.filter((execution) => wire.portOf(execution) === one.port && isOwn(execution));
          const begins = asked.some(({ statement }) => /^(?:begin|start)\b/.test(statement.shape));
          return openBefore.has(one) && !begins ? [] : asked.slice(-1);
        });
      const seen = requestSeen(
        { ...log, open },
        { slowMs: settings.slowMs, isBackground: (shape) => own.isBackground(of, shape) },
      );
      return {
        answer,
        get seen() {
          return seen();
        },
      };
    },
    async watchPlans(of, request) {
      const { answer: logged, ran } = await explained.during(() => wire.during(request));
      const asked = () => ran.filter(({ shape }) => !own.isBackground(of, shape));
      // Failed statements and those that are not queries have no plan.
      const hasPlan = ({ statement, failed }: Execution) =>
        !failed && statement.isExplainable && !statement.isHousekeeping;
      const isExplained = asked().length > 0 || !logged.executions.some(hasPlan);
      if (!isExplained) addNote(explained.whyNone());
      return {
        answer: logged.answer,
        get plans() {
          return isExplained ? plansSeen(asked()) : null;
        },
      };
    },
    async places(request) {
      const { answer: writes, executions } = await wire.during(() => request(taps.map(({ port }) => port)));
      return placesOf(
        executions.map((one) => ({ shape: one.statement.shape, at: one.sentAt, port: wire.portOf(one) ?? 0 })),
        writes,
      );
    },
    async ask(shapes) {
      const { access, isWhole } = await samples.ask(shapes);
      if (!isWhole) addNote({ code: 'not-asked', message: 'no connection was idle' });
      return access;
    },
    async watchLoad(work) {
      const watch = watchConnections(connections(), () => performance.now());
      load = watch;
      const answer = await work().finally(() => {
        load = null;
      });
      const seen = watch.end(settings.pool);
      // Drains the statements of a load that was cut short, so that they count for nobody else.
      await wire.during(async () => {});
      return { answer, connections: { ...seen, allowed: await samples.askAllowed() } };
    },
    close,
  };
}
