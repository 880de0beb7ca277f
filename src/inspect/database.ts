import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSettings } from '../model/plan.ts';
import { type DatabaseAddress, databasesOf, variablesOf } from './addresses/databases.ts';
import { background } from './background.ts';
import { type ConnectionsWatch, watchConnections } from './connections.ts';
import { explaining } from './explaining.ts';
import { isInTransaction } from './idle-connection.ts';
import { placesOf } from './node/places.ts';
import type { Write } from './node/writes.ts';
import type { Note } from './note.ts';
import { plansSeen } from './plans/seen-plans.ts';
import { requestSeen } from './request.ts';
import type { AccessSeen, ConnectionsSeen, PlaceSeen, PlansSeen, RequestSeen } from './seen.ts';
import { statementSamples } from './statement-samples.ts';
import type { Execution } from './wire/execution.ts';
import { openTap, type Tap } from './wire/tap.ts';
import { wireLog } from './wire-log.ts';

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
  /** The databases that requests have written to, each as a text that is the same on both sides. */
  written(): readonly string[];
  /** Listens for what the server asks by itself, while no request is under way: until it has for so long in all. */
  rest(totalMs: number): Promise<void>;
  /**
   * Makes one request and returns what it asked, what came after the answer included. No two at a time.
   *
   * @param of what requests it is one of: an endpoint. The server's own statements are told apart for each.
   */
  watch<T>(of: string, request: () => Promise<T>): Promise<{ answer: T; seen: RequestSeen }>;
  /** The same with the plans of what ran; null where the server's role may not load `auto_explain`. */
  watchPlans<T>(of: string, request: () => Promise<T>): Promise<{ answer: T; plans: PlansSeen | null }>;
  /**
   * Where the code is that asks, by the writes that the server makes meanwhile to these ports.
   *
   * @returns for each shape the place that asks it most often
   */
  places(request: (ports: readonly number[]) => Promise<readonly Write[]>): Promise<PlaceSeen[]>;
  /** What could serve these shapes, of those that were seen; null, and a note, where that can't be asked. */
  ask(shapes: readonly string[]): Promise<AccessSeen | null>;
  /** Watches the connections while many requests are made. */
  watchLoad<T>(load: () => Promise<T>): Promise<{ answer: T; connections: ConnectionsSeen }>;
  /** Leaves no listener, no connection, and nothing that runs in the database. */
  close(): Promise<void>;
}

/** Each endpoint may wake something up. */
const LEAST_REST_MS = 100;

interface Opened {
  readonly address: DatabaseAddress;
  readonly tap: Tap;
}

interface TapOptions {
  readonly signal: AbortSignal;
  readonly keepSecret: (value: string) => void;
  /** The variables that the config sets for the server. */
  readonly own?: readonly string[];
}

/** Opens a listener for each database that `environment` names. */
export async function openTaps(
  environment: Readonly<Record<string, string | undefined>>,
  settings: DatabaseSettings,
  { signal, keepSecret, own: ownVariables = [] }: TapOptions,
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
  const own = background();
  const written = new Set<string>();
  let hasAny = false;
  let restedMs = 0;
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
    async rest(totalMs) {
      const durationMs = Math.max(LEAST_REST_MS, totalMs - restedMs);
      restedMs += durationMs;
      const { executions } = await wire.during(() => sleep(durationMs));
      own.rested(shapesIn(executions), durationMs);
    },
    async watch(of, request) {
      for (const tap of taps) tap.keepOne();
      const openBefore = new Set(connections().filter(isInTransaction));
      const { answer, durationMs, ...log } = await wire.during(request);
      own.requested(of, shapesIn(log.executions), durationMs);
      // What an earlier request left open is none of this one's.
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
      return { answer, seen };
    },
    async watchPlans(of, request) {
      const { answer: logged, ran } = await explained.during(() => wire.during(request));
      const asked = ran.filter(({ shape }) => !own.isBackground(of, shape));
      // What failed, and what is no query, has no plan.
      const hasPlan = ({ statement, failed }: Execution) =>
        !failed && statement.isExplainable && !statement.isHousekeeping;
      const isExplained = asked.length > 0 || !logged.executions.some(hasPlan);
      if (!isExplained) addNote(explained.whyNone());
      return { answer: logged.answer, plans: isExplained ? plansSeen(asked) : null };
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
      return { answer, connections: { ...seen, allowed: await samples.askAllowed() } };
    },
    close,
  };
}
