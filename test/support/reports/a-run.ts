import { assemble } from '../../../src/assemble.ts';
import { decide } from '../../../src/compare/decide.ts';
import { parseLoaded } from '../../../src/config/load.ts';
import { noConfig, resolve } from '../../../src/config/resolve.ts';
import { ofSubjects, shareOf as shareOfPlan } from '../../../src/config/shard.ts';
import type { Shard } from '../../../src/config/shard-number.ts';
import { explain } from '../../../src/explain/explain.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { type Failure, type Measurements, nothingMeasured, type Sample } from '../../../src/model/measurements.ts';
import type { Plan, PlannedSubject } from '../../../src/model/plan.ts';
import { printedVariant } from '../../../src/model/printed-key.ts';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import { partOf, subjectKey } from '../../../src/model/subject.ts';
import { renderJson } from '../../../src/report/json.ts';
import { coinsFor } from '../../compare/coins.ts';

/** A run with every kind of metric and of trouble, from a config to its report, without visits. */

/** A commit with a lockfile. */
export const SURROUNDINGS = { folder: '', node: 'v24.19.0', locked: 'package-lock.json' };

export const CONFIG = `
servers: { site: { static: dist }, api: { start: node server.js } }
bundle:
  app: { path: dist, budgets: { javascript: 250 kB, total: "500 kB, +5 kB", "app-*.js": 90 kB }, ratchet: true }
  lost: { path: lost }
vitals:
  home: { server: site, path: /, device: [mobile, desktop], interactions: [{ click: "text=Buy, now" }, { press: Enter }] }
api:
  list: { server: api, request: GET /list, budgets: { p95: 120 ms, p99: 1 s } }
  show: { server: api, request: GET /show, thresholds: { p95: 5% } }
  dead: { server: api, request: GET /dead }
measure: { rounds: { vitals: 9, api: 12 } }
`;

export const planOf = (config = CONFIG): Plan => resolve(parseLoaded(config, 'perf-budget.yml', null));

/** By how much head is worse, by the start of `check/subject/variant/metric`; the longest that fits holds. */
export type Worsened = Readonly<Record<string, number>>;

export interface ARun {
  readonly config?: string;
  readonly worsened?: Worsened;
  readonly noBase?: string;
}

/** Metrics that are zero on most visits. */
const ZERO = ['cls', 'error-rate'];

function measuredValue(id: string, round: number, side: 'base' | 'head', worsened: Worsened): number {
  const metric = id.slice(id.lastIndexOf('/') + 1);
  if (ZERO.includes(metric) && !(id in worsened)) return metric === 'cls' || round % 5 ? 0 : 0.01;
  const noise =
    1 +
    (metric === 'max' || metric === 'p90' ? 0.6 : 0.02) * Math.sin(3 * round + (side === 'head' ? 1 : 0) + id.length);
  const found = Object.keys(worsened).filter((start) => id.startsWith(start));
  const factor = side === 'base' ? 1 : (worsened[found.toSorted((a, b) => b.length - a.length)[0] ?? ''] ?? 1);
  return (id.length * 3 + 10) * factor * noise;
}

export function measurementsOf(plan: Plan, { worsened = {}, noBase }: ARun): Measurements {
  const samples = plan.subjects.flatMap((planned) => samplesOf(plan, planned, worsened));
  const failure = (subject: string, given: Partial<Failure> = {}): Failure[] => {
    const planned = plan.subjects.find((one) => one.subject.name === subject);
    if (planned === undefined) return [];
    const about = { side: 'head', round: 2, code: 'no-answer', message: `${subject}: 3 of 50 failed` } as const;
    return [{ ...subjectKey(planned), ...about, retried: true, ...given }];
  };
  const home = plan.subjects.find(({ subject }) => subject.variant === 'mobile');
  const failures = [
    ...failure('list'),
    ...failure('home', { side: 'base', code: 'no-paint', message: 'nothing was painted' }),
    ...(home === undefined
      ? []
      : ([3, 4].map((round) => ({
          ...partOf(subjectKey(home), 'press Enter'),
          side: round === 3 ? 'head' : 'base',
          round,
          code: 'step-failed',
          message: 'the key did nothing',
          hint: 'wait for it',
          retried: false,
        })) as Failure[])),
    ...failure('home', { round: 5, code: 'browser-failed', message: 'Chromium crashed' }),
    ...failure('dead', { code: 'server-failed', output: 'boom', retried: false }),
    ...failure('lost', { side: 'base', round: 0, code: 'unreadable', message: 'lost can not be read' }),
  ];
  return {
    ...nothingMeasured([], noBase ?? null),
    samples: noBase === undefined ? samples : samples.filter(({ side }) => side === 'head'),
    coins: coinsFor(
      samples.filter(({ check }) => check !== 'bundle'),
      1,
    ),
    failures,
    notes: ['Measured with care.'],
    durations: plan.subjects.map((one) => ({ ...subjectKey(one), seconds: 10 })),
    tools: { chromium: '143.0.1', lighthouse: '13.5.0' },
  };
}

function samplesOf(plan: Plan, planned: PlannedSubject, worsened: Worsened): Sample[] {
  const key = subjectKey(planned);
  const rounds = planned.check === 'bundle' ? 1 : (plan.measure.rounds[planned.check] ?? 1);
  const parts =
    planned.check === 'vitals' ? ['click text=Buy, now'] : planned.check === 'bundle' ? ['old.html', 'new.html'] : [];
  const covariates = { answers: 50, delay: 0.05, others: 0.01, own: 1, requests: 50 };
  const has = (metric: string, part: string | null, side: string) =>
    !(part === 'old.html' && side === 'head') &&
    !(part === 'new.html' && side === 'base') &&
    !(planned.subject.name === 'lost' && (side === 'base' || metric === 'css'));
  const visits = Array.from({ length: rounds }, (_, round) =>
    (['base', 'head'] as const).map((side) => ({ round, side })),
  );
  return visits.flat().flatMap(({ round, side }) =>
    [key, ...parts.map((part) => partOf(key, part))].flatMap((one) =>
      planned.metrics
        .filter(({ metric }) =>
          one === key ? metric.appliesTo !== 'parts' : planned.check === 'bundle' || metric.appliesTo,
        )
        .filter(({ metric }) => has(metric.id, one.part, side))
        .map(({ metric }): Sample => {
          const id = [one.check, one.subject, printedVariant(one), metric.id].join('/');
          const steady = metric.kind === 'exact' || (metric.kind === 'fact' && metric.id.length % 2 === 0);
          const raw = measuredValue(id, steady ? 0 : round, steady ? 'base' : side, worsened);
          const value = steady ? Math.round(raw * 1_000 * (side === 'head' ? (worsened[id] ?? 1) : 1)) : raw;
          const at = { metric: metric.id, side, round, launch: round };
          const compared = metric.kind === 'exact' ? { compared: value - 7 } : {};
          return { ...one, ...at, order: 0, attempt: 0, value, ...compared, covariates };
        }),
    ),
  );
}

/** What is measured in such a run, and what its report says. */
export function aRun(given: ARun = {}): {
  readonly plan: Plan;
  readonly measured: Measurements;
  readonly report: Report;
} {
  const plan = planOf(given.config);
  const measured = measurementsOf(plan, given);
  return { plan, measured, report: reportOf(plan, measured, [aFinding('app')]) };
}

const aFinding = (subject: string): Finding => ({
  code: 'bundle.package-grew',
  check: 'bundle',
  subject,
  variant: null,
  part: null,
  metric: 'javascript',
  impact: 'high',
  kind: 'size',
  location: 'src/total.ts',
  current: 250_100,
  target: 170_000,
  evidence: { name: 'date-fns', versions: ['2.30.0', '4.1.0'] },
  suggestion: { code: 'import-one-function', effort: 'low' },
});

/** What one of the jobs that share a run measured. */
export function shareOf(plan: Plan, measured: Measurements, shard: Shard): Measurements {
  const { subjects } = shareOfPlan(plan, shard);
  const coins = ofSubjects(measured.coins?.subjects ?? [], subjects);
  return {
    ...measured,
    samples: ofSubjects(measured.samples, subjects),
    failures: ofSubjects(measured.failures, subjects),
    durations: ofSubjects(measured.durations, subjects),
    coins:
      measured.coins && coins.length > 0 ? { seed: `${measured.coins.seed}${shard.index}`, subjects: coins } : null,
  };
}

/** The report on these measurements, as it is when it was written and read again. */
export const reportOf = (...of: Parameters<typeof assembledReport>): Report =>
  reportSchema.parse(JSON.parse(renderJson(assembledReport(...of))));

/**
 * The report on these measurements, before it is written.
 *
 * @param shard the job that measured them, of a run that several share: its report is about its share of the plan.
 */
export function assembledReport(
  plan: Plan,
  measurements: Measurements,
  findings: readonly Finding[] = [],
  shard: Shard | null = null,
): Report {
  const share = shareOfPlan(plan, shard);
  const decided = ofSubjects(decide(plan, measurements), share.subjects);
  const { noBase } = measurements;
  return assemble({
    name: 'default',
    shard,
    plan,
    written: noConfig,
    surroundings: SURROUNDINGS,
    stored: null,
    planOfBase: { plan: null, note: null, failure: null },
    base: { sha: '4f1c2ab0'.repeat(5), reason: 'first parent of the merge commit' } as never,
    head: { sha: '9ac03d1e'.repeat(5), dirty: false },
    changed: [],
    sides: {
      base: noBase === null ? '/base' : null,
      noBase,
      failures: [],
      lackedByBase: [],
      arePackagesUnlocked: false,
      notes: [],
    },
    measurements,
    files: [],
    phases: [{ name: 'build', side: 'head', seconds: 12 }],
    machine: { os: 'linux', arch: 'x64', cores: 2, cpu: 'AMD EPYC 7763', node: '24.19.0' },
    decided,
    details: explain(share, measurements, decided).details,
    findings: [...findings],
  });
}
