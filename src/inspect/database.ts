import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSettings } from '../model/plan.ts';
import { type DatabaseAddress, databasesOf } from './address.ts';
import { background } from './background.ts';
import { type ConnectionsWatch, watchConnections } from './connections.ts';
import { placesOf } from './node/places.ts';
import type { Write } from './node/writes.ts';
import type { Note } from './note.ts';
import { askAccess, type Sample } from './plans/ask.ts';
import { afterQuestion, EXPLAIN_OFF, EXPLAIN_ON } from './plans/questions.ts';
import { type PlanRan, plansSeen } from './plans/seen-plans.ts';
import { parsePlan } from './plans/tree.ts';
import { requestSeen } from './request.ts';
import type { AccessSeen, ConnectionsSeen, PlaceSeen, PlansSeen, RequestSeen } from './seen.ts';
import { statementsOf } from './sql/statement.ts';
import type { Execution } from './wire/execution.ts';
import type { Answer, Line } from './wire/own-questions.ts';
import type { TapConnection } from './wire/relay.ts';
import type { Session } from './wire/session.ts';
import { openTap, type Tap } from './wire/tap.ts';

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

/** A request has ended when its connections are idle and as long has passed in silence. */
const SILENT_MS = 20;
/** It is not waited for longer. */
const LONGEST_MS = 1_000;
/** Each endpoint may wake something up. */
const LEAST_REST_MS = 100;
/** A question of our own waits as long for an idle connection. */
const QUESTION_MS = 1_000;
/** The statements of so many shapes are remembered, to ask for their plans. */
const MOST_SAMPLES = 500;

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
  const found: Note[] = [...notes];
  for (const password of passwords) keepSecret(password);

  let log: Execution[] | null = null;
  const senders = new WeakMap<Execution, number>();
  let hasAny = false;
  let connects = 0;
  let roundTrips = 0;
  let movedMs = performance.now();
  let restedMs = 0;
  const own = background();
  let plans: PlanRan[] | null = null;
  let load: ConnectionsWatch | null = null;
  /** How the statements of a shape look, and on which connections they run. */
  const samples = new Map<string, Sample & { readonly tap: Tap; readonly database: string }>();
  const now = () => performance.now();

  const opened: Opened[] = [];
  for (const [, same] of Map.groupBy(addresses, ({ upstream }) => JSON.stringify(upstream))) {
    const [address] = same as [DatabaseAddress];
    const tap: Tap = await openTap(address.upstream, {
      opened(connection) {
        connects += 1;
        load?.opened(connection);
        if (plans !== null) void explain(connection, true);
      },
      closed: (connection) => load?.closed(connection),
      executed(connection, execution) {
        const { statement, failed } = execution;
        hasAny = true;
        log?.push(execution);
        senders.set(execution, connection.port);
        if (log === null || failed || !statement.isExplainable || statement.isHousekeeping) return;
        if (samples.size >= MOST_SAMPLES || samples.has(statement.shape)) return;
        const { shape, text } = statement;
        samples.set(shape, { shape, text, tap, database: connection.database });
      },
      planned(_, json, statement) {
        const plan = parsePlan(json);
        const { shape, isHousekeeping } = statement ?? statementsOf(plan?.['Query Text'] ?? '')[0] ?? {};
        if (plan !== null && shape !== undefined && !isHousekeeping) plans?.push({ shape, plan });
      },
      reset(connection) {
        if (plans !== null) void explain(connection, true);
      },
      roundTrip() {
        roundTrips += 1;
      },
      moved(connection) {
        movedMs = now();
        load?.moved(connection);
      },
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

  /** Turns the plans of what a connection runs on or off, once it is idle. A plain role may not have them. */
  async function explain({ session }: TapConnection, isOn: boolean): Promise<void> {
    // A transaction that was left open ends only with the next request, if ever.
    if (session.busySince() === null && session.status() !== 'I') return;
    await withLine(session, async (line) => {
      if (session.settings.get('is_superuser') !== 'on' || session.explains === isOn || isOn !== (plans !== null))
        return;
      const { error } = await line.ask(isOn ? EXPLAIN_ON : EXPLAIN_OFF);
      session.explains = isOn && error === null;
    });
  }

  function whyNoPlans(): string {
    if (connections().some(isInTransaction)) return 'a transaction was left open on its connection';
    const isSuperuser = taps.some((tap) =>
      [...tap.connections].some(({ session }) => session.settings.get('is_superuser') === 'on'),
    );
    return isSuperuser
      ? 'its sessions hide notices, which bring the plans'
      : 'its role is no superuser, so it may not load auto_explain';
  }

  function addNote(code: Note['code'], message: string): void {
    if (found.some((one) => one.code === code)) return;
    const used = opened.find(({ tap }) => tap.connections.size > 0) ?? opened[0];
    found.push({ variable: used?.address.variable ?? '', code, message });
  }

  /** Asks on an idle connection with these rights, the app's own or one that it has left. */
  async function askOn(tap: Tap, database: string, sql: string): Promise<Answer | null> {
    const idle = [...tap.connections]
      .filter((one) => one.database === database && one.session.status() === 'I' && one.session.busySince() === null)
      .toSorted((a, b) => Number(b.isLeft) - Number(a.isLeft));
    const [one] = idle;
    if (one === undefined) return null;
    return withLine(one.session, async (line) => {
      const answer = await line.ask(sql);
      // The app must not get a connection within a transaction of ours.
      if (answer.error !== null) for (const end of afterQuestion(sql)) await line.ask(end);
      return answer;
    });
  }

  /** Null if the connection was not idle in time. */
  async function withLine<T>(session: Session, use: (line: Line) => Promise<T>): Promise<T | null> {
    let isLate = false;
    const late = sleep(QUESTION_MS, null, { ref: false }).then((nothing) => {
      isLate = true;
      return nothing;
    });
    return Promise.race([session.borrow(async (line) => (isLate ? null : await use(line))), late]);
  }

  async function askAllowed(): Promise<number | null> {
    const [sample] = samples.values();
    const answer = sample === undefined ? null : await askOn(sample.tap, sample.database, 'SHOW max_connections');
    const allowed = Number(answer?.rows[0]?.[0] ?? Number.NaN);
    return Number.isSafeInteger(allowed) ? allowed : null;
  }

  const versionOf = (tap: Tap): string =>
    [...tap.connections].flatMap(({ session }) => session.settings.get('server_version') ?? [])[0] ?? '';

  const shapesIn = (log: readonly Execution[]) => log.map(({ statement }) => statement.shape);

  return {
    environment: Object.assign({}, ...opened.map(({ address, tap }) => address.redirected(tap.port))),
    variables: opened.map(({ address }) => address.variable),
    notes: () => [
      ...found,
      ...opened.flatMap(({ address: { variable }, tap }): Note[] => {
        const trouble = tap.trouble();
        return trouble === null ? [] : [{ variable, ...trouble }];
      }),
    ],
    anyQuery: () => hasAny,
    async rest(totalMs) {
      const durationMs = Math.max(LEAST_REST_MS, totalMs - restedMs);
      restedMs += durationMs;
      const { log } = await logged(() => sleep(durationMs));
      own.rested(shapesIn(log), durationMs);
    },
    async watch(of, request) {
      for (const tap of taps) tap.keepOne();
      const before = { connects, roundTrips };
      const { answer, log, durationMs } = await logged(request);
      own.requested(of, shapesIn(log), durationMs);
      const used = new Set(log.map((one) => senders.get(one)));
      const open = connections().filter((one) => isInTransaction(one) && used.has(one.port));
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
    async watchPlans(of, request) {
      plans = [];
      await Promise.all(connections().map((one) => explain(one, true)));
      try {
        const { answer, log } = await logged(request);
        const ran = plans.filter(({ shape }) => !own.isBackground(of, shape));
        // What failed, and what is no query, has no plan.
        const hasPlan = ({ statement, failed }: Execution) =>
          !failed && statement.isExplainable && !statement.isHousekeeping;
        const isExplained = ran.length > 0 || !log.some(hasPlan);
        if (!isExplained) addNote('no-plans', whyNoPlans());
        return { answer, plans: isExplained ? plansSeen(ran) : null };
      } finally {
        plans = null;
        await Promise.all(connections().map((one) => explain(one, false)));
      }
    },
    async places(request) {
      const { answer: writes, log } = await logged(() => request(taps.map(({ port }) => port)));
      return placesOf(
        log.map((one) => ({ shape: one.statement.shape, at: one.sentAt, port: senders.get(one) ?? 0 })),
        writes,
      );
    },
    async ask(shapes) {
      const known = shapes.flatMap((shape) => samples.get(shape) ?? []);
      const all: AccessSeen[] = [];
      for (const [, same] of Map.groupBy(known, ({ tap, database }) => `${taps.indexOf(tap)} ${database}`)) {
        const [{ tap, database }] = same as [(typeof same)[number]];
        const access = await askAccess(same, versionOf(tap), (sql) => askOn(tap, database, sql));
        if (access !== null) all.push(access);
        else addNote('not-asked', 'no connection was idle');
      }
      if (known.length > 0 && all.length === 0) return null;
      return {
        indexes: all.flatMap(({ indexes }) => indexes),
        tables: all.flatMap(({ tables }) => tables),
        shapes: all.flatMap((one) => one.shapes),
      };
    },
    async watchLoad(work) {
      const watch = watchConnections(connections(), now);
      load = watch;
      const answer = await work().finally(() => {
        load = null;
      });
      const seen = watch.end(settings.pool);
      return { answer, connections: { ...seen, allowed: await askAllowed() } };
    },
    close,
  };
}

const isInTransaction = ({ session }: TapConnection): boolean => session.status() === 'T' || session.status() === 'E';
