import type { Metric } from '../model/metric.ts';
import type { Budget, LimitedMetric, Plan, PlannedSubject, Position, Threshold } from '../model/plan.ts';
import type { Relaxation } from '../model/report.ts';

type Planned = Pick<Plan, 'subjects'>;

/** Base's value of a metric of head's plan, in its unit; null if unknown. */
export type BaseValue = (of: Pick<Relaxation, 'check' | 'subject' | 'variant'>, metric: string) => number | null;

/**
 * Limits that head's config sets less strictly than base's, in the order of base's subjects. Default limits of subjects
 * that base's config names count. Subjects that were only detected do not: a first config replaces defaults that nobody
 * chose. A subject that base's config names and head no longer checks counts, too. To compare a fraction with an
 * amount, it applies the fraction to base's value; if that is unknown, the limit counts as relaxed. Pure.
 */
export function relaxedLimits(base: Planned, head: Planned, baseValue: BaseValue = () => null): Relaxation[] {
  return base.subjects.flatMap((before) => {
    const after = counterparts(before, head);
    if (before.source === null) return [];
    return after.length === 0
      ? gone(before, head)
      : after.flatMap((one) => before.metrics.flatMap((limited) => relaxedMetric(before, limited, one, baseValue)));
  });
}

const isSame = (one: PlannedSubject, other: PlannedSubject): boolean =>
  one.check === other.check && one.subject.name === other.subject.name;

/** Head's subjects that match a base subject: the same variant, or all variants if only one config has variants. */
function counterparts(before: PlannedSubject, { subjects }: Planned): PlannedSubject[] {
  const named = subjects.filter((one) => isSame(one, before));
  const exact = named.filter((one) => one.subject.variant === before.subject.variant);
  if (exact.length > 0) return exact;
  return before.subject.variant === null ? named : named.filter((one) => one.subject.variant === null);
}

/** The removal of a subject, or of one variant if head still checks other variants. */
function gone(before: PlannedSubject, head: Planned): Relaxation[] {
  const { check, subject, metrics } = before;
  // Users don't list servers as subjects: a server goes with the subjects on it, and may have a new name.
  if (subject.isServer && !metrics.some(({ budget, threshold }) => budget?.written || threshold?.written)) return [];
  const variant = head.subjects.some((one) => isSame(one, before)) ? subject.variant : null;
  return [{ check, subject: subject.name, variant, metric: null, rule: 'subject', from: null, to: null, source: null }];
}

/** `after` is head's subject, which may lack the metric. */
function relaxedMetric(
  before: PlannedSubject,
  was: LimitedMetric,
  after: PlannedSubject,
  baseValue: BaseValue,
): Relaxation[] {
  const { id, label, unit, worse, insteadOf } = was.metric;
  // The metric has no key of its own. Turning off its default uses the key of another metric, which is reported.
  if (insteadOf !== undefined) return [];
  const is = after.metrics.find(({ metric }) => metric.id === id);
  const about = (rule: Relaxation['rule'], source: Position | null | undefined) => ({
    check: before.check,
    subject: before.subject.name,
    variant: after.subject.variant,
    metric: { id, label, unit, worse },
    rule,
    // A removed limit gets the line of its subject.
    source: source ?? after.source,
  });
  const budget = { from: asValue(was.budget), to: asValue(is?.budget) };
  const threshold = { from: asChange(was.threshold), to: asChange(is?.threshold) };
  return [
    ...(isHigher(was.metric, was.budget, is?.budget) ? [{ ...about('budget', is?.budget?.source), ...budget }] : []),
    ...(was.budget?.ratchet && is?.budget?.ratchet === false
      ? [{ ...about('ratchet', is.budget.source), ...budget }]
      : []),
    ...(isLarger(was.threshold, is?.threshold, baseValue(about('threshold', null), id))
      ? [{ ...about('threshold', is?.threshold?.source), ...threshold }]
      : []),
  ];
}

const asValue = (budget: Budget | null | undefined): Relaxation['from'] =>
  budget ? { limit: budget.limit, by: 'value' } : null;

const asChange = (threshold: Threshold | null | undefined): Relaxation['from'] =>
  threshold ? { limit: threshold.limit, by: threshold.by } : null;

function isHigher({ worse }: Metric, was: Budget | null, is: Budget | null | undefined): boolean {
  if (was === null) return false;
  if (!is) return true;
  return worse === 'higher' ? is.limit > was.limit : is.limit < was.limit;
}

function isLarger(was: Threshold | null, is: Threshold | null | undefined, base: number | null): boolean {
  if (was === null) return false;
  if (!is) return true;
  if (is.by === was.by) return is.limit > was.limit;
  if (base === null) return is.limit > 0;
  const amount = ({ limit, by }: Threshold) => (by === 'amount' ? limit : limit * base);
  return amount(is) > amount(was);
}
