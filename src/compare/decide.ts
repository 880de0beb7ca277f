import type { Failure, Measurements } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, LimitedMetric, PlannedSubject } from '../model/plan.ts';
import { type Side, type SubjectKey, sameSubject, subjectId, subjectKey, wholeOf } from '../model/subject.ts';
import { failuresBehind } from '../model/visit-failures.ts';
import { isWorseStatus } from '../model/worse.ts';
import { compareByFailure } from './by-failure.ts';
import { compareSampled } from './compare-sampled.ts';
import type { Comparison, Limits } from './comparison.ts';
import type { Decided } from './decided.ts';
import { compareExact } from './exact.ts';
import { endingsIn } from './final-failure.ts';
import { compareInspected } from './inspected.ts';
import { judgeAll } from './judge-all.ts';
import type { MetricJudgement } from './judge-subject.ts';
import { kindOf } from './metric-kind.ts';
import { MIN_LAUNCHES } from './named-subjects.ts';
import { hasSamples, samplesOf, visitsOf } from './pairs.ts';
import { foundParts } from './parts.ts';
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
import { seriesId } from './subject-rules.ts';

interface Context {
  readonly measurements: Measurements;
  readonly judged: ReadonlyMap<string, MetricJudgement>;
  readonly failuresOf: (key: SubjectKey) => readonly Failure[];
  readonly endingOf: (key: SubjectKey, side: Side) => Failure | null;
  /** Ids of the subjects and parts with a failure of their own on head. */
  readonly failedOnHead: ReadonlySet<string>;
}

/** Decides every verdict of a run from limits and samples. Pure: the same data always give the same verdicts. */
export function decide(plan: Decisive, measurements: Measurements): Decided[] {
  const { failures } = measurements;
  const judged = judgeAll(plan, measurements);
  const context: Context = {
    measurements,
    judged: new Map(judged.map((one) => [seriesId(one.key, one.limited.metric.id), one])),
    failuresOf: failuresBehind(failures),
    endingOf: endingsIn(measurements.samples, failures),
    failedOnHead: new Set(failures.filter(({ side }) => side === 'head').map(subjectId)),
  };
  return plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const ofSubject = planned.metrics
      .filter((limited) => isOfSubject(limited, key, context))
      .map((limited) => decideOne(planned, key, limited, context));
    const ofParts = foundParts(measurements, key).flatMap((part) =>
      planned.metrics
        .filter((limited) => isOfPart(limited, part, context))
        .map((limited) => decideOne(planned, part, limited, context)),
    );
    const quiet = new Set(planned.metrics.flatMap(({ metric }) => (metric.quiet ? [metric.id] : [])));
    return [...ofSubject, ...ofParts].filter((one) => !quiet.has(one.metric) || hasMoved(one));
  });
}

/** A quiet metric gets a result only if it moved, or if the user set it a limit. */
const hasMoved = ({ gates, base, threshold: { status } }: Decided): boolean =>
  gates || ['regressed', 'worse', 'improved'].includes(status) || (status === 'new' && base !== null);

/** Whether a part gets a result: it has a value, or it failed on head and the metric applies to parts. */
const isOfPart = ({ metric }: LimitedMetric, part: SubjectKey, { measurements, failedOnHead }: Context): boolean =>
  hasSamples(measurements, part, metric) || (metric.appliesTo !== undefined && failedOnHead.has(subjectId(part)));

/**
 * Whether a subject gets a result. A count or size that neither side has needs a limit of the user's: not every bundle
 * has pages.
 */
function isOfSubject(limited: LimitedMetric, key: SubjectKey, { measurements, failedOnHead }: Context): boolean {
  const { metric, budget, threshold } = limited;
  if (metric.appliesTo === 'parts') return false;
  if (metric.seen === 'inspection')
    return (
      samplesOf(measurements, key, metric).head.length > 0 || budget?.written === true || threshold?.written === true
    );
  if (metric.kind === 'sampled' || metric.gates || budget?.written || threshold?.written) return true;
  return failedOnHead.has(subjectId(key)) || hasSamples(measurements, key, metric);
}

function decideOne(planned: PlannedSubject, key: SubjectKey, limited: LimitedMetric, context: Context): Decided {
  const { measurements, judged, failuresOf, endingOf } = context;
  const samples = samplesOf(measurements, key, limited.metric);
  const kind = kindOf(limited.metric, samples, MIN_LAUNCHES[planned.launches]);
  const metric = { ...limited.metric, kind };
  // Failures of the timed visits do not affect values that an inspection saw.
  const isInspected = limited.metric.seen === 'inspection' && samples.head.length > 0;
  const failures = isInspected ? [] : failuresOf(key);
  const standIn = planned.metrics.find((other) => other.metric.insteadOf?.includes(limited.metric.id))?.metric;
  const isStoodIn = standIn !== undefined && samplesOf(measurements, key, standIn).head.length > 0;
  const limits = limitsThatHold(limited, samples, isStoodIn);
  const about = {
    ...key,
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    worse: metric.worse,
    kind,
    gates: limits.budget !== null || limits.threshold !== null,
  };
  // A metric that the user limits must have a value. Only a part that is gone takes its limits with it.
  const mayGo = !about.gates || key.part !== null;
  const source = measurements.stored.some((one) => sameSubject(one, wholeOf(key))) ? 'stored' : 'measured';
  if (mayGo && isRemoved(metric, samples, failures)) return removed(about, limits, samples, source);
  const ended = isInspected ? NOT_ENDED : { base: endingOf(key, 'base'), head: endingOf(key, 'head') };
  const said = new Map(Object.entries(ended.head?.values ?? {})).get(metric.id);
  const byFailure = said === undefined ? null : compareByFailure(metric, said, samples, limits);
  const isBroken = byFailure !== null && verdictOf(metric, byFailure, limits) === 'fail';
  if (!isBroken && cantJudge(ended)) return invalid(about, limits, null);
  const lack = isBroken ? null : lackOf(limited, limits, samples, visitsOf(measurements, key));
  if (lack !== null)
    return invalid({ ...about, gates: about.gates && !isAbsent(limited, samples, failures) }, limits, lack);

  const judgement = isBroken ? undefined : judged.get(seriesId(key, metric.id));
  const comparison = isBroken
    ? byFailure
    : isInspected
      ? compareInspected(metric, samples, limits)
      : judgement === undefined
        ? compareExact(metric, samples, limits)
        : compareSampled(metric, samples, judgement);
  const verdict = verdictOf(metric, comparison, limits);
  if (verdict !== 'fail' && isSwitchedOff(limits, failures)) return invalid(about, limits, null);
  const witness = witnessOf(judgement, (id) => judged.get(seriesId(key, id)), metric);
  return {
    ...about,
    baseline: comparison.base === null ? 'none' : source,
    base: comparison.base,
    head: comparison.head,
    change: comparison.change && { ...comparison.change, ...(witness && { witness }) },
    budget: limits.budget && {
      limit: comparison.held?.limit ?? limits.budget.limit,
      status: comparison.budget ?? 'within',
      source: limits.budget.source,
      ...(comparison.held?.ratchet ? { ratchet: true } : {}),
      ...(limits.budget.written ? {} : { default: true as const }),
      ...(isAsBase(metric, comparison, limits) ? { asBase: true as const } : {}),
    },
    threshold: { ...written(limits.threshold), status: comparison.status ?? absence(metric, measurements, failures) },
    verdict,
    lack: null,
  };
}

/** The witness's change, if the status rests on it, or if it is clear while this metric's status is uncertain. */
function witnessOf(
  judgement: MetricJudgement | undefined,
  other: (metric: string) => MetricJudgement | undefined,
  { witness }: Metric,
): NonNullable<Decided['change']>['witness'] {
  const change = judgement?.change ?? null;
  const beside = witness === undefined ? null : (other(witness)?.change ?? null);
  if (change === null || beside === null || witness === undefined) return null;
  const isClear = change.status === 'uncertain' && ['regressed', 'worse', 'improved'].includes(beside.status);
  if (change.witness !== witness && !isClear) return null;
  return { metric: witness, relative: beside.scale.read(beside.estimate) };
}

/** Whether both head and base are over the budget. */
const isAsBase = (metric: Metric, { base, budget, held }: Comparison, limits: Limits): boolean =>
  budget === 'over' && held?.ratchet !== true && base !== null && isPast(metric, base, limits.budget?.limit ?? base);

const NOT_ENDED = { base: null, head: null };

/** A default budget that base already exceeds only warns if head is no worse. */
function verdictOf(metric: Metric, comparison: Comparison, limits: Limits): Decided['verdict'] {
  const { status, budget } = comparison;
  const { threshold } = limits;
  if (threshold !== null && status === 'regressed') return 'fail';
  const mayBeOver = limits.budget?.written === false && !isWorseStatus(status) && isAsBase(metric, comparison, limits);
  if (budget === 'over') return mayBeOver ? 'warn' : 'fail';
  // An inspected metric may get worse up to its threshold.
  const isAllowed = metric.seen === 'inspection' || (threshold === null && metric.warns !== true);
  if (budget === 'unclear' || (status === 'worse' && !isAllowed)) return 'warn';
  return 'pass';
}
