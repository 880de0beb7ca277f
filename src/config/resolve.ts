import type { Check, Metric, Subject } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import type { ConfigMistake, Path } from './document.ts';
import { OFF, type WrittenLimits, type WrittenThreshold } from './limits.ts';
import type { LoadedConfig } from './load.ts';
import type {
  Budget,
  LimitedMetric,
  Plan,
  PlannedServer,
  PlannedSubject,
  Position,
  ServerSettings,
  Threshold,
} from './plan.ts';
import type { WrittenServer } from './schema.ts';

/** Thresholds that hold where the user names none, as fractions of base. */
const DEFAULT_THRESHOLDS = {
  'bundle-size': 0.1,
  'page-load': 0.1,
  'response-time': 0.2,
  'error-rate': 0.5,
} as const;

const DEFAULT_TIME_MS = 5 * 60_000;
const DEFAULT_CONFIDENCE = 0.99;

/** A written config as a plan: names looked up, defaults filled in, each limit with the line that it comes from. */
export function resolve({ document, config }: LoadedConfig): Plan {
  const servers = Object.fromEntries(
    Object.entries(config.servers ?? {}).map(([name, server]): [string, PlannedServer] => {
      const source = { file: document.file, line: document.lineOf(['servers', name]) };
      return [name, { settings: resolveServer(server), source }];
    }),
  );
  const mistakes: ConfigMistake[] = [];
  const subjects = checks.flatMap((check) => {
    const written = (config[check.id as keyof typeof config] ?? {}) as Record<string, WrittenLimits>;
    return Object.entries(written).flatMap(([name, settings]) =>
      check.expand(name, settings).map((subject): PlannedSubject => {
        const path = [check.id, name];
        const wrong = serverMistake(subject, servers, path, check);
        if (wrong) mistakes.push(wrong);
        return {
          check: check.id,
          subject,
          launches: check.launches,
          source: { file: document.file, line: document.lineOf(path) },
          metrics: subject.metrics.map((metric) => limit(metric, settings, config.thresholds ?? {}, path, document)),
        };
      }),
    );
  });
  if (mistakes.length > 0) throw document.error(mistakes);
  return {
    config: document.file,
    install: config.install ?? null,
    build: config.build ?? null,
    servers,
    subjects,
    measure: { rounds: resolveRounds(config.measure?.rounds), timeMs: config.measure?.time ?? DEFAULT_TIME_MS, confidence: DEFAULT_CONFIDENCE },
    notes: [],
  };
}

/** Subjects that were found rather than named: the defaults of all limits. */
export function withDefaults(check: Check, name: string, settings: unknown): PlannedSubject[] {
  return check.expand(name, settings).map((subject) => ({
    check: check.id,
    subject,
    launches: check.launches,
    source: null,
    metrics: subject.metrics.map((metric) => ({
      metric,
      budget: defaultBudget(metric, null),
      threshold: defaultThreshold(metric, null),
    })),
  }));
}

/** Rounds by check id; what the user did not set is the check's own. */
export function resolveRounds(
  written: number | Readonly<Record<string, number | undefined>> | undefined,
): Record<string, number> {
  const of = (check: Check) =>
    check.metrics.every((metric) => metric.kind === 'exact')
      ? 1
      : ((typeof written === 'number' ? written : written?.[check.id]) ?? check.rounds);
  return Object.fromEntries(checks.map((check) => [check.id, of(check)]));
}

export const defaultMeasure: Plan['measure'] = { rounds: resolveRounds(undefined), timeMs: DEFAULT_TIME_MS, confidence: DEFAULT_CONFIDENCE };

function resolveServer(server: WrittenServer): ServerSettings {
  if (server.static !== undefined) return { kind: 'static', static: server.static };
  if (server.url !== undefined) {
    const { url, 'base-url': baseUrl = null, 'allow-load': allowLoad = false } = server;
    return { kind: 'url', url, baseUrl, allowLoad };
  }
  return {
    kind: 'command',
    start: server.start ?? '',
    prepare: server.prepare ?? null,
    env: server.env ?? {},
    cwd: server.cwd ?? '.',
    ready: server.ready ?? '/',
    timeoutMs: server.timeout ?? 30_000,
  };
}

const isLoopback = (url: string): boolean => {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
};

function serverMistake(
  subject: Subject<unknown>,
  servers: Readonly<Record<string, PlannedServer>>,
  path: Path,
  check: Check,
): ConfigMistake | null {
  if (subject.server === null) return null;
  const server = Object.hasOwn(servers, subject.server) ? servers[subject.server]?.settings : undefined;
  const at = { path: [...path, 'server'], at: 'value' as const };
  if (server === undefined) {
    const declared = Object.keys(servers);
    const known = declared.length > 0 ? `declared are ${declared.join(', ')}` : 'none is declared';
    return { ...at, message: `there is no server "${subject.server}"; ${known}`, hint: `declare it under servers:` };
  }
  const far = server.kind === 'url' && [server.url, server.baseUrl].find((url) => url !== null && !isLoopback(url));
  if (check.id === 'api' && server.kind === 'url' && far && !server.allowLoad) {
    const message = `this would put load on ${far}`;
    return { ...at, message, hint: `if that is what you want, add allow-load: true to servers.${subject.server}` };
  }
  return null;
}

type WrittenThresholds = Readonly<Record<string, WrittenThreshold | undefined>>;

function limit(
  metric: Metric,
  { budgets = {}, thresholds = {} }: WrittenLimits,
  general: WrittenThresholds,
  path: Path,
  { file, lineOf }: LoadedConfig['document'],
): LimitedMetric {
  const at = (...parts: Path) => ({ file, line: lineOf(parts) });
  const budget = budgets[metric.id];
  return { metric, budget: resolveBudget(), threshold: resolveThreshold() };

  function resolveBudget(): Budget | null {
    if (budget === OFF) return null;
    if (budget) return { ...budget, written: true, source: at(...path, 'budgets', metric.id) };
    return defaultBudget(metric, at(...path));
  }

  /** A group's threshold is for the metrics that gate by themselves; another metric gates only by its own name. */
  function resolveThreshold(): Threshold | null {
    const group = metric.gates ? metric.group : null;
    const places: [WrittenThresholds, string | null, Path][] = [
      [thresholds, metric.id, [...path, 'thresholds']],
      [thresholds, group, [...path, 'thresholds']],
      [general, metric.id, ['thresholds']],
      [general, group, ['thresholds']],
    ];
    for (const [written, key, parent] of places) {
      const found = key === null ? undefined : written[key];
      if (found === OFF) return null;
      if (found && key) return { ...found, written: true, source: at(...parent, key) };
    }
    return defaultThreshold(metric, at(...path));
  }
}

const defaultBudget = ({ budget }: Metric, source: Position | null): Budget | null =>
  budget === null ? null : { limit: budget, written: false, source };

const defaultThreshold = ({ gates, group }: Metric, source: Position | null): Threshold | null =>
  gates && group !== null ? { limit: DEFAULT_THRESHOLDS[group], by: 'fraction', written: false, source } : null;
