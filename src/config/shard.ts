import { namedSubjects } from '../compare/named-subjects.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { nameId, type SubjectKey, subjectKey } from '../model/subject.ts';
import { roundsSeconds } from './cost.ts';
import { goesWith } from './only.ts';
import type { Shard } from './shard-number.ts';

/**
 * The subjects that a shard measures on both sides, in the order of the plan. All variants of a subject stay together.
 * The longest subject is dealt first, to the shard with the least to do so far. Every job must deal alike, so the
 * result depends on these arguments alone.
 *
 * @param plan the whole plan, by which a shard also decides, since all of the run's subjects share its confidence.
 */
export function deal(plan: Pick<Plan, 'subjects' | 'measure'>, { index, count }: Shard): PlannedSubject[] {
  const subjects = plan.subjects.filter(({ subject }) => subject.isServer !== true);
  const costs = namedSubjects({ subjects }).map((named) => ({ named, seconds: roundsSeconds(named, plan.measure) }));
  const loads = Array.from({ length: count }, () => 0);
  const mine = new Set<PlannedSubject>();
  for (const { named, seconds } of costs.toSorted((a, b) => b.seconds - a.seconds)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + seconds;
    if (least === index - 1) for (const one of named.planned) mine.add(one);
  }
  // The shard that measures a server's first subject also measures the server.
  const firsts = [...Map.groupBy(subjects, ({ check, subject }) => JSON.stringify([check, subject.server])).values()];
  const first = firsts.flatMap(([one]) => (one !== undefined && mine.has(one) ? [one] : []));
  return plan.subjects.filter((planned) => mine.has(planned) || goesWith(planned, first));
}

type Name = Pick<SubjectKey, 'check' | 'subject'>;

const namesOf = (subjects: readonly PlannedSubject[]): Set<string> =>
  new Set(subjects.map((planned) => nameId(subjectKey(planned))));

/** The entries about any of these subjects, in any variant. */
export function ofSubjects<T extends Name>(list: readonly T[], subjects: readonly PlannedSubject[]): T[] {
  const names = namesOf(subjects);
  return list.filter((one) => names.has(nameId(one)));
}

/** The plan of one job: its share of the subjects, and all other settings unchanged. Null: there is only this job. */
export const shareOf = (plan: Plan, shard: Shard | null): Plan =>
  shard === null ? plan : { ...plan, subjects: deal(plan, shard) };

/**
 * The list without entries about subjects that another shard measures: planned, but without a result here. Entries
 * about unplanned subjects belong to every shard.
 */
export function withoutOthers<T extends Name>(
  list: readonly T[],
  planned: readonly PlannedSubject[],
  results: readonly Name[],
): T[] {
  const own = new Set(results.map(nameId));
  const all = namesOf(planned);
  return list.filter((one) => own.has(nameId(one)) || !all.has(nameId(one)));
}
