import type { DatabaseSettings } from '../model/plan.ts';
import { type Background, background } from './background.ts';
import { type ConnectionsWatch, watchConnections } from './connections.ts';
import type { DatabaseTaps } from './database-taps.ts';
import { listenersFor } from './listeners.ts';
import { placesOf } from './node/places.ts';
import { pausesFor } from './pauses.ts';
import { databasesOf, variablesOf } from './postgres/addresses/databases.ts';
import { explaining } from './postgres/explaining.ts';
import { isInTransaction } from './postgres/idle-connection.ts';
import { plansSeen } from './postgres/plans/seen-plans.ts';
import { statementSamples } from './postgres/statement-samples.ts';
import type { Execution } from './postgres/wire/execution.ts';
import type { TapConnection } from './postgres/wire/tap-connection.ts';
import { requestSeen } from './request.ts';
import { wireLog } from './wire-log.ts';

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
  const found = databasesOf(environment, settings);
  for (const password of found.passwords) keepSecret(password);
  const variables = variablesOf(found.addresses, ownVariables);
  const listeners = listenersFor(found, variables);
  const connections = () => listeners.connections().filter(({ isLeft }) => !isLeft);
  const wire = wireLog(connections);
  const explained = explaining(listeners.connections);
  const pauses = pausesFor(own, signal);
  const samples = statementSamples();
  const written = new Set<string>();
  let hasAny = false;
  let load: ConnectionsWatch | null = null;

  await listeners.open(({ upstream }, tap) => ({
    opened(connection) {
      wire.connected();
      load?.opened(connection);
      explained.began(connection);
    },
    closed: (connection) => load?.closed(connection),
    executed(connection, execution) {
      const { statement, failed, startedMs } = execution;
      hasAny = true;
      wire.executed(execution, connection.port);
      pauses.executed(statement.shape, startedMs);
      if (failed || !wire.isOpen()) return;
      if (statement.isWrite) written.add(JSON.stringify([upstream, connection.database]));
      if (statement.isExplainable && !statement.isHousekeeping)
        samples.add(statement, { tap: tap(), database: connection.database });
    },
    planned: (_, json, statementOf) => explained.planned(json, statementOf),
    reset: explained.began,
    roundTrip: wire.roundTrip,
    moved(connection) {
      wire.moved();
      load?.moved(connection);
    },
    keepsValues: wire.isOpen,
  }));
  signal.addEventListener('abort', () => void listeners.close(), { once: true });
  if (signal.aborted) await listeners.close();

  return {
    environment: listeners.environment(),
    variables,
    notes: listeners.notes,
    anyQuery: () => hasAny,
    written: () => [...written],
    listen: pauses.listen,
    rest: pauses.rest,
    restInDoubt: pauses.restInDoubt,
    async watch(of, request, isVisit = true) {
      for (const tap of listeners.taps()) tap.keepOne();
      const openBefore = new Set(connections().filter(isInTransaction));
      const { answer, durationMs, ...log } = await wire.during(request);
      const shapes = log.executions.flatMap(({ statement }) => (statement.isHousekeeping ? [] : [statement.shape]));
      own.requested(of, shapes, { atMs: performance.now(), durationMs, isVisit });
      const isBackground = (shape: string) => own.isBackground(of, shape);
      const leftOpen = connections().flatMap((one) => {
        const asked = log.executions.filter((execution) => wire.portOf(execution) === one.port);
        return lastInOwnTransaction(one, asked, openBefore.has(one), isBackground);
      });
      const seen = requestSeen({ ...log, open: leftOpen }, { slowMs: settings.slowMs, isBackground });
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
      const isExplained = asked().length > 0 || !logged.executions.some(hasPlan);
      if (!isExplained) listeners.addNote(explained.whyNone());
      return {
        answer: logged.answer,
        get plans() {
          return isExplained ? plansSeen(asked()) : null;
        },
      };
    },
    async places(request) {
      const ports = listeners.taps().map(({ port }) => port);
      const { answer: writes, executions } = await wire.during(() => request(ports));
      return placesOf(
        executions.map((one) => ({ shape: one.statement.shape, at: one.sentAt, port: wire.portOf(one) ?? 0 })),
        writes,
      );
    },
    async ask(shapes) {
      const { access, isWhole } = await samples.ask(shapes);
      if (!isWhole) listeners.addNote({ code: 'not-asked', message: 'no connection was idle' });
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
    close: listeners.close,
  };
}

/** Whether a statement has a plan: those that failed or are no queries have none. */
const hasPlan = ({ statement, failed }: Execution): boolean =>
  !failed && statement.isExplainable && !statement.isHousekeeping;

/**
 * The request's last statement on a connection, if the transaction that it left open is its own. One that an earlier
 * request left open does not count for this one.
 */
function lastInOwnTransaction(
  connection: TapConnection,
  executions: readonly Execution[],
  wasOpen: boolean,
  isBackground: (shape: string) => boolean,
): Execution[] {
  if (!isInTransaction(connection)) return [];
  const asked = executions.filter(({ statement }) => !isBackground(statement.shape));
  const begins = asked.some(({ statement }) => /^(?:begin|start)\b/.test(statement.shape));
  return wasOpen && !begins ? [] : asked.slice(-1);
}
