import { checkOf } from '../checks/index.ts';
import { type AddressesFound, databasesOf, variablesOf } from '../inspect/postgres/addresses/databases.ts';
import type { DatabaseSettings, Plan, PlannedSubject, ServerSettings } from '../model/plan.ts';
import type { Side } from '../model/subject.ts';
import { commandEnvironment, variablesOfSide } from '../workspace/processes/environment.ts';

/** Launches of each side: as many as an exact value needs. */
export const LAUNCHES = 3;
/** Pause without requests in each launch, which shows the queries that the server sends by itself; milliseconds. */
export const REST_MS = 1_000;
/** Time for the requests of a launch that make the heap grow, which endpoints share; milliseconds. */
export const HEAP_MS = 8_000;
/**
 * Estimated times in a launch: to prepare and start each side, to inspect each subject, and then to rest and end both
 * sides. Seconds.
 */
const SECONDS = { prepare: 1.2, start: 1.3, subject: 0.4, end: 0.5, endApart: 2.5 } as const;
/** Estimated times for one launch of a side that inspects processes; seconds. Heaps grow for `HEAP_MS` at most. */
const PROCESSES = { start: 1.5, subject: 0.3, growth: 0.9 } as const;

/** A server with the subjects of head's plan that are inspected on it. */
export interface InspectedServer {
  readonly server: string;
  /** The subjects, with their indices in the plans. */
  readonly members: readonly { readonly planned: PlannedSubject; readonly place: number }[];
}

/** The servers that inspections may launch. */
export function startedServers({ subjects, servers }: Pick<Plan, 'subjects' | 'servers'>): InspectedServer[] {
  const inspected = subjects.flatMap((planned, place) => {
    const { server } = planned.subject;
    const isInspected = checkOf(planned.check).inspection !== undefined && planned.missing === undefined;
    return isInspected && server !== null && mayInspect(server, servers) ? [{ planned, place, server }] : [];
  });
  return [...Map.groupBy(inspected, ({ server }) => server)].map(([server, members]) => ({ server, members }));
}

/** The servers that inspections may launch to watch their databases. */
export const inspectedServers = (plan: Pick<Plan, 'subjects' | 'servers'>): InspectedServer[] =>
  startedServers(plan).filter(({ server }) => databaseOf(server, plan.servers) !== null);

export function mayInspect(server: string, servers: Plan['servers']): boolean {
  const planned = servers[server];
  return planned?.settings.kind === 'command' && planned.missing === undefined && planned.settings.inspect;
}

export function databaseOf(server: string, servers: Plan['servers']): DatabaseSettings | null {
  const settings = servers[server]?.settings;
  return settings?.kind === 'command' && mayInspect(server, servers) ? settings.database : null;
}

/** The databases that a server's environment names. A server without one is not launched. */
export function databasesIn(settings: ServerSettings | undefined): Pick<AddressesFound, 'addresses' | 'notes'> {
  if (settings?.kind !== 'command' || settings.database === null) return { addresses: [], notes: [] };
  return databasesOf(commandEnvironment(settings.env), settings.database);
}

/**
 * Whether the variables of both sides lead to one database. If so, the `prepare` or start of one side changes the other
 * side's data, too.
 */
export function sharesDatabase(server: string, plans: Readonly<Record<Side, Pick<Plan, 'servers'>>>): boolean {
  const base = databaseNames(plans.base.servers[server]?.settings, 'base');
  return databaseNames(plans.head.servers[server]?.settings, 'head').some((one) => base.includes(one));
}

function databaseNames(settings: ServerSettings | undefined, side: Side): string[] {
  if (settings?.kind !== 'command' || settings.database === null) return [];
  const own = variablesOfSide(settings.env, side);
  return databasesOf(commandEnvironment(own), settings.database).addresses.map(({ upstream, redirected }) => {
    const variables = redirected(0);
    // A host alone does not name a database. Another variable does, but its name is unknown.
    const isWhole = Object.values(variables).some((value) => /\/\/|=/.test(value));
    return JSON.stringify([upstream, variables, isWhole ? null : own]);
  });
}

export const hasPrepare = (settings: ServerSettings | undefined): boolean =>
  settings?.kind === 'command' && settings.prepare !== null;

export const ownVariables = (settings: ServerSettings | undefined): string[] =>
  settings?.kind === 'command' ? Object.keys(settings.env) : [];

/** Whether an endpoint has a limit on what its requests leave in the heap, which makes that worth measuring. */
export const isGrowing = ({ check, subject, metrics }: PlannedSubject): boolean =>
  subject.isServer !== true &&
  metrics.some(
    ({ metric: { id }, budget, threshold }) =>
      checkOf(check).inspection?.ofProcesses.includes(id) && (budget ?? threshold) !== null,
  );

/** A server that inspections will launch. */
interface PlannedInspection {
  readonly server: string;
  /** The variables with addresses of its databases. If empty, only its processes are inspected. */
  readonly variables: readonly string[];
  /**
   * Rough duration, if the server and its `prepare` take about a second each, and nothing changed. Subjects that
   * changed are inspected again.
   */
  readonly seconds: number;
}

export const plannedInspections = (plan: Pick<Plan, 'subjects' | 'servers'>): PlannedInspection[] =>
  startedServers(plan).map(({ server, members }) => {
    const { settings } = plan.servers[server] ?? {};
    const variables = variablesOf(databasesIn(settings).addresses, ownVariables(settings));
    const prepare = hasPrepare(settings) ? SECONDS.prepare : 0;
    const looked = members.filter(({ planned }) => planned.subject.isServer !== true).length;
    const side = prepare + SECONDS.start + looked * SECONDS.subject;
    const end = sharesDatabase(server, { base: plan, head: plan }) ? SECONDS.endApart : SECONDS.end;
    const ofDatabase = variables.length === 0 ? 0 : 2 * side + end;
    const growing = members.filter(({ planned }) => isGrowing(planned)).length;
    const growth = Math.min(growing * PROCESSES.growth, HEAP_MS / 1_000);
    const ofProcesses = 2 * (prepare + PROCESSES.start + looked * PROCESSES.subject + growth);
    return { server, variables, seconds: ofDatabase + ofProcesses };
  });
