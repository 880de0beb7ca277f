import { checkOf } from '../checks/index.ts';
import { limitsFor } from '../config/lookup.ts';
import { noConfig } from '../config/resolve.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, LimitedMetric, PlannedSubject } from '../model/plan.ts';
import type { Report, Result } from '../model/report.ts';
import { isPartOf, type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { familiesOf } from './forms.ts';

/** What a report measured beside what was planned: it is held against default limits, or only shown, but never dropped. */

const nameOf = ({ check, subject }: SubjectKey): string => JSON.stringify([check, subject]);

/** The plan, with what else the report has: metrics that its subjects don't have, and subjects that it does not know. */
export function withUnplanned(plan: Decisive, report: Report): Decisive {
  const results = Map.groupBy(report.results, nameOf);
  const planned = Map.groupBy(plan.subjects, (one) => nameOf(subjectKey(one)));
  const subjects = plan.subjects.map((one) => withOtherMetrics(one, results.get(nameOf(subjectKey(one))) ?? []));
  const measured = Map.groupBy(keysOf(report), nameOf);
  const metrics = metricsOf(report);
  const others = [...measured].flatMap(([name, keys]) => {
    const known = (planned.get(name) ?? []).map(subjectKey);
    const unknown = keys.filter((key) => !known.some((one) => belongsTo(key, one)));
    return familiesOf(unknown).map(({ root }) =>
      byDefault(root, results.get(name) ?? [], metrics.get(name) ?? new Set()),
    );
  });
  return { ...plan, subjects: [...subjects, ...others] };
}

export const belongsTo = (key: SubjectKey, planned: SubjectKey): boolean =>
  sameSubject(key, planned) || isPartOf(key, planned);

/** Everything that the report measured, each key once. */
function keysOf({ results, samples }: Report): SubjectKey[] {
  const keys = new Map<string, SubjectKey>();
  for (const { check, subject, variant } of [...results, ...samples]) {
    const key = JSON.stringify([check, subject, variant]);
    if (!keys.has(key)) keys.set(key, { check, subject, variant });
  }
  return [...keys.values()];
}

/** The metrics that a report has anything of, by the names of subjects. */
function metricsOf({ results, samples }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const metrics = new Map<string, Set<string>>();
  for (const one of [...results, ...samples]) {
    const name = nameOf(one);
    metrics.set(name, (metrics.get(name) ?? new Set()).add(one.metric));
  }
  return metrics;
}

function withOtherMetrics(planned: PlannedSubject, results: readonly Result[]): PlannedSubject {
  const known = new Set(planned.metrics.map(({ metric }) => metric.id));
  const others = results.filter((result) => belongsTo(result, subjectKey(planned)) && !known.has(result.metric));
  return others.length === 0 ? planned : { ...planned, metrics: [...planned.metrics, ...onlyShown(others)] };
}

/** Metrics that nobody here knows anything of, but what the report says. */
function onlyShown(results: readonly Result[]): LimitedMetric[] {
  const metrics = new Map(results.map((result) => [result.metric, result]));
  return [...metrics.values()].map(({ metric, label, unit, worse, kind }) => {
    const shown = { id: metric, label, unit, worse, kind, compared: 'ratio', gates: false, group: null } as const;
    return { metric: { ...shown, floor: 0, budget: null } satisfies Metric, budget: null, threshold: null };
  });
}

/** A subject with the limits that it would have without a config. */
function byDefault(key: SubjectKey, results: readonly Result[], measured: ReadonlySet<string>): PlannedSubject {
  const check = checkOf(key.check);
  const metrics = check.metrics.filter(({ id }) => measured.has(id));
  const limits = { written: {}, path: null, general: noConfig.general };
  const subject: PlannedSubject = {
    check: key.check,
    subject: { name: key.subject, variant: key.variant, settings: {}, server: null, metrics },
    launches: check.launches,
    metrics: metrics.map((metric) => limitsFor(metric, limits)),
    source: null,
  };
  return withOtherMetrics(subject, results);
}
