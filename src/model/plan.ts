import type { Metric } from './metric.ts';
import type { Subject } from './subject.ts';

/** A line of a user's file, counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

/** The origin of a limit. */
interface Origin {
  /** Whether the user wrote it; otherwise it is a default. */
  readonly written: boolean;
  /** The line that sets it, or for a default the line of its subject; null if there is no config. */
  readonly source: Position | null;
}

/** An absolute limit of a metric, in the metric's unit. */
export interface Budget extends Origin {
  readonly limit: number;
  /** Whether the limit follows base downwards, which keeps improvements. Exact metrics only. */
  readonly ratchet: boolean;
}

/** How much worse than base a metric may get. */
export interface Threshold extends Origin {
  /** A fraction of base, or an amount in the metric's unit. */
  readonly limit: number;
  readonly by: 'fraction' | 'amount';
}

/** A metric with its limits in this run. */
export interface LimitedMetric {
  readonly metric: Metric;
  readonly budget: Budget | null;
  readonly threshold: Threshold | null;
}

/** A variable that the config refers to and the environment lacks. */
export interface MissingVariable {
  readonly name: string;
  /** The path of the setting that needs it: `vitals.account.cookies.session`. */
  readonly key: string;
  readonly source: Position;
}

/** One thing to measure, with its limits. */
export interface PlannedSubject {
  readonly check: string;
  readonly subject: Subject<unknown>;
  /** From the check: whether subjects share the launches of their server, and so their luck. */
  readonly launches: 'shared' | 'own';
  readonly metrics: readonly LimitedMetric[];
  /** The line that names it in the config; null if it was detected. */
  readonly source: Position | null;
  /** Unset variables that it or its server needs, so that it can't be measured; absent: none. */
  readonly missing?: readonly MissingVariable[];
}

/** Where a server finds its databases, and how its queries are judged. */
export interface DatabaseSettings {
  /** Names of variables that hold an address; null: every variable that holds one, and PGHOST. */
  readonly variables: readonly string[] | null;
  /** The variables with host and port, if no address has both. */
  readonly host?: string;
  readonly port?: string;
  /** The most connections that its pool opens; null: unknown. */
  readonly pool: number | null;
  /** The duration from which a query counts as slow; milliseconds. */
  readonly slowMs: number;
}

/** How a server runs: perf-budget serves a folder, starts a command, or gets the address of a running one. */
export type ServerSettings =
  | {
      readonly kind: 'static';
      readonly static: string;
      /** The path below which the site lives, such as `/app`; null: read it from the html. */
      readonly basePath: string | null;
      /** The servers of the same side behind its origin, by the prefixes of their paths: `/api`; null: none. */
      readonly proxy: Readonly<Record<string, string>> | null;
    }
  | ({
      readonly kind: 'command';
      readonly start: string;
      readonly prepare: string | null;
      /** `${side}` in a value stands for `base` or `head`. */
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
      /** The command to run before its processes are ended. */
      readonly stop: string | null;
      /** The host name for requests, such as `acme.localhost`; null: the address that answers. */
      readonly host: string | null;
      /** Whether inspections may launch it and watch it from inside. */
      readonly inspect: boolean;
      /** The databases that inspections watch; null: none. */
      readonly database: DatabaseSettings | null;
    } & ReadySettings)
  | ({
      readonly kind: 'url';
      readonly url: string;
      readonly baseUrl: string | null;
      readonly allowLoad: boolean;
    } & ReadySettings);

/** How to find out that a server is ready, if perf-budget does not serve it itself. */
interface ReadySettings {
  /** The path to request. */
  readonly ready: string;
  /** Codes such as `401`, or classes such as `2xx`; null: 2xx, or an open port if the path never answers 2xx. */
  readonly readyStatus: readonly string[] | null;
  readonly timeoutMs: number;
}

export interface PlannedServer {
  readonly settings: ServerSettings;
  /** The line that declares it in the config; null if it was detected. */
  readonly source: Position | null;
  /** Unset variables that it needs, so that it can't be started; absent: none. */
  readonly missing?: readonly MissingVariable[];
}

/** The resolved config: what to build, serve and measure, and the limits. */
export interface Plan {
  /** Path of the config file relative to the working directory; null if there is none and everything was detected. */
  readonly config: string | null;
  /**
   * Untracked files to copy into base's checkout. A name matches in any folder; a path starts at the working directory.
   */
  readonly carry: readonly string[];
  /** The user's commands; null: detected in each checkout. */
  readonly install: string | null;
  readonly build: string | null;
  readonly servers: Readonly<Record<string, PlannedServer>>;
  readonly subjects: readonly PlannedSubject[];
  readonly measure: {
    /** The most pairs of visits of a subject, by check id. */
    readonly rounds: Readonly<Record<string, number>>;
    /** No launch begins after this time of measuring. */
    readonly timeMs: number;
    /** Whether the user wrote the time; otherwise it is the time that the plan needs. */
    readonly isTimeWritten: boolean;
    /** The least probability that a run without any change does not fail. */
    readonly confidence: number;
  };
  /** Values to mask everywhere: those from the environment, and credentials of pages. */
  readonly secrets: readonly string[];
  /** Sentences for the reader about how this plan was made. */
  readonly notes: readonly string[];
}

/** The parts of a plan on which verdicts depend. */
export type Decisive = Pick<Plan, 'subjects'> & { readonly measure: Pick<Plan['measure'], 'rounds' | 'confidence'> };

/** The server's name, and the names of all servers that must run with it. */
export function withThoseBehind(
  name: string,
  servers: Plan['servers'],
  known: ReadonlySet<string> = new Set(),
): string[] {
  const settings = servers[name]?.settings;
  const seen = new Set([...known, name]);
  const behind = settings?.kind === 'static' ? new Set(Object.values(settings.proxy ?? {})) : [];
  return [name, ...[...behind].flatMap((other) => (seen.has(other) ? [] : withThoseBehind(other, servers, seen)))];
}

/** Whether a command starts the server, or one behind it, so that its speed depends on the launch. */
export const isStarted = (name: string | null, { servers }: Pick<Plan, 'servers'>): boolean =>
  name !== null && withThoseBehind(name, servers).some((one) => servers[one]?.settings.kind === 'command');

/** Whether all metrics of a subject are exact, so that figures of another run are as good as this run's. */
export const isExact = ({ metrics }: PlannedSubject): boolean => metrics.every(({ metric }) => metric.kind === 'exact');

/** Whether all subjects of a plan are measured at addresses, so that nothing needs a checkout. */
export const runsElsewhere = ({ subjects, servers }: Pick<Plan, 'subjects' | 'servers'>): boolean =>
  subjects.length > 0 &&
  subjects.every(
    ({ subject: { server, needsCheckout } }) =>
      needsCheckout !== true && server !== null && servers[server]?.settings.kind === 'url',
  );

/** The servers of a plan's subjects whose base already runs somewhere. */
export function basesAtAddresses({ subjects, servers }: Pick<Plan, 'subjects' | 'servers'>): string[] {
  const used = new Set(
    subjects.flatMap(({ subject: { server } }) => (server === null ? [] : withThoseBehind(server, servers))),
  );
  return [...used].filter((name) => {
    const settings = servers[name]?.settings;
    return settings?.kind === 'url' && settings.baseUrl !== null;
  });
}

/** The most rounds that a config can ask for. */
export const MOST_ROUNDS = 1_000;
