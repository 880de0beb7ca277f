import type { Failure, Measurements } from '../model/measurements.ts';
import type { Decisive, LimitedMetric } from '../model/plan.ts';
import { type SubjectKey, subjectId, subjectKey, wholeOf } from '../model/subject.ts';
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
  /** Ids of the subjects of which head's visits gave any value, in whatever part. */
  readonly measuredOnHead: ReadonlySet<string>;
}

/** Decides every verdict of a run from limits and samples. Pure: the same data always give the same verdicts. */
export function decide(plan: Decisive, measurements: Measurements): Decided[] {
  const run = measured(plan, measurements);
  return plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const standIn = standInOf(planned);
    const decided = (of: SubjectKey, hasResult: typeof isOfSubject) => {
      const limited = planned.metrics.filter((one) => hasResult(one, of, run, one.metric.id === standIn));
      const all = limited.map((one) => decideMetric(planned, of, one, run));
      return excuseMissing(all, limited, measurements);
    };
    const parts = foundParts(measurements, key);
    const all = [...decided(key, isOfSubject), ...parts.flatMap((part) => decided(part, isOfPart))];
    const quiet = new Set(planned.metrics.flatMap(({ metric }) => (metric.quiet ? [metric.id] : [])));
    return all.filter((one) => !quiet.has(one.metric) || hasMoved(one));
  });
}

/** The metric that stands for all others of what has no value: one with a limit, so that what is lost is no pass. */
function standInOf({ metrics }: Decisive['subjects'][number]): string | undefined {
  const limited = metrics.find(
    ({ metric, budget, threshold }) => metric.appliesTo === 'found' && (budget !== null || threshold !== null),
  );
  return (limited ?? metrics[0])?.metric.id;
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
    measuredOnHead: new Set(samples.filter(({ side }) => side === 'head').map((one) => subjectId(wholeOf(one)))),
  };
}

/** A quiet metric gets a result only if it moved, or if the user set it a limit. */
const hasMoved = ({ gates, base, threshold: { status } }: Decided): boolean =>
  gates || ['regressed', 'worse', 'improved'].includes(status) || (status === 'new' && base !== null);

/**
 * Whether a part gets a result: it has a value, or it failed on head and the metric applies to parts. If head's visits
 * found no part at all, one result of the subject says so for all.
 *
 * @param standsIn whether the metric stands for all others of a part without any value.
 */
function isOfPart({ metric }: LimitedMetric, part: SubjectKey, run: Run, standsIn: boolean): boolean {
  const { measurements, failedOnHead } = run;
  if (metric.appliesTo === 'found' && isLost(wholeOf(part), run)) return false;
  if (hasSamples(measurements, part, metric)) return true;
  const mayStand = metric.appliesTo === 'found' ? standsIn : metric.appliesTo !== undefined;
  return mayStand && failedOnHead.has(subjectId(part));
}

/** Whether head failed before any visit of a subject gave a value. */
const isLost = (subject: SubjectKey, { failedOnHead, measuredOnHead }: Run): boolean =>
  failedOnHead.has(subjectId(subject)) && !measuredOnHead.has(subjectId(subject));

/**
 * Whether a subject gets a result. A count or size that neither side has needs a limit of the user's: not every bundle
 * has pages.
 */
function isOfSubject(limited: LimitedMetric, key: SubjectKey, run: Run, standsIn: boolean): boolean {
  const { measurements, failedOnHead } = run;
  const { metric, budget, threshold } = limited;
  if (metric.appliesTo === 'parts') return false;
  if (metric.appliesTo === 'found') return standsIn && isLost(key, run);
  if (metric.seen === 'inspection')
    return (
      samplesOf(measurements, key, metric).head.length > 0 || budget?.written === true || threshold?.written === true
    );
  if (metric.kind === 'sampled' || metric.gates || budget?.written || threshold?.written) return true;
  return failedOnHead.has(subjectId(key)) || hasSamples(measurements, key, metric);
}
