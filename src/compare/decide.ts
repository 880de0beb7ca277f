import type { Failure, Measurements } from '../model/measurements.ts';
import type { Decisive, LimitedMetric } from '../model/plan.ts';
import { type SubjectKey, subjectId, subjectKey } from '../model/subject.ts';
import { failuresBehind } from '../model/visit-failures.ts';
import { decideMetric, type Measured } from './decide-metric.ts';
import type { Decided } from './decided.ts';
import { excuseMissing } from './excuse-missing.ts';
import { endingsIn } from './final-failure.ts';
import { judgeAll } from './judge-all.ts';
import { hasSamples, samplesOf } from './pairs.ts';
import { foundParts } from './parts.ts';
import { seriesId } from './subject-rules.ts';

interface Run extends Measured {
  /** Ids of the subjects and parts with a failure of their own on head. */
  readonly failedOnHead: ReadonlySet<string>;
}

/** Decides every verdict of a run from limits and samples. Pure: the same data always give the same verdicts. */
export function decide(plan: Decisive, measurements: Measurements): Decided[] {
  const run = measured(plan, measurements);
  return plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const decided = (of: SubjectKey, hasResult: typeof isOfSubject) => {
      const limited = planned.metrics.filter((one) => hasResult(one, of, run));
      const all = limited.map((one) => decideMetric(planned, of, one, run));
      return excuseMissing(all, limited, measurements);
    };
    const parts = foundParts(measurements, key);
    const all = [...decided(key, isOfSubject), ...parts.flatMap((part) => decided(part, isOfPart))];
    const quiet = new Set(planned.metrics.flatMap(({ metric }) => (metric.quiet ? [metric.id] : [])));
    return all.filter((one) => !quiet.has(one.metric) || hasMoved(one));
  });
}

function measured(plan: Decisive, measurements: Measurements): Run {
  const { samples, failures } = measurements;
  const judged = new Map(judgeAll(plan, measurements).map((one) => [seriesId(one.key, one.limited.metric.id), one]));
  return {
    measurements,
    judgementOf: (key, metric) => judged.get(seriesId(key, metric)),
    failuresOf: failuresBehind(failures),
    endingOf: endingsIn<Failure>(samples, failures),
    failedOnHead: new Set(failures.filter(({ side }) => side === 'head').map(subjectId)),
  };
}

/** A quiet metric gets a result only if it moved, or if the user set it a limit. */
const hasMoved = ({ gates, base, threshold: { status } }: Decided): boolean =>
  gates || ['regressed', 'worse', 'improved'].includes(status) || (status === 'new' && base !== null);

/** Whether a part gets a result: it has a value, or it failed on head and the metric applies to parts. */
const isOfPart = ({ metric }: LimitedMetric, part: SubjectKey, { measurements, failedOnHead }: Run): boolean =>
  hasSamples(measurements, part, metric) || (metric.appliesTo !== undefined && failedOnHead.has(subjectId(part)));

/**
 * Whether a subject gets a result. A count or size that neither side has needs a limit of the user's: not every bundle
 * has pages.
 */
function isOfSubject(limited: LimitedMetric, key: SubjectKey, { measurements, failedOnHead }: Run): boolean {
  const { metric, budget, threshold } = limited;
  if (metric.appliesTo === 'parts') return false;
  if (metric.seen === 'inspection')
    return (
      samplesOf(measurements, key, metric).head.length > 0 || budget?.written === true || threshold?.written === true
    );
  if (metric.kind === 'sampled' || metric.gates || budget?.written || threshold?.written) return true;
  return failedOnHead.has(subjectId(key)) || hasSamples(measurements, key, metric);
}
