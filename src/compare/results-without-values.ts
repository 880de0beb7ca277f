import { failureOf } from '../model/failure-code.ts';
import type { Failure, Measurements } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { LimitedMetric, Threshold } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import type { Limits } from './comparison.ts';
import type { About, Decided, Lack } from './decided.ts';
import type { MetricSamples } from './pairs.ts';

/** Results for which a side, or both, has no value. */

const answersOf = (samples: MetricSamples['head']): number =>
  samples.reduce((sum, { covariates }) => sum + (covariates?.answers ?? 0), 0);

const enoughAnswers = (needed: number | undefined, { base, head }: MetricSamples): boolean =>
  needed === undefined || (answersOf(head) >= needed && (base.length === 0 || answersOf(base) >= needed));

/**
 * The limits that apply. A metric that needs many answers and has too few keeps only the limits that the user wrote.
 *
 * @param isStoodIn whether another metric, which has a value, replaces this one's default budget.
 */
export function limitsThatHold(
  { metric, budget, threshold }: LimitedMetric,
  samples: MetricSamples,
  isStoodIn = false,
): Limits {
  const own = { budget: budget?.written ? budget : null, threshold: threshold?.written ? threshold : null };
  if (!enoughAnswers(metric.answers, samples)) return own;
  // A default that replaces another metric's applies only if this metric has a value.
  const hasDefault = !isStoodIn && (metric.insteadOf === undefined || samples.head.length > 0);
  return { budget: hasDefault ? budget : own.budget, threshold };
}

/**
 * Whether a side's end leaves the subject without a verdict. If head ended early it has no figures, however good its
 * earlier ones were. A busy generator or a rate limiter is neither side's failure, so it has the same effect on both.
 */
export const cantJudge = (ended: { readonly base: Failure | null; readonly head: Failure | null }): boolean =>
  ended.head !== null || isOfNeither(ended.base);

/** Whether neither side is to blame for a failure. */
const isOfNeither = (failure: { readonly code: string } | null): boolean =>
  failure !== null && failureOf(failure.code) === 'neither';

/** Whether a user's threshold goes unjudged because the sides do different things, which head alone can cause. */
export const isSwitchedOff = ({ threshold }: Limits, failures: readonly Failure[]): boolean =>
  threshold?.written === true && failures.some(({ code }) => code === 'unlike');

/**
 * Why head has too few values to judge, although its visits succeeded; null if it has enough. A visit without a value
 * probably went wrong, so the other visits would flatter head.
 *
 * @param visits the number of head's visits that succeeded.
 */
export function lackOf(
  { metric }: LimitedMetric,
  limits: Limits,
  { base, head }: MetricSamples,
  visits: number,
): Lack | null {
  if (head.length === 0) return { code: 'no-value' };
  if (metric.kind === 'sampled' && metric.seen === undefined && tooFew(head.length, visits))
    return { code: 'too-few-values', needed: Math.ceil(visits / 2), found: head.length };
  const samples = { base, head };
  if (enoughAnswers(metric.answers, samples) || (limits.budget === null && limits.threshold === null)) return null;
  return { code: 'too-few-answers', needed: metric.answers ?? 0, found: answersOf(samples.head) };
}

/** Whether a metric has a value in fewer than half of the visits. */
export const tooFew = (values: number, visits: number): boolean => 2 * values < visits;

/** Only a metric with a limit can make a run incomplete. */
export const invalid = (about: About, limits: Limits, lack: Lack | null): Decided => ({
  ...about,
  baseline: 'none',
  base: null,
  head: null,
  change: null,
  budget: null,
  ...(limits.budget && { unjudgedBudget: limits.budget.limit }),
  threshold: { ...written(limits.threshold), status: 'invalid' },
  verdict: about.gates ? 'invalid' : 'pass',
  lack,
});

/** Whether neither side has a metric that subjects may lack, and no limit of the user's requires it. */
export const isAbsent = (
  { metric, budget, threshold }: LimitedMetric,
  { base, head }: MetricSamples,
  failures: readonly Failure[],
): boolean =>
  metric.mayBeAbsent === true &&
  !(budget?.written || threshold?.written) &&
  base.length + head.length === 0 &&
  !failures.some(({ side }) => side === 'base');

/** Whether a side that was visited may have no value, since there is nothing to measure on it. */
const mayComeAndGo = ({ kind, appliesTo }: Metric): boolean => kind === 'exact' || appliesTo === 'found';

/** Head was visited and lacks what base had: a page, a file or a benchmark that is gone. */
export const isRemoved = (metric: Metric, { base, head }: MetricSamples, failures: readonly Failure[]): boolean =>
  mayComeAndGo(metric) && head.length === 0 && base.length > 0 && !failures.some(({ side }) => side === 'head');

export const removed = (
  about: About,
  limits: Limits,
  { base }: MetricSamples,
  baseline: 'measured' | 'stored',
): Decided => ({
  ...about,
  baseline,
  base: base[0]?.value ?? null,
  head: null,
  change: null,
  budget: null,
  threshold: { ...written(limits.threshold), status: 'removed' },
  verdict: 'pass',
  lack: null,
});

export const written = (threshold: Threshold | null): Omit<Result['threshold'], 'status'> => ({
  limit: threshold?.limit ?? null,
  by: threshold?.by ?? 'fraction',
  source: threshold?.source ?? null,
});

/** The status if head has a value and base has none: the metric is new, or base could not be measured. */
export function absence(
  metric: Metric,
  noBase: Measurements['noBase'],
  failures: readonly Failure[],
): 'new' | 'no-baseline' {
  if (noBase !== null) return 'no-baseline';
  const ofBase = failures.filter(({ side }) => side === 'base');
  if (ofBase.length === 0) return mayComeAndGo(metric) ? 'new' : 'no-baseline';
  return ofBase.some(({ code }) => code === 'absent') ? 'new' : 'no-baseline';
}
