import { namedSubjects } from '../compare/named-subjects.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { nameId, type SubjectKey, subjectKey } from '../model/subject.ts';
import { roundsSeconds } from './cost.ts';
import { goesWith } from './only.ts';
import type { Shard } from './shard-number.ts';

/**
 * The subjects that a shard measures, in the order of the plan; base and head of each. All variants of one go together.
 * The longest goes first, to the shard that has the least to do so far. Every job has to deal alike, so it rests on
 * nothing but these arguments.
 *
 * @param plan the whole one: a shard decides by it, too, since the run's confidence is shared by all that it measures.
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
  // A server is measured once, with the first subject on it.
  const firsts = [...Map.groupBy(subjects, ({ check, subject }) => JSON.stringify([check, subject.server])).values()];
  const first = firsts.flatMap(([one]) => (one !== undefined && mine.has(one) ? [one] : []));
  return plan.subjects.filter((planned) => mine.has(planned) || goesWith(planned, first));
}

type Name = Pick<SubjectKey, 'check' | 'subject'>;

const namesOf = (subjects: readonly PlannedSubject[]): Set<string> =>
  new Set(subjects.map((planned) => nameId(subjectKey(planned))));

/** The entries about one of these subjects, or a form of one. */
export function ofSubjects<T extends Name>(list: readonly T[], subjects: readonly PlannedSubject[]): T[] {
  const names = namesOf(subjects);
  return list.filter((one) => names.has(nameId(one)));
}

/** The plan of one job: its share of the subjects, and all else as it was. Null: there is only this job. */
export const shareOf = (plan: Plan, shard: Shard | null): Plan =>
  shard === null ? plan : { ...plan, subjects: deal(plan, shard) };

/**
 * The list without entries on subjects that another shard measures: those of the plan that have no result here. Entries
 * that the plan does not name belong to every shard.
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
