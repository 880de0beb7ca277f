import { decide } from '../compare/decide.ts';
import { resultId, toReported, toResults } from '../compare/decided.ts';
import { noiseOf } from '../compare/noise.ts';
import { runVerdict } from '../compare/verdict.ts';
import { deservesCause } from '../explain/explain.ts';
import type { Failure, Measurements, Sample } from '../model/measurements.ts';
import type { Decisive } from '../model/plan.ts';
import { printed } from '../model/printed-key.ts';
import { recordPlan } from '../model/recorded-plan.ts';
import type { Report } from '../model/report.ts';
import { type SubjectKey, subjectId, subjectKey } from '../model/subject.ts';
import { measurementsOf } from './to-measurements.ts';
import { wholeId, withUnplanned } from './unplanned.ts';

/**
 * Decides a report again by this plan, from its samples. It ignores the report's own verdicts, limits, acceptances and
 * relaxed limits. Details and findings stay if they explain the new verdicts.
 */
export function decideAgain(report: Report, plan: Decisive): Report {
  const whole = withUnplanned(plan, report);
  const measurements = asPlanned(whole, report);
  const details = new Map(report.results.map((result) => [resultId(result), result.details]));
  const decided = decide(whole, measurements);
  const results = toResults(decided, measurements.failures, (one) => details.get(resultId(printed(one))) ?? null);
  const worse = new Set(results.filter(deservesCause).map(wholeId));
  const { accepted: _, outgrown: __, loosened: ___, ...kept } = report;
  const findings = report.findings.filter((one) => one.warns === true || worse.has(wholeId(one)));
  const failures = [...report.failures.filter(({ stage }) => stage !== 'visit'), ...toReported(measurements.failures)];
  return {
    ...kept,
    verdict: runVerdict({ results, failures, samples: measurements.samples.map(printed), findings }),
    environment: { ...report.environment, noise: noiseOf(measurements.samples) },
    results,
    findings,
    failures,
    plan: recordPlan(plan),
  };
}

/** Drops rounds beyond the plan, and adds a failure for each planned subject without a measurement. */
function asPlanned({ subjects, measure }: Decisive, report: Report): Measurements {
  const { samples, failures, ...rest } = measurementsOf(report);
  const isOfPlan = ({ check, round }: Sample | Failure) => round < (measure.rounds[check] ?? 1);
  const measured = new Set([...report.samples, ...report.results].map(wholeId));
  const missing = subjects.map(subjectKey).filter((key) => !measured.has(subjectId(key)));
  return {
    ...rest,
    samples: samples.filter(isOfPlan),
    failures: [...failures.filter(isOfPlan), ...missing.map(notMeasured)],
  };
}

const notMeasured = (key: SubjectKey): Failure => ({
  ...key,
  side: 'head',
  round: 0,
  code: 'absent',
  message: 'the report has no measurement of it',
  retried: false,
});
