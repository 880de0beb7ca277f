import type { Failure, Measurements } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { LimitedMetric, Threshold } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import type { Limits } from './comparison.ts';
import type { MetricSamples } from './pairs.ts';

/** Results of which a side, or both, has no value: what that means, and what is said of it. */

const answersOf = (samples: MetricSamples['head']): number =>
  samples.reduce((sum, { covariates }) => sum + (covariates?.answers ?? 0), 0);

export const enoughAnswers = (needed: number | undefined, { base, head }: MetricSamples): boolean =>
  needed === undefined || [head, base].every((samples) => samples.length === 0 || answersOf(samples) >= needed);

export type Told = Result['failures'][number];

export const told = ({ side, round, code, message, hint, output, retried }: Failure): Told => ({
  side,
  round,
  code,
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(output === undefined ? {} : { output }),
  retried,
});

/** Why head has no value that could be judged; null where it has one. */
export function whyInvalid(
  { metric }: LimitedMetric,
  limits: Limits,
  samples: MetricSamples,
  failures: readonly Failure[],
): Told[] | null {
  // A server that died under the load has no response times, however good those before were.
  const fatal = failures.some(({ side, code, retried }) => side === 'head' && code === 'server-failed' && !retried);
  if (samples.head.length === 0 || fatal) {
    if (failures.length > 0) return failures.map(told);
    const why = metric.kind === 'exact' ? 'nothing was found that has one' : 'too few answers were as expected';
    const message = `no visit gave a value for ${metric.label}: ${why}`;
    return [{ side: 'head', round: 0, code: 'no-answer', message, retried: false }];
  }
  if (enoughAnswers(metric.answers, samples) || (limits.budget === null && limits.threshold === null)) return null;
  const message = `${metric.label} needs ${metric.answers} answers a side; there are ${answersOf(samples.head)}`;
  const hint = 'raise measure.rounds, or take the limit away';
  return [...failures.map(told), { side: 'head', round: 0, code: 'no-answer', message, hint, retried: false }];
}

export type About = Pick<
  Result,
  'id' | 'check' | 'subject' | 'variant' | 'metric' | 'label' | 'unit' | 'worse' | 'kind' | 'gates' | 'details'
>;

/** Only what can fail a run can make it incomplete. */
export const invalid = (about: About, limits: Limits, failures: Told[]): Result => ({
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

/** Head was visited, and has no more of what base had: a page or a file that is gone. */
export const isRemoved = ({ kind }: Metric, { base, head }: MetricSamples, failures: readonly Failure[]): boolean =>
  kind === 'exact' && head.length === 0 && base.length > 0 && !failures.some(({ side }) => side === 'head');

export const removed = (
  about: About,
  limits: Limits,
  { base }: MetricSamples,
  baseline: 'measured' | 'stored',
): Result => ({
  ...about,
  baseline,
  base: base[0]?.value ?? null,
  head: null,
  change: null,
  budget: null,
  threshold: { ...written(limits.threshold), status: 'removed' },
  verdict: 'pass',
  failures: [],
});

export const written = (threshold: Threshold | null): Omit<Result['threshold'], 'status'> => ({
  limit: threshold?.limit ?? null,
  by: threshold?.by ?? 'fraction',
  source: threshold?.source ?? null,
});

/** Head has a value and base has none: it is new, or base could not be measured. */
export function absence(
  { kind }: Metric,
  { noBase }: Measurements,
  failures: readonly Failure[],
): 'new' | 'no-baseline' {
  if (noBase !== null) return 'no-baseline';
  const ofBase = failures.filter(({ side }) => side === 'base');
  if (ofBase.length === 0) return kind === 'exact' ? 'new' : 'no-baseline';
  return ofBase.some(({ code }) => code === 'absent') ? 'new' : 'no-baseline';
}
