import type { Failure, Measurements } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { LimitedMetric, PlannedSubject } from '../model/plan.ts';
import { type Side, type SubjectKey, sameSubject, wholeOf } from '../model/subject.ts';
import { isWorseStatus } from '../model/worse.ts';
import { againstFailure, compareByFailure, type Endings, isOfSide } from './by-failure.ts';
import { compareSampled } from './compare-sampled.ts';
import type { Comparison, Limits } from './comparison.ts';
import type { About, Decided } from './decided.ts';
import { compareExact } from './exact.ts';
import { compareInspected } from './inspected.ts';
import type { MetricJudgement } from './judge-subject.ts';
import { kindOf } from './metric-kind.ts';
import { MIN_LAUNCHES } from './named-subjects.ts';
import { type MetricSamples, samplesOf, visitsOf } from './pairs.ts';
import { isPast } from './ratchet.ts';
import {
  absence,
  cantJudge,
  invalid,
  isAbsent,
  isRemoved,
  isSwitchedOff,
  lackOf,
  limitsThatHold,
  removed,
  written,
} from './results-without-values.ts';

/** The measurements of a run, with what was read from all of them at once. */
export interface Measured {
  readonly measurements: Measurements;
  /** Undefined for a metric without noise. */
  readonly judgementOf: (key: SubjectKey, metric: string) => MetricJudgement | undefined;
  readonly failuresOf: (key: SubjectKey) => readonly Failure[];
  readonly endingOf: (key: SubjectKey, side: Side) => Failure | null;
}

/** Decides one metric of a subject or part: first whether it has values to judge at all, then the verdict on them. */
export function decideMetric(planned: PlannedSubject, key: SubjectKey, limited: LimitedMetric, run: Measured): Decided {
  const one = factsOf(planned, key, limited, run);
  const { about, limits, samples, failures, ended } = one;
  if (isGone(one)) return removed(about, limits, samples, one.source);

  const end = byItsEnd(one);
  if (end !== null) return resultOf(one, end, null);
  if (cantJudge(ended)) return invalid(about, limits, null);
  const lack = lackOf(limited, limits, samples, visitsOf(run.measurements, key, limited.metric));
  const gates = about.gates && !isAbsent(limited, samples, failures);
  if (lack !== null) return invalid({ ...about, gates }, limits, lack);

  const witness = witnessOf(one.metric, (metric) => run.judgementOf(key, metric));
  const result = resultOf(one, againstFailure(one.metric, compare(one), ended.base), witness);
  return result.verdict !== 'fail' && isSwitchedOff(limits, failures) ? invalid(about, limits, null) : result;
}

/** Everything that the decision on one metric rests on. */
interface Facts {
  readonly about: About;
  /** With the kind that it has in this run. */
  readonly metric: Metric;
  readonly limits: Limits;
  readonly samples: MetricSamples;
  /** Whether inspections saw its values. */
  readonly isInspected: boolean;
  readonly judgement: MetricJudgement | undefined;
  /** The failures that may have cost it values, and of them those that ended a side. */
  readonly failures: readonly Failure[];
  readonly ended: Endings;
  readonly source: 'measured' | 'stored';
  readonly noBase: string | null;
}

function factsOf(planned: PlannedSubject, key: SubjectKey, limited: LimitedMetric, run: Measured): Facts {
  const { measurements, judgementOf, failuresOf, endingOf } = run;
  const { id, label, unit, worse, seen } = limited.metric;
  const samples = samplesOf(measurements, key, limited.metric);
  const kind = kindOf(limited.metric, samples, MIN_LAUNCHES[planned.launches]);
  const standIn = planned.metrics.find((other) => other.metric.insteadOf?.includes(id))?.metric;
  const isStoodIn = standIn !== undefined && samplesOf(measurements, key, standIn).head.length > 0;
  const limits = limitsThatHold(limited, samples, isStoodIn);
  const gates = limits.budget !== null || limits.threshold !== null;
  // Failures of the timed visits do not affect values that an inspection saw.
  const isInspected = seen === 'inspection' && samples.head.length > 0;
  return {
    about: { ...key, metric: id, label, unit, worse, kind, gates },
    metric: { ...limited.metric, kind },
    limits,
    samples,
    isInspected,
    judgement: judgementOf(key, id),
    failures: isInspected ? [] : failuresOf(key),
    ended: isInspected ? { base: null, head: null } : { base: endingOf(key, 'base'), head: endingOf(key, 'head') },
    source: measurements.stored.some((one) => sameSubject(one, wholeOf(key))) ? 'stored' : 'measured',
    noBase: measurements.noBase,
  };
}

/** Whether head lacks what base had, and may. A metric that the user limits must have a value, but a part may go. */
const isGone = ({ about, metric, samples, failures, ended }: Facts): boolean =>
  (!about.gates || about.part !== null) &&
  isRemoved(metric, samples, metric.appliesTo === 'found' ? [ended.head].filter((end) => end !== null) : failures);

/**
 * The comparison by the value that follows from head's end; else null. It fails, or base's own end breaks the same
 * default budget. Even a limit that allows all requests to time out is not kept by a head that ended.
 */
function byItsEnd({ metric, limits, samples, ended }: Facts): Comparison | null {
  const comparison = compareByFailure(metric, ended, samples, limits);
  if (comparison === null || verdictOf(metric, comparison, limits) === 'fail') return comparison;
  const areOfSides = isOfSide(ended.head) && (ended.base === null || isOfSide(ended.base));
  return isExcused(metric, comparison, limits) && areOfSides ? comparison : null;
}

function compare({ metric, limits, samples, isInspected, judgement }: Facts): Comparison {
  if (isInspected) return compareInspected(metric, samples, limits);
  return judgement === undefined ? compareExact(metric, samples, limits) : compareSampled(metric, samples, judgement);
}

type Witness = NonNullable<Decided['change']>['witness'] | null;

function resultOf(one: Facts, comparison: Comparison, witness: Witness): Decided {
  const { about, metric, limits, failures, noBase } = one;
  const { base, head, change } = comparison;
  return {
    ...about,
    baseline: base === null ? 'none' : one.source,
    base,
    head,
    change: change && { ...change, ...(witness && { witness }) },
    budget: budgetOf(metric, comparison, limits),
    threshold: { ...written(limits.threshold), status: comparison.status ?? absence(metric, noBase, failures) },
    verdict: verdictOf(metric, comparison, limits),
    lack: null,
  };
}

function budgetOf(metric: Metric, comparison: Comparison, limits: Limits): Decided['budget'] {
  const { budget } = limits;
  const { held, budget: status } = comparison;
  if (budget === null) return null;
  return {
    limit: held?.limit ?? budget.limit,
    status: status ?? 'within',
    source: budget.source,
    ...(held?.ratchet && { ratchet: true as const }),
    ...(!budget.written && { default: true as const }),
    ...(isAsBase(metric, comparison, limits) && { asBase: true as const }),
  };
}

/** The witness's change, if the status rests on it, or if it is clear while this metric's status is uncertain. */
function witnessOf({ id, witness }: Metric, judgementOf: (metric: string) => MetricJudgement | undefined): Witness {
  const change = judgementOf(id)?.change ?? null;
  const beside = witness === undefined ? null : (judgementOf(witness)?.change ?? null);
  if (change === null || beside === null || witness === undefined) return null;
  const isClear = change.status === 'uncertain' && ['regressed', 'worse', 'improved'].includes(beside.status);
  if (change.witness !== witness && !isClear) return null;
  return { metric: witness, relative: beside.scale.read(beside.estimate) };
}

/** Whether both head and base are over the budget. */
const isAsBase = (metric: Metric, { base, budget, held }: Comparison, limits: Limits): boolean =>
  budget === 'over' && held?.ratchet !== true && base !== null && isPast(metric, base, limits.budget?.limit ?? base);

/** Whether a default budget is over as base is, and head is no worse: that only warns. */
const isExcused = (metric: Metric, comparison: Comparison, limits: Limits): boolean =>
  limits.budget?.written === false && !isWorseStatus(comparison.status) && isAsBase(metric, comparison, limits);

function verdictOf(metric: Metric, comparison: Comparison, limits: Limits): Decided['verdict'] {
  const { status, budget } = comparison;
  const { threshold } = limits;
  if (threshold !== null && status === 'regressed') return 'fail';
  if (budget === 'over') return isExcused(metric, comparison, limits) ? 'warn' : 'fail';
  // An inspected metric may get worse up to its threshold.
  const isAllowed = metric.seen === 'inspection' || (threshold === null && metric.warns !== true);
  if (budget === 'unclear' || (status === 'worse' && !isAllowed)) return 'warn';
  return 'pass';
}
