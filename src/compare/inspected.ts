import { nothingMeasured, type Sample } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { PlannedSubject } from '../model/plan.ts';
import { subjectKey } from '../model/subject.ts';
import { type Comparison, type Limits, relativeChange } from './comparison.ts';
import { compareExact } from './exact.ts';
import { kindOf } from './metric-kind.ts';
import { MIN_LAUNCHES } from './named-subjects.ts';
import { type MetricSamples, samplesOf } from './pairs.ts';
import { isPast } from './ratchet.ts';
import { median } from './statistics/center.ts';

/** The least and the largest value of a side, and its median. */
interface Range {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/**
 * Compares values that inspections saw. If all visits of each side agree, the values are exact. Otherwise a few
 * launches can't tell chance from change: the sides are shown as ranges, and the metric never regresses.
 *
 * @param metric with the kind that it has in this run.
 * @param samples at least one of head.
 */
export function compareInspected(metric: Metric, samples: MetricSamples, limits: Limits): Comparison {
  const [base, head] = [rangeOf(samples.base), rangeOf(samples.head) as Range];
  const { rounds, launches } = sizeOf(samples.head);
  if (metric.kind === 'exact') {
    const compared = compareExact(metric, { base: middleOf(samples.base), head: middleOf(samples.head) }, limits);
    return { ...compared, change: compared.change && { ...compared.change, rounds, launches } };
  }
  const budget = budgetOf(metric, samples.head, limits);
  if (base === null) return { base: null, head: head.middle, change: null, status: null, budget };
  const absolute = { low: head.low - base.high, high: head.high - base.low };
  const isRatio = metric.compared === 'ratio' && base.low > 0;
  return {
    base: base.middle,
    head: head.middle,
    change: {
      absolute: head.middle - base.middle,
      relative: metric.compared === 'ratio' ? relativeChange(base.middle, head.middle) : null,
      low: isRatio ? head.low / base.high - 1 : absolute.low,
      high: isRatio ? head.high / base.low - 1 : absolute.high,
      detectable: null,
      rounds,
      launches,
    },
    status: statusOf(metric, absolute, base, limits),
    budget,
  };
}

function rangeOf(samples: MetricSamples['head']): Range | null {
  const values = samples.map(({ value }) => value);
  return values.length === 0 ? null : { low: Math.min(...values), middle: median(values), high: Math.max(...values) };
}

/** One sample with the median value, for a side whose visits agree. */
function middleOf(samples: MetricSamples['head']): MetricSamples['head'] {
  const [first] = samples;
  return first === undefined ? [] : [{ ...first, value: median(samples.map(({ value }) => value)) }];
}

const sizeOf = (samples: MetricSamples['head']) => ({
  rounds: samples.length,
  launches: new Set(samples.map(({ launch }) => launch)).size,
});

/** `unchanged` if even head's worst visit against base's best is within the allowed change. */
function statusOf(
  { worse, floor }: Metric,
  { low, high }: { readonly low: number; readonly high: number },
  base: Range,
  { threshold }: Limits,
): Comparison['status'] {
  const [best, worst] = worse === 'higher' ? [low, high] : [-high, -low];
  const allowed = threshold && (threshold.by === 'fraction' ? threshold.limit * base.middle : threshold.limit);
  if (allowed !== null) return worst <= allowed ? 'unchanged' : 'uncertain';
  return best < floor && worst > -floor ? 'unchanged' : 'uncertain';
}

/** `over` if every visit of head is over; `unclear` if most are. */
function budgetOf(metric: Metric, samples: MetricSamples['head'], { budget }: Limits): Comparison['budget'] {
  if (budget === null) return null;
  const over = samples.filter(({ value }) => isPast(metric, value, budget.limit)).length;
  return over === samples.length ? 'over' : 2 * over > samples.length ? 'unclear' : 'within';
}

/** Whether an exact value of these subjects fails the run so far, and needs more launches to confirm it. */
export const mayRegress = (subjects: readonly PlannedSubject[], samples: readonly Sample[]): boolean =>
  seenOf(subjects, samples).some(
    ({ metric, found, limits, kind }) =>
      limits.threshold !== null &&
      kind === 'exact' &&
      compareInspected({ ...metric, kind }, found, limits).status === 'regressed',
  );

/**
 * Whether every metric of a subject is unchanged and within budget, so that more launches would add nothing: a value
 * that is worse in all launches is worse in these.
 */
export const isUnchanged = (subject: PlannedSubject, samples: readonly Sample[]): boolean =>
  !subject.metrics.some(({ metric }) => isLost(subject, metric, samples)) &&
  seenOf([subject], samples).every(({ metric, found, limits }) =>
    (['exact', 'sampled'] as const).every((kind) => {
      const { status, budget } = compareInspected({ ...metric, kind }, found, limits);
      // A few launches can't decide a change of a time, however many they are.
      const isSettled = metric.kind === 'sampled' || status === null || status === 'unchanged';
      return isSettled && (budget === null || budget === 'within');
    }),
  );

/** Whether base has a value that head lacks, be it by one failed request: further launches may have it. */
function isLost(subject: PlannedSubject, metric: Metric, samples: readonly Sample[]): boolean {
  if (metric.seen === undefined) return false;
  const { base, head } = valuesIn(subject, metric, samples);
  return base.length > 0 && head.length === 0;
}

const valuesIn = (subject: PlannedSubject, metric: Metric, samples: readonly Sample[]) =>
  samplesOf({ ...nothingMeasured([], null), inspected: { samples, evidence: [] } }, subjectKey(subject), metric);

/** The inspected values of these subjects on both sides; metrics without a value of head are left out. */
const seenOf = (subjects: readonly PlannedSubject[], samples: readonly Sample[]) =>
  subjects.flatMap((planned) => {
    return planned.metrics.flatMap(({ metric, budget, threshold }) => {
      if (metric.seen === undefined) return [];
      const found = valuesIn(planned, metric, samples);
      const kind = kindOf(metric, found, MIN_LAUNCHES[planned.launches]);
      return found.head.length === 0 ? [] : [{ metric, found, kind, limits: { budget, threshold } }];
    });
  });
