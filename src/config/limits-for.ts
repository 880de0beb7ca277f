import { GROUPS, type Metric } from '../model/metric.ts';
import type { Budget, LimitedMetric, Position, Threshold } from '../model/plan.ts';
import type { WrittenLimits, WrittenThresholds } from '../settings/limits.ts';
import { OFF } from '../settings/rule.ts';
import type { Path } from './document.ts';

/** The limits that a config sets for all subjects. */
export interface GeneralLimits {
  readonly thresholds: WrittenThresholds;
  /** The line of a key; null if there is no config. */
  positionOf(path: Path): Position | null;
}

/** Everything that a config says about the limits of one subject. */
export interface LimitSources {
  readonly written: WrittenLimits;
  /** Where the config names the subject, such as `['api', 'list resumes']`; null if it was detected. */
  readonly path: Path | null;
  readonly general: GeneralLimits;
}

/**
 * The limits of a metric: the first found of subject's metric, subject's group, metric, group, default. The subject's
 * `budgets` precede them all.
 */
export function limitsFor(metric: Metric, sources: LimitSources): LimitedMetric {
  return { metric, budget: budgetFor(metric, sources), threshold: thresholdFor(metric, sources) };
}

/** The line of a default limit: the one that names its subject. */
const subjectLine = ({ path, general }: LimitSources): Position | null =>
  path === null ? null : general.positionOf(path);

function budgetFor({ id, budget, insteadOf = [] }: Metric, sources: LimitSources): Budget | null {
  const { written, path, general } = sources;
  if (insteadOf.some((other) => written.budgets?.[other]?.budget != null)) return null;
  const own = written.budgets?.[id]?.budget ?? null;
  const ratchet = written.ratchet ?? false;
  if (own === OFF) return null;
  if (own) return { ...own, written: true, ratchet, source: general.positionOf([...(path ?? []), 'budgets', id]) };
  return budget === null ? null : { limit: budget, written: false, ratchet, source: subjectLine(sources) };
}

function thresholdFor({ id, gates, group, threshold }: Metric, sources: LimitSources): Threshold | null {
  const { written, path, general } = sources;
  const ownRule = { [id]: written.budgets?.[id]?.threshold ?? undefined };
  const places: { thresholds: WrittenThresholds; parent: Path }[] = [
    { thresholds: ownRule, parent: [...(path ?? []), 'budgets'] },
    { thresholds: written.thresholds ?? {}, parent: [...(path ?? []), 'thresholds'] },
    { thresholds: general.thresholds, parent: ['thresholds'] },
  ];
  // A group's threshold holds for metrics that gate by default; others gate only under their own name.
  const keys = gates && group !== null ? [id, group] : [id];
  for (const { thresholds, parent } of places) {
    for (const key of keys) {
      const found = thresholds[key];
      if (found === OFF) return null;
      if (found) return { ...found, written: true, source: general.positionOf([...parent, key]) };
    }
  }
  if (!gates) return null;
  if (threshold !== undefined) return { limit: threshold, by: 'amount', written: false, source: subjectLine(sources) };
  if (group === null) return null;
  return { limit: GROUPS[group].threshold, by: 'fraction', written: false, source: subjectLine(sources) };
}
