import { decide } from '../compare/decide.ts';
import { noiseOf } from '../compare/noise.ts';
import { runVerdict } from '../compare/verdict.ts';
import { isWorse } from '../explain/explain.ts';
import type { Failure, Measurements, Sample } from '../model/measurements.ts';
import type { Decisive } from '../model/plan.ts';
import { recordPlan } from '../model/recorded-plan.ts';
import type { Report } from '../model/report.ts';
import type { SubjectKey } from '../model/subject.ts';
import { subjectKey } from '../model/subject.ts';
import { measurementsOf } from './to-measurements.ts';
import { belongsTo, withUnplanned } from './unplanned.ts';

/**
 * The report as this plan decides it, from its samples. Nothing that it claims of its verdicts, its limits, of what was
 * accepted or loosened is believed; details and findings stay where they explain what was decided.
 */
export function decideAgain(report: Report, plan: Decisive): Report {
  const whole = withUnplanned(plan, report);
  const measurements = asPlanned(whole, report);
  const details = new Map(report.results.map((result) => [keyOf(result), result.details]));
  const results = decide(whole, measurements).map((result) => ({
    ...result,
    details: details.get(keyOf(result)) ?? null,
  }));

  const worse = results.filter(isWorse);
  const explained = whole.subjects.map(subjectKey).filter((key) => worse.some((result) => belongsTo(result, key)));
  const { accepted: _, loosened: __, ...kept } = report;
  return {
    ...kept,
    verdict: runVerdict(results, report.failures),
    environment: { ...report.environment, noise: noiseOf(measurements.samples) },
    results,
    findings: report.findings.filter((finding) => explained.some((key) => belongsTo(finding, key))),
    plan: recordPlan(plan),
  };
}

const keyOf = ({ check, subject, variant, metric }: SubjectKey & { readonly metric: string }): string =>
  JSON.stringify([check, subject, variant, metric]);

/** Without rounds that the plan would not have made, and with a word on each of its subjects that nobody measured. */
function asPlanned({ subjects, measure }: Decisive, report: Report): Measurements {
  const { samples, failures, ...rest } = measurementsOf(report);
  const isOfPlan = ({ check, round }: Sample) => round < (measure.rounds[check] ?? 1);
  const named = Map.groupBy<string, SubjectKey>([...samples, ...report.results], nameOf);
  const missing = subjects
    .map(subjectKey)
    .filter((key) => !(named.get(nameOf(key)) ?? []).some((one) => belongsTo(one, key)));
  return { ...rest, samples: samples.filter(isOfPlan), failures: [...failures, ...missing.map(notMeasured)] };
}

const nameOf = ({ check, subject }: SubjectKey): string => JSON.stringify([check, subject]);

const notMeasured = (key: SubjectKey): Failure => ({
  ...key,
  side: 'head',
  round: 0,
  code: 'absent',
  message: 'the report has no measurement of it',
  retried: false,
});
