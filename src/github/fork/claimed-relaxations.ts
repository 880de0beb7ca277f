import type { WrittenPlan } from '../../config/resolve.ts';
import { settingKey } from '../../config/setting-keys.ts';
import type { PlannedSubject } from '../../model/plan.ts';
import type { Relaxation } from '../../model/report.ts';

/** More are no use to a reader. */
const MOST = 200;

type BasePlan = Pick<WrittenPlan, 'subjects' | 'servers'>;

/**
 * The settings that a fork's config relaxes, as its report claims, in the words of base's config and of this version.
 * The fork's own values are free text and are not shown. Base's limits decide, but merging would bring these in.
 */
export function claimedRelaxations(claimed: readonly Relaxation[], plan: BasePlan): Relaxation[] {
  const known = claimed.slice(0, MOST).flatMap((one) => inOurWords(one, plan) ?? []);
  return [...new Map(known.map((one) => [JSON.stringify(one), one])).values()];
}

function inOurWords({ check, subject, variant, metric, rule, to, setting }: Relaxation, plan: BasePlan) {
  const about = { check, subject, variant: null, metric: null, rule, from: null, to: null, source: null } as const;
  const planned = plan.subjects.filter((one) => one.check === check && one.subject.name === subject);
  if (rule === 'setting') {
    const isKnown =
      planned.length > 0 ||
      (check === 'servers' && Object.hasOwn(plan.servers, subject)) ||
      ((check === 'config' || check === 'measure') && subject === check);
    const key = isKnown && setting !== undefined ? settingKey(check, setting.key) : null;
    return key === null ? null : { ...about, setting: { key, from: 'as base has it', to: 'as the fork has it' } };
  }
  const same = planned.filter((one) => variant === null || one.subject.variant === variant);
  const [found] = same;
  if (found === undefined) return null;
  if (rule === 'subject') return { ...about, variant };
  return limitOf(found, { ...about, variant }, metric?.id, to);
}

function limitOf(
  { metrics }: PlannedSubject,
  about: Omit<Relaxation, 'metric' | 'from' | 'to'>,
  metricId: string | undefined,
  to: Relaxation['to'],
): Relaxation | null {
  const limited = metrics.find(({ metric }) => metric.id === metricId);
  if (limited === undefined) return null;
  const { budget, threshold, metric } = limited;
  const { id, label, unit, worse } = metric;
  const from =
    about.rule === 'threshold'
      ? threshold && { limit: threshold.limit, by: threshold.by }
      : budget && { limit: budget.limit, by: 'value' as const };
  return { ...about, metric: { id, label, unit, worse }, from, to };
}
