import { checkOf } from '../checks/index.ts';
import { type AddressesFound, databasesOf, variablesOf } from '../inspect/addresses/databases.ts';
import type { DatabaseSettings, Plan, PlannedSubject, ServerSettings } from '../model/plan.ts';
import { commandEnvironment } from '../workspace/processes/environment.ts';

/** Launches of a side: as many as a fact needs to be one. */
export const LAUNCHES = 3;
/** Without a request, to see what the server asks by itself: so long in a launch; milliseconds. */
export const REST_MS = 1_000;
/**
 * In a launch, each side takes about so long to prepare and to start, and each of its subjects to be looked at; and then both
 * are listened to and ended. Seconds.
 */
const SECONDS = { prepare: 1.2, start: 1.3, subject: 0.5, end: 0.5 } as const;
/** The same where processes are looked at, in one launch of a side. */
const PROCESSES = { start: 2, subject: 1.5 } as const;

/** A server with the subjects of head's plan that are inspected on it. */
export interface InspectedServer {
  readonly server: string;
  /** By their places in the plans. */
  readonly members: readonly { readonly planned: PlannedSubject; readonly place: number }[];
}

/** The servers whose inside may be looked at. */
export function startedServers({ subjects, servers }: Pick<Plan, 'subjects' | 'servers'>): InspectedServer[] {
  const inspected = subjects.flatMap((planned, place) => {
    const { server } = planned.subject;
    const isInspected = checkOf(planned.check).inspection !== undefined && planned.missing === undefined;
    return isInspected && server !== null && mayInspect(server, servers) ? [{ planned, place, server }] : [];
  });
  return [...Map.groupBy(inspected, ({ server }) => server)].map(([server, members]) => ({ server, members }));
}

/** Those of them whose databases may be watched. */
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

/** What the environment of a server names, so that one without a database is not launched. */
export function databasesIn(settings: ServerSettings | undefined): Pick<AddressesFound, 'addresses' | 'notes'> {
  if (settings?.kind !== 'command' || settings.database === null) return { addresses: [], notes: [] };
  return databasesOf(commandEnvironment(settings.env), settings.database);
}

export const ownVariables = (settings: ServerSettings | undefined): string[] =>
  settings?.kind === 'command' ? Object.keys(settings.env) : [];

/** A server that inspections will launch. */
export interface PlannedInspection {
  readonly server: string;
  /** The variables that lead to its databases; none: only its processes are looked at. */
  readonly variables: readonly string[];
  /** How long it takes, roughly, where the server starts in a second, and what prepares it takes no longer. */
  readonly seconds: number;
}

export const plannedInspections = (plan: Pick<Plan, 'subjects' | 'servers'>): PlannedInspection[] =>
  startedServers(plan).map(({ server, members }) => {
    const { settings } = plan.servers[server] ?? {};
    const variables = variablesOf(databasesIn(settings).addresses, ownVariables(settings));
    const prepare = settings?.kind === 'command' && settings.prepare !== null ? SECONDS.prepare : 0;
    const looked = members.filter(({ planned }) => planned.subject.isServer !== true).length;
    const side = prepare + SECONDS.start + looked * SECONDS.subject;
    const ofDatabase = variables.length === 0 ? 0 : LAUNCHES * (2 * side + SECONDS.end);
    const ofProcesses = 2 * (prepare + PROCESSES.start + looked * PROCESSES.subject);
    return { server, variables, seconds: ofDatabase + ofProcesses };
  });
