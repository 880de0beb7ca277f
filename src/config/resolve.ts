import type { Check } from '../checks/check.ts';
import { checkOf, checks } from '../checks/index.ts';
import {
  type MissingVariable,
  type Plan,
  type PlannedServer,
  type PlannedSubject,
  withThoseBehind,
} from '../model/plan.ts';
import type { WrittenLimits } from '../settings/limits.ts';
import { passwordsIn } from '../text/address.ts';
import { isObject, type UnknownKeys } from '../text/parse-json.ts';
import type { Path } from './document.ts';
import { type GeneralLimits, type LimitSources, limitsFor } from './limits-for.ts';
import type { LoadedConfig } from './load.ts';
import { resolveServer } from './resolve-server.ts';
import type { WrittenServer } from './server-schema.ts';
import { limitsOfIdleServers, limitsOfNothing, tooFewRounds } from './undecidable.ts';
import { pathText } from './yaml-mistakes.ts';

/** A plan that may have no subjects yet, with the limits for subjects that are detected in the built checkout. */
export interface WrittenPlan extends Plan {
  readonly general: GeneralLimits;
  /** The config as written, with no values filled in; empty if there is none. */
  readonly tree: UnknownKeys;
}

/** Settings and credentials of the tools that install and build. */
const CARRIED: readonly string[] = ['.env*', '.npmrc', '.yarnrc.yml'];

/** Time for measuring until the plan's subjects are known. */
const DEFAULT_TIME_MS = 2 * 60_000;
const DEFAULT_CONFIDENCE = 0.99;

/**
 * Turns a config into a plan: with defaults, and each limit with the line that sets it.
 *
 * @throws UsageError with all limits that could never fail a run.
 */
export function resolve({ document, config, secrets, missing }: LoadedConfig): WrittenPlan {
  const positionOf = (path: Path) => ({ file: document.file, line: document.lineOf(path) });
  const general = { thresholds: config.thresholds ?? {}, positionOf };
  const missingIn = (section: string, name: string): MissingVariable[] =>
    missing
      .filter(({ path }) => path[0] === section && path[1] === name)
      .map(({ path, name }) => ({ name, key: pathText(path), source: positionOf(path) }));
  const servers = Object.fromEntries(
    Object.entries(config.servers ?? {}).map(([name, server]): [string, PlannedServer] => [
      name,
      withMissing(
        { settings: resolveServer(server), source: positionOf(['servers', name]) },
        missingIn('servers', name),
      ),
    ]),
  );
  const subjects = checks.flatMap((check) => {
    const own = Object.entries(subjectsOf(config, check)).flatMap(([name, settings]) =>
      planSubjects(check, name, settings, { written: settings, path: [check.id, name], general }).map((planned) => {
        const { server } = planned.subject;
        return withMissing(planned, [
          ...missingIn(check.id, name),
          ...(server === null ? [] : withThoseBehind(server, servers).flatMap((one) => servers[one]?.missing ?? [])),
        ]);
      }),
    );
    const ofServers = Object.entries(config.servers ?? {}).flatMap(([name, written]) =>
      planServer(check, name, own, { written, path: ['servers', name], general }).map((planned) =>
        withMissing(planned, servers[name]?.missing ?? []),
      ),
    );
    return [...own, ...ofServers];
  });
  // A subject with an unset variable has the variable's name in place of the value, and is never measured.
  const ofSubjects = subjects.flatMap(({ check, subject, missing }) =>
    missing === undefined ? (checkOf(check).settings.secrets?.(subject.settings) ?? []) : [],
  );
  const addresses = Object.values(config.servers ?? {}).flatMap(({ url = '', 'base-url': baseUrl = '' }) => [
    url,
    baseUrl,
  ]);
  const ofAddresses = addresses.flatMap(passwordsIn);
  const plan = {
    general,
    tree: isObject(document.value) ? document.value : {},
    config: document.file,
    carry: config.carry ?? CARRIED,
    install: config.install ?? null,
    build: config.build ?? null,
    servers,
    subjects,
    measure: {
      rounds: resolveRounds(config.measure?.rounds),
      timeMs: config.measure?.time ?? DEFAULT_TIME_MS,
      isTimeWritten: config.measure?.time !== undefined,
      confidence: config.measure?.confidence ?? DEFAULT_CONFIDENCE,
    },
    secrets: [...secrets, ...ofSubjects, ...ofAddresses],
    notes: [],
  };
  document.refuse([
    ...limitsOfNothing(config, plan),
    ...limitsOfIdleServers(config, plan),
    ...tooFewRounds(config, plan),
  ]);
  return plan;
}

const withMissing = <T extends PlannedServer | PlannedSubject>(planned: T, missing: readonly MissingVariable[]): T =>
  missing.length === 0 ? planned : { ...planned, missing };

/** The schema creates a key for each check in a loop, which the types don't know. */
const subjectsOf = (config: LoadedConfig['config'], { id }: Check): Record<string, WrittenLimits> =>
  (config as Record<string, Record<string, WrittenLimits> | undefined>)[id] ?? {};

/** The variants of one subject of a check, with their limits. */
export function planSubjects(check: Check, name: string, settings: unknown, limits: LimitSources): PlannedSubject[] {
  return check.settings.expand(name, settings).map((subject) => planSubject(check, subject, limits));
}

const planSubject = (check: Check, subject: PlannedSubject['subject'], limits: LimitSources): PlannedSubject => ({
  check: check.id,
  subject,
  launches: check.schedule.launches,
  source: limits.path === null ? null : limits.general.positionOf(limits.path),
  metrics: subject.metrics.map((metric) => limitsFor(metric, limits)),
});

/** The subject for a server that a command starts, if a subject of the check puts it under load. */
function planServer(
  check: Check,
  name: string,
  subjects: readonly PlannedSubject[],
  limits: LimitSources & { readonly written: WrittenServer },
): PlannedSubject[] {
  const isUsed = subjects.some(({ subject }) => subject.server === name);
  const { ofServer } = check.settings;
  if (ofServer === undefined || !isUsed || limits.written.start === undefined) return [];
  return [planSubject(check, ofServer.subject(name), limits)];
}

/** Rounds by check id; the default is that of the check's schedule. */
function resolveRounds(
  written: number | Readonly<Record<string, number | undefined>> | undefined,
): Record<string, number> {
  const of = (check: Check) =>
    check.metrics.every((metric) => metric.kind === 'exact')
      ? 1
      : ((typeof written === 'number' ? written : written?.[check.id]) ?? check.schedule.rounds);
  return Object.fromEntries(checks.map((check) => [check.id, of(check)]));
}

/** The plan of a project that has no config. */
export const noConfig: WrittenPlan = {
  config: null,
  carry: CARRIED,
  install: null,
  build: null,
  servers: {},
  subjects: [],
  measure: {
    rounds: resolveRounds(undefined),
    timeMs: DEFAULT_TIME_MS,
    isTimeWritten: false,
    confidence: DEFAULT_CONFIDENCE,
  },
  secrets: [],
  notes: [],
  general: { thresholds: {}, positionOf: () => null },
  tree: {},
};
