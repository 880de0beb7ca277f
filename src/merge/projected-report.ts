import { checks } from '../checks/index.ts';
import { FAILURE_CODES, isFailureCode } from '../model/failure-code.ts';
import type { Decisive } from '../model/plan.ts';
import type { PrintedKey } from '../model/printed-key.ts';
import type { OutOfReach, Phase, Report, ReportedFailure, Result } from '../model/report.ts';
import { isSha } from '../model/sha.ts';
import { type SubjectKey, sameSubject, subjectKey, wholeOf } from '../model/subject.ts';
import { isVersion } from '../text/showable-names.ts';
import { type StandIns, standInsFor } from './anonymise-names.ts';
import { projectedFinding } from './projected-finding.ts';

/**
 * The parts of a stranger's report that are believed and shown. Only keys listed here get through. A key of a later
 * version is dropped until somebody decides what it may hold.
 */

interface Projection {
  readonly report: Report;
  readonly standIns: Pick<StandIns, 'unnamedSubjects' | 'unnamedInteractions' | 'paths'>;
}

/** @param plan the source of names that may be shown, and of the most rounds that count */
export function projected(report: Report, plan: Decisive): Projection {
  const standIns = standInsFor(plan);
  const { base, environment, coins } = report;
  return {
    standIns,
    report: {
      version: 1,
      verdict: 'incomplete',
      tool: { version: versionOf(report.tool.version) },
      name: 'default',
      shard: null,
      base: {
        sha: shaOf(base.sha),
        source: base.source,
        reason: base.source === 'none' ? 'the run measured no base' : 'the commit that the run compared with',
        ...(base.stored === undefined ? {} : { stored: storedOf(base.stored) }),
      },
      head: { sha: null, dirty: false },
      environment: {
        os: oneOf(SYSTEMS, environment.os),
        arch: oneOf(ARCHITECTURES, environment.arch),
        cores: environment.cores,
        cpu: '',
        node: versionOf(environment.node),
        chromium: environment.chromium === null ? null : versionOf(environment.chromium),
        lighthouse: environment.lighthouse === null ? null : versionOf(environment.lighthouse),
        ...bundlerOf(environment.bundler),
        noise: null,
      },
      config: null,
      results: report.results.flatMap((result) => resultOf(result, standIns)),
      findings: report.findings.flatMap((finding) => findingOf(finding, standIns)),
      samples: report.samples.flatMap((sample) => sampleOf(sample, standIns)),
      coins: coins == null ? null : coinsOf(coins, standIns),
      ...(report.reach === undefined ? {} : { reach: report.reach.flatMap((one) => reachOf(one, plan)) }),
      failures: failuresOf(report, plan, standIns),
      notes: [],
      phases: report.phases.flatMap(phaseOf),
    },
  };
}

const UNKNOWN = 'unknown';
const SYSTEMS = ['linux', 'darwin', 'win32'];
const ARCHITECTURES = ['x64', 'arm64', 'arm', 'ia32'];
const PHASES = ['checkout', 'install', 'build', 'baseline', ...checks.map(({ id }) => id), 'diagnose'];

const oneOf = (known: readonly string[], text: string): string => (known.includes(text) ? text : UNKNOWN);
/** Absent unless it is a bundler's name and version. */
function bundlerOf(text: string | undefined): { readonly bundler?: string } {
  const [, name, version = ''] = /^(esbuild|rolldown) (.*)$/s.exec(text ?? '') ?? [];
  return name !== undefined && isVersion(version) ? { bundler: `${name} ${version}` } : {};
}

const versionOf = (text: string): string => (isVersion(text) ? text : UNKNOWN);
const shaOf = (text: string | null): string | null => (text !== null && isSha(text) ? text : null);

/** The key and the metric under which to show an entry; null if either is unknown. */
function shown(entry: PrintedKey & { readonly metric: string }, standIns: StandIns) {
  const metric = standIns.metricOf(entry);
  const key = standIns.keyOf(entry);
  return metric === null || key === null ? null : { key, metric };
}

/** The result without its verdict, which is decided again. */
function resultOf(result: Result, standIns: StandIns): Result[] {
  const found = shown(result, standIns);
  if (found === null) return [];
  const { key, metric } = found;
  return [
    {
      id: '',
      ...key,
      metric: metric.id,
      label: metric.label,
      unit: metric.unit,
      worse: metric.worse,
      kind: metric.kind === 'exact' ? 'exact' : 'sampled',
      gates: false,
      baseline: result.baseline,
      base: null,
      head: null,
      change: null,
      budget: null,
      threshold: { limit: null, by: 'fraction', status: 'invalid', source: null },
      verdict: 'invalid',
      details: null,
      failures: [],
    },
  ];
}

/** Covariates that affect a verdict, or the words about a machine. */
const COVARIATES = ['answers', 'requests', 'delay', 'pressure', 'steal', 'throttled', 'own', 'others', 'lost'];

function sampleOf(sample: Report['samples'][number], standIns: StandIns): Report['samples'] {
  const found = shown(sample, standIns);
  if (found === null) return [];
  const { side, round, launch, order, attempt, redo, value, compared, covariates = null, inspected } = sample;
  const known = Object.entries(covariates ?? {}).filter(([name]) => COVARIATES.includes(name));
  return [
    {
      ...found.key,
      metric: found.metric.id,
      ...{ side, round, launch, order, attempt, value },
      ...(redo === undefined ? {} : { redo }),
      ...(inspected === undefined ? {} : { inspected }),
      ...(compared === undefined ? {} : { compared }),
      ...(covariates === null ? {} : { covariates: Object.fromEntries(known) }),
    },
  ];
}

function findingOf(finding: Report['findings'][number], standIns: StandIns): Report['findings'] {
  const found = shown(finding, standIns);
  const projected = found === null ? null : projectedFinding(finding);
  return found === null || projected === null ? [] : [{ ...found.key, metric: found.metric.id, ...projected }];
}

const coinsOf = ({ seed, subjects }: NonNullable<Report['coins']>, standIns: StandIns): Report['coins'] => ({
  seed: /^[0-9a-f]{1,64}$/.test(seed) ? seed : '0',
  subjects: subjects.flatMap(({ check, subject: written, pairsPerLaunch, first }) => {
    const subject = standIns.nameOf({ check, subject: written });
    return subject === null ? [] : [{ check, subject, pairsPerLaunch, first }];
  }),
});

const storedOf = ({ sha, savedAt, age, behind }: NonNullable<Report['base']['stored']>) => ({
  ...{ sha, savedAt, age, behind },
});

const reachOf = ({ check, subject, lacks, has, needs }: OutOfReach, plan: Decisive): OutOfReach[] =>
  isOfPlan({ check, subject }, plan) ? [{ check, subject, lacks, has, needs }] : [];

const phaseOf = ({ name, side, seconds }: Phase): Phase[] => (PHASES.includes(name) ? [{ name, side, seconds }] : []);

const isOfPlan = ({ check, subject }: PrintedName, { subjects }: Decisive): boolean =>
  subjects.some((planned) => planned.check === check && planned.subject.name === subject);
type PrintedName = Pick<PrintedKey, 'check' | 'subject'>;

/** The most failures of a side in one round: a warm-up and three tries of the visit, each with three attempts. */
const MOST_OF_A_ROUND = 12;

/**
 * The failures in our words for each code, limited in number by the plan's rounds. Results repeat the failures of their
 * subject.
 */
function failuresOf(report: Report, plan: Decisive, standIns: StandIns): Report['failures'] {
  const counts = new Map<string, number>();
  return report.failures.flatMap((failure): Report['failures'] => {
    if (failure.stage !== 'visit') {
      const { stage, side, code } = failure;
      // The only code of a stage that affects a verdict.
      return [{ stage, side, message: '', ...(code === 'disk-full' ? { code } : {}) }];
    }
    const key = standIns.keyOf(failure);
    if (key === null) return [];
    const { side, round, retried } = failure;
    const words = failure.code === 'withheld' ? withheldOf(key, plan) : wordsFor(failure);
    const id = JSON.stringify([key, side]);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count > MOST_OF_A_ROUND * (plan.measure.rounds[key.check] ?? 1)
      ? []
      : [{ stage: 'visit', ...key, side, round, retried, ...words, ...valuesOf(failure, standIns) }];
  });
}

/** Values of known metrics: a time-out of all requests breaks a budget for errors. */
function valuesOf({ values, ...failure }: ReportedFailure, standIns: StandIns): Pick<ReportedFailure, 'values'> {
  const known = Object.entries(values ?? {}).filter(([metric]) => standIns.metricOf({ ...failure, metric }) !== null);
  return known.length === 0 ? {} : { values: Object.fromEntries(known) };
}

/**
 * The words for a withheld subject, if base's config gives it a variable. Base decides which subjects a run may leave
 * out.
 */
function withheldOf(key: SubjectKey, { subjects }: Decisive): Pick<ReportedFailure, 'code' | 'message' | 'variables'> {
  const planned = subjects.find((one) => sameSubject(subjectKey(one), wholeOf(key)));
  const variables = [...new Set(planned?.missing?.map(({ name }) => name))];
  if (variables.length === 0) return { code: UNKNOWN, message: 'a visit failed' };
  return { code: 'withheld', message: `no ${variables.join(' and ')} in a run that gets no secrets`, variables };
}

const wordsFor = ({ code }: ReportedFailure): Pick<ReportedFailure, 'code' | 'message'> =>
  isFailureCode(code) ? { code, message: FAILURE_CODES[code].words } : { code: UNKNOWN, message: 'a visit failed' };
