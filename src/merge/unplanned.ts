import { checkOf } from '../checks/index.ts';
import { limitsFor } from '../config/limits-for.ts';
import { noConfig } from '../config/resolve.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, LimitedMetric, PlannedSubject } from '../model/plan.ts';
import { readKey } from '../model/printed-key.ts';
import type { Report, Result } from '../model/report.ts';
import { type SubjectKey, subjectId, subjectKey, wholeOf } from '../model/subject.ts';

/** An id of the planned subject that a report's entry belongs to. Only entries of the same subject share it. */
export const wholeId = (entry: Parameters<typeof readKey>[0]): string => subjectId(wholeOf(readKey(entry)));

/**
 * The plan, extended by metrics and subjects that only the report has. They get default limits, or are only shown, but
 * never dropped.
 */
export function withUnplanned(plan: Decisive, report: Report): Decisive {
  const results = Map.groupBy(report.results, wholeId);
  const planned = new Set(plan.subjects.map((one) => subjectId(subjectKey(one))));
  const unplanned = [
    ...Map.groupBy<string, Result | Report['samples'][number]>([...report.results, ...report.samples], wholeId),
  ];
  const subjects = plan.subjects.map((one) => withOtherMetrics(one, results.get(subjectId(subjectKey(one))) ?? []));
  const others = unplanned.flatMap(([id, entries]) => {
    const [first] = entries;
    if (first === undefined || planned.has(id)) return [];
    const measured = new Set(entries.map(({ metric }) => metric));
    return [byDefault(wholeOf(readKey(first)), results.get(id) ?? [], measured)];
  });
  return { ...plan, subjects: [...subjects, ...others] };
}

function withOtherMetrics(planned: PlannedSubject, results: readonly Result[]): PlannedSubject {
  const known = new Set(planned.metrics.map(({ metric }) => metric.id));
  const others = results.filter((result) => !known.has(result.metric));
  return others.length === 0 ? planned : { ...planned, metrics: [...planned.metrics, ...onlyShown(others)] };
}

/** Metrics that only the report has. */
function onlyShown(results: readonly Result[]): LimitedMetric[] {
  const metrics = new Map(results.map((result) => [result.metric, result]));
  return [...metrics.values()].map(({ metric, label, unit, worse, kind }) => {
    const shown = { id: metric, label, unit, worse, kind, compared: 'ratio', gates: false, group: null } as const;
    return { metric: { ...shown, floor: 0, budget: null } satisfies Metric, budget: null, threshold: null };
  });
}

/** A subject with the limits that apply without a config. */
function byDefault(key: SubjectKey, results: readonly Result[], measured: ReadonlySet<string>): PlannedSubject {
  const check = checkOf(key.check);
  const metrics = check.metrics.filter(({ id }) => measured.has(id));
  const limits = { written: {}, path: null, general: noConfig.general };
  const subject: PlannedSubject = {
    check: key.check,
    subject: { name: key.subject, variant: key.variant, settings: {}, server: null, metrics },
    launches: check.schedule.launches,
    metrics: metrics.map((metric) => limitsFor(metric, limits)),
    source: null,
  };
  return withOtherMetrics(subject, results);
}
