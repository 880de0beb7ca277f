import type { Measurements } from '../model/measurements.ts';
import type { Decisive, LimitedMetric, PlannedSubject } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import type { Comparison, Limits } from './comparison.ts';
import { compareExact } from './exact.ts';
import { kindOf } from './kind.ts';
import { absence, enoughAnswers, invalid, isRemoved, removed, told, whyInvalid, written } from './missing.ts';
import { type MetricSamples, samplesOf } from './pairs.ts';
import { foundParts, hasMetric } from './parts.ts';
import { type RuleFor, rulesOf } from './rules.ts';
import { compareSampled } from './sampled.ts';
import { testimonyOf } from './testimony.ts';

/** Decides every result of a run: from limits and samples to verdicts. Pure: the same data always decide the same. */
export function decide(plan: Decisive, measurements: Measurements): Result[] {
  const ruleFor = rulesOf(plan, measurements);
  return plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const own = planned.metrics
      .filter((limited) => isThere(limited, key, measurements))
      .map((limited) => decideOne(planned, key, limited, measurements, ruleFor));
    const found = foundParts(plan, measurements, key).flatMap((form) =>
      planned.metrics
        .filter((limited) => isOfForm(limited, form, measurements))
        .map((limited) => decideOne(planned, form, limited, measurements, ruleFor)),
    );
    const quiet = new Set(planned.metrics.flatMap(({ metric }) => (metric.quiet ? [metric.id] : [])));
    return [...own, ...found].filter((result) => !quiet.has(result.metric) || isWorthAResult(result));
  });
}

/** A quiet metric has something to tell where it moved, or where the user set it a limit. */
const isWorthAResult = ({ gates, threshold: { status } }: Result): boolean =>
  gates || ['regressed', 'worse', 'improved'].includes(status);

/** A form has the metrics of which it gave a value; one that could not be measured, those that forms have. */
function isOfForm({ metric }: LimitedMetric, form: SubjectKey, measurements: Measurements): boolean {
  if (hasMetric(measurements, form, metric)) return true;
  return (
    metric.appliesTo !== undefined && measurements.failures.some((one) => one.side === 'head' && sameSubject(one, form))
  );
}

/** A count or size that neither side has is no result, unless the user set it a limit: not every bundle has pages. */
function isThere({ metric, budget, threshold }: LimitedMetric, key: SubjectKey, measurements: Measurements): boolean {
  if (metric.appliesTo === 'parts') return false;
  if (metric.kind === 'sampled' || metric.gates || budget?.written || threshold?.written) return true;
  const failed = measurements.failures.some((failure) => failure.side === 'head' && sameSubject(failure, key));
  return failed || hasMetric(measurements, key, metric);
}

function decideOne(
  planned: PlannedSubject,
  key: SubjectKey,
  limited: LimitedMetric,
  measurements: Measurements,
  ruleFor: RuleFor,
): Result {
  const samples = samplesOf(measurements, key, limited.metric);
  const kind = kindOf(limited.metric, samples);
  const metric = { ...limited.metric, kind };
  const keys = [subjectKey(planned), key];
  const failures = measurements.failures.filter((failure) => keys.some((one) => sameSubject(failure, one)));
  const limits = limitsThatHold(limited, samples);
  const about = {
    id: [key.check, key.subject, ...(key.variant === null ? [] : [key.variant]), metric.id].join('/'),
    ...key,
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    worse: metric.worse,
    kind,
    gates: limits.budget !== null || limits.threshold !== null,
    details: null,
  };
  // What the user set a limit for has to be there; only a page that is gone takes its limits with it.
  const mayGo = !about.gates || !sameSubject(key, subjectKey(planned));
  const source = measurements.stored.some((one) => sameSubject(one, subjectKey(planned))) ? 'stored' : 'measured';
  if (mayGo && isRemoved(metric, samples, failures)) return removed(about, limits, samples, source);
  const problem = whyInvalid(limited, limits, samples, failures);
  if (problem !== null) return invalid(about, limits, problem);

  const comparison =
    kind === 'exact'
      ? compareExact(metric, samples, limits)
      : compareSampled(metric, samples, limits, ruleFor(planned, metric, limits.threshold));
  const witness = testimonyOf(metric, comparison, (id) => {
    const other = planned.metrics.find((one) => one.metric.id === id);
    return other === undefined ? null : decideOne(planned, key, other, measurements, ruleFor);
  });
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
    },
    threshold: { ...written(limits.threshold), status: comparison.status ?? absence(metric, measurements, failures) },
    verdict: verdictOf(comparison, limits),
    failures: failures.map(told),
  };
}

/** A metric that needs many answers has no limits while it has too few; what to do then depends on who set them. */
function limitsThatHold({ metric, budget, threshold }: LimitedMetric, samples: MetricSamples): Limits {
  if (enoughAnswers(metric.answers, samples)) return { budget, threshold };
  return { budget: budget?.written ? budget : null, threshold: threshold?.written ? threshold : null };
}

function verdictOf({ status, budget }: Comparison, { threshold }: Limits): Result['verdict'] {
  if (budget === 'over') return 'fail';
  if (threshold !== null && status === 'regressed') return 'fail';
  if (budget === 'unclear' || (threshold !== null && status === 'worse')) return 'warn';
  return 'pass';
}
