import { IMPACTS, type Impact } from '../../../model/finding.ts';
import type { Metric } from '../../../model/metric.ts';
import { type Cause, CODES, type Moved } from './cause.ts';

/** One fault moves many metrics and fails many audits. It is reported once, by its most specific cause. */

/**
 * Distances from `good` to `poor`, by the limits of https://web.dev/articles/vitals. A metric that moved this far is
 * critical.
 */
const CRITICAL: Readonly<Record<string, number>> = { lcp: 1_500, cls: 0.15, tbt: 400, inp: 300 };

function impactOf(metric: Metric, moved: Moved): Impact {
  if (!metric.gates) return metric.quiet ? 'low' : 'medium';
  return (moved.get(metric.id) ?? 0) >= (CRITICAL[metric.id] ?? Number.POSITIVE_INFINITY) ? 'critical' : 'high';
}

const severity = (impact: Impact): number => IMPACTS.indexOf(impact);

/** A cause with the metrics that got worse and that it explains. */
export interface Chosen {
  readonly cause: Cause;
  /** The one with the highest impact. */
  readonly metric: Metric;
  /** Ids of all of them. */
  readonly metrics: readonly string[];
  readonly impact: Impact;
}

const affected = ({ provenBy, alsoAffects = [] }: Cause): string[] => [...provenBy, ...alsoAffects];

/** The proven causes, with the metrics that each explains; a symptom explains only those that no other cause does. */
function proven(causes: readonly Cause[], moved: Moved): { cause: Cause; metrics: string[] }[] {
  const all = causes
    .filter(({ provenBy }) => provenBy.some((metric) => moved.has(metric)))
    .map((cause) => ({ cause, metrics: affected(cause).filter((metric) => moved.has(metric)) }));
  const explained = new Set(all.flatMap(({ cause, metrics }) => (cause.isSymptom ? [] : metrics)));
  return all.map(({ cause, metrics }) => ({
    cause,
    metrics: cause.isSymptom ? metrics.filter((metric) => !explained.has(metric)) : metrics,
  }));
}

const ORDER = Object.keys(CODES);

const bySpecificity = (a: Cause, b: Cause): number => ORDER.indexOf(a.code) - ORDER.indexOf(b.code) || b.size - a.size;

const leaderFirst = (a: Cause, b: Cause): number =>
  Number(b.leadsGroup ?? false) - Number(a.leadsGroup ?? false) || bySpecificity(a, b);

/** A symptom never precedes the cause of a gating metric, however far its own metric moved. */
const rank = ({ impact, cause }: Chosen): number => Math.max(severity(impact), cause.isSymptom ? severity('high') : 0);

/** The highest impact first; then causes before symptoms, then the most specific. */
export const byImpact = (a: Chosen, b: Chosen): number =>
  rank(a) - rank(b) ||
  Number(a.cause.isSymptom ?? false) - Number(b.cause.isSymptom ?? false) ||
  bySpecificity(a.cause, b.cause);

/** The causes to report, in no order. */
export function chooseCauses(causes: readonly Cause[], moved: Moved, metrics: readonly Metric[]): Chosen[] {
  const explaining = proven(causes, moved).filter((one) => one.metrics.length > 0);
  const groups = Map.groupBy(explaining, ({ cause }) => cause.groupKey ?? cause);
  return [...groups.values()].flatMap((group): Chosen[] => {
    const [cause] = group.map((one) => one.cause).toSorted(leaderFirst);
    if (cause === undefined) return [];
    const explained = new Set(group.flatMap((one) => one.metrics));
    const inOrder = new Set([...affected(cause).filter((id) => explained.has(id)), ...explained]);
    const found = [...inOrder].flatMap((id) => metrics.find((metric) => metric.id === id) ?? []);
    const [metric] = found.toSorted((a, b) => severity(impactOf(a, moved)) - severity(impactOf(b, moved)));
    if (metric === undefined) return [];
    return [{ cause, metric, metrics: found.map(({ id }) => id), impact: impactOf(metric, moved) }];
  });
}
