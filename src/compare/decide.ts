import type { LimitedMetric, PlannedSubject, Threshold } from '../config/plan.ts';
import { type Failure, type Measurements, sameSubject } from '../measure/measurements.ts';
import type { Result } from '../report/report.ts';
import type { Comparison, Limits } from './comparison.ts';
import { compareExact } from './exact.ts';
import { type MetricSamples, samplesOf, subjectKey } from './pairs.ts';
import { type Decisive, type RuleFor, rulesOf } from './rules.ts';
import { compareSampled } from './sampled.ts';
import { testimonyOf } from './testimony.ts';

/** Decides every result of a run: from limits and samples to verdicts. Pure: the same data always decide the same. */
export function decide(plan: Decisive, measurements: Measurements): Result[] {
  const ruleFor = rulesOf(plan, measurements);
  return plan.subjects.flatMap((planned) =>
    planned.metrics.map((limited) => decideOne(planned, limited, measurements, ruleFor)),
  );
}

function decideOne(
  planned: PlannedSubject,
  limited: LimitedMetric,
  measurements: Measurements,
  ruleFor: RuleFor,
): Result {
  const { metric } = limited;
  const key = subjectKey(planned);
  const samples = samplesOf(measurements, key, metric);
  const failures = measurements.failures.filter((failure) => sameSubject(failure, key));
  const limits = limitsThatHold(limited, samples);
  const about = {
    id: [key.check, key.subject, ...(key.variant === null ? [] : [key.variant]), metric.id].join('/'),
    ...key,
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    worse: metric.worse,
    kind: metric.kind,
    gates: limits.budget !== null || limits.threshold !== null,
    details: null,
  };
  const problem = whyInvalid(limited, limits, samples, failures);
  if (problem !== null) return invalid(about, limits, problem);

  const comparison =
    metric.kind === 'exact'
      ? compareExact(metric, samples, limits)
      : compareSampled(metric, samples, limits, ruleFor(planned, metric, limits.threshold));
  const witness = testimonyOf(metric, comparison, (id) => {
    const other = planned.metrics.find((one) => one.metric.id === id);
    return other === undefined ? null : decideOne(planned, other, measurements, ruleFor);
  });
  return {
    ...about,
    baseline: comparison.base === null ? 'none' : 'measured',
    base: comparison.base,
    head: comparison.head,
    change: comparison.change && { ...comparison.change, ...(witness && { witness }) },
    budget: limits.budget && {
      limit: limits.budget.limit,
      status: comparison.budget ?? 'within',
      source: limits.budget.source,
    },
    threshold: { ...written(limits.threshold), status: comparison.status ?? absence(failures) },
    verdict: verdictOf(comparison, limits),
    failures: failures.map(told),
  };
}

/** A metric that needs many answers has no limits while it has too few; what to do then depends on who set them. */
function limitsThatHold({ metric, budget, threshold }: LimitedMetric, samples: MetricSamples): Limits {
  if (enoughAnswers(metric.answers, samples)) return { budget, threshold };
  return { budget: budget?.written ? budget : null, threshold: threshold?.written ? threshold : null };
}

const answersOf = (samples: MetricSamples['head']): number =>
  samples.reduce((sum, { covariates }) => sum + (covariates?.answers ?? 0), 0);

const enoughAnswers = (needed: number | undefined, { base, head }: MetricSamples): boolean =>
  needed === undefined || [head, base].every((samples) => samples.length === 0 || answersOf(samples) >= needed);

type Told = Result['failures'][number];

const told = ({ side, round, code, message, hint, output, retried }: Failure): Told => ({
  side,
  round,
  code,
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(output === undefined ? {} : { output }),
  retried,
});

/** Why head has no value that could be judged; null where it has one. */
function whyInvalid(
  { metric }: LimitedMetric,
  limits: Limits,
  samples: MetricSamples,
  failures: readonly Failure[],
): Told[] | null {
  // A server that died under the load has no response times, however good those before were.
  const fatal = failures.some(({ side, code, retried }) => side === 'head' && code === 'server-failed' && !retried);
  if (samples.head.length === 0 || fatal) {
    if (failures.length > 0) return failures.map(told);
    const message = `no visit gave a value for ${metric.label}: too few answers were as expected`;
    return [{ side: 'head', round: 0, code: 'no-answer', message, retried: false }];
  }
  if (enoughAnswers(metric.answers, samples) || (limits.budget === null && limits.threshold === null)) return null;
  const message = `${metric.label} needs ${metric.answers} answers a side; there are ${answersOf(samples.head)}`;
  const hint = 'raise measure.rounds, or take the limit away';
  return [...failures.map(told), { side: 'head', round: 0, code: 'no-answer', message, hint, retried: false }];
}

type About = Pick<
  Result,
  'id' | 'check' | 'subject' | 'variant' | 'metric' | 'label' | 'unit' | 'worse' | 'kind' | 'gates' | 'details'
>;

/** Only what can fail a run can make it incomplete. */
const invalid = (about: About, limits: Limits, failures: Told[]): Result => ({
  ...about,
  baseline: 'none',
  base: null,
  head: null,
  change: null,
  budget: null,
  threshold: { ...written(limits.threshold), status: 'invalid' },
  verdict: about.gates ? 'invalid' : 'pass',
  failures,
});

const written = (threshold: Threshold | null): Omit<Result['threshold'], 'status'> => ({
  limit: threshold?.limit ?? null,
  by: threshold?.by ?? 'fraction',
  source: threshold?.source ?? null,
});

/** Head has a value and base has none: the subject is new, or base could not be measured. */
const absence = (failures: readonly Failure[]): 'new' | 'no-baseline' =>
  failures.some(({ side, code }) => side === 'base' && code === 'absent') ? 'new' : 'no-baseline';

function verdictOf({ status, budget }: Comparison, { threshold }: Limits): Result['verdict'] {
  if (budget === 'over') return 'fail';
  if (threshold !== null && status === 'regressed') return 'fail';
  if (budget === 'unclear' || (threshold !== null && status === 'worse')) return 'warn';
  return 'pass';
}
