import type { Measurements } from '../model/measurements.ts';
import { hasNoise } from '../model/metric.ts';
import type { Decisive } from '../model/plan.ts';
import { subjectId } from '../model/subject.ts';
import { togetherIn } from './alike-subjects.ts';
import { keysOf, MIN_LAUNCHES, type NamedSubject, namedSubjects } from './named-subjects.ts';
import { pairsOf, samplesOf } from './pairs.ts';
import type { SubjectRule } from './statistics/judge.ts';
import { type Looks, leastLaunches, levelOf, looksWithin } from './statistics/levels.ts';

/** The rule by which the metrics of one subject are judged. */
export interface NamedRule extends SubjectRule {
  readonly budgets: { readonly looks: Looks | null; readonly level: number };
}

const hasThreshold = ({ planned }: NamedSubject): boolean =>
  planned.some(({ metrics }) => metrics.some(({ metric, threshold }) => hasNoise(metric) && threshold !== null));

const hasBudget = ({ planned }: NamedSubject): boolean =>
  planned.some(({ metrics }) => metrics.some(({ metric, budget }) => hasNoise(metric) && budget !== null));

/** The number of a plan's subjects that noise could fail: by a change, and by a budget. They share the run's level. */
export function atRisk(plan: Pick<Decisive, 'subjects'>): { readonly changes: number; readonly budgets: number } {
  const named = namedSubjects(plan);
  const together = togetherIn(plan).length > 0 ? 1 : 0;
  return { changes: named.filter(hasThreshold).length + together, budgets: named.filter(hasBudget).length };
}

/**
 * The rule of each subject. The looks are those of the whole plan, fixed before measuring. Only subjects that could
 * raise a false alarm share the level: a subject whose sides never differ leaves its share to the others (Tarone 1990).
 *
 * @param purpose `stop`: every subject of the plan keeps its share. Sides that agree so far may still differ later, and
 * the verdict must hold at the end.
 */
export function rulesOf(
  plan: Decisive,
  measurements: Measurements,
  purpose: 'decide' | 'stop' = 'decide',
): (named: NamedSubject) => NamedRule {
  const { confidence, rounds } = plan.measure;
  const planned = atRisk(plan);
  const able =
    purpose === 'stop'
      ? planned.changes
      : namedSubjects(plan).filter((named) => hasThreshold(named) && mayDiffer(named, measurements)).length +
        (togetherIn(plan).length > 0 ? 1 : 0);
  const pairs = new Map(
    measurements.coins?.subjects.map(({ check, subject, pairsPerLaunch }) => [`${check}/${subject}`, pairsPerLaunch]),
  );
  return ({ check, subject, launches }) => {
    const most = Math.floor((rounds[check] ?? 1) / (pairs.get(`${check}/${subject}`) ?? 1));
    return {
      looks: looksWithin(levelOf(confidence, planned.changes), most),
      level: levelOf(confidence, able),
      minLaunches: MIN_LAUNCHES[launches],
      budgets: {
        looks: looksWithin(levelOf(confidence, planned.budgets, 'budgets'), most),
        level: levelOf(confidence, planned.budgets, 'budgets'),
      },
    };
  };
}

/** Whether a subject's sides may differ. A subject that was not measured may, since another job measures it. */
function mayDiffer(named: NamedSubject, measurements: Measurements): boolean {
  const all = keysOf(named, measurements).flatMap(([planned, key]) =>
    planned.metrics
      .filter(({ metric, threshold }) => hasNoise(metric) && threshold !== null)
      .map(({ metric }) => pairsOf(samplesOf(measurements, key, metric))),
  );
  return all.every((pairs) => pairs.length === 0) || all.some((pairs) => pairs.some(({ base, head }) => base !== head));
}

/** After how many launches the subjects of a plan are first looked at. */
export const firstLookOf = (plan: Decisive): number => leastLaunchesOf(plan) + 1;

/** With fewer launches, no subject of the plan can have a certain change. */
export const leastLaunchesOf = (plan: Decisive): number =>
  leastLaunches(levelOf(plan.measure.confidence, atRisk(plan).changes));

export const seriesId = (key: Parameters<typeof subjectId>[0], metric: string): string => `${metric} ${subjectId(key)}`;
