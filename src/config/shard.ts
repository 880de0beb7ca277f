import type { Plan, PlannedSubject } from '../model/plan.ts';
import type { SubjectKey } from '../model/subject.ts';
import { estimatedSeconds } from './estimate.ts';

import type { Shard } from './shard-number.ts';

/** Subjects are shared out by this id, `check/subject`. All variants of one go together. */
const dealtAs = ({ check, subject }: Pick<SubjectKey, 'check' | 'subject'>): string => `${check}/${subject}`;

/**
 * The subjects that a shard measures, in the order of the plan; base and head of each. The longest goes first, to the
 * shard that has the least to do so far. Every job has to deal alike, so it rests on nothing but these arguments.
 *
 * @param plan the whole one: a shard decides by it, too, since the run's confidence is shared by all that it measures.
 */
export function deal(
  { subjects, measure }: Pick<Plan, 'subjects' | 'measure'>,
  { index, count }: Shard,
): PlannedSubject[] {
  const groups = [...Map.groupBy(subjects, nameOf)].map(([name, variants]) => ({
    name,
    seconds: variants.reduce((sum, one) => sum + estimatedSeconds(one, measure), 0),
  }));
  const loads = Array.from({ length: count }, () => 0);
  const mine = new Set<string>();
  for (const { name, seconds } of groups.toSorted((a, b) => b.seconds - a.seconds)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + seconds;
    if (least === index - 1) mine.add(name);
  }
  return subjects.filter((planned) => mine.has(nameOf(planned)));
}

const nameOf = ({ check, subject }: PlannedSubject): string => dealtAs({ check, subject: subject.name });

/** Those that are about one of these subjects, or a form of one. */
export function ofSubjects<T extends Pick<SubjectKey, 'check' | 'subject'>>(
  list: readonly T[],
  subjects: readonly PlannedSubject[],
): T[] {
  const names = new Set(subjects.map(nameOf));
  return list.filter((one) => names.has(dealtAs(one)));
}

/** The plan of one job: its share of the subjects, and all else as it was. Null: there is only this job. */
export const shareOf = (plan: Plan, shard: Shard | null): Plan =>
  shard === null ? plan : { ...plan, subjects: deal(plan, shard) };

/**
 * The list without entries on subjects that another shard measures: those of the plan that have no result here. Entries
 * that the plan does not name belong to every shard.
 */
export function withoutOthers<T extends Pick<SubjectKey, 'check' | 'subject'>>(
  list: readonly T[],
  planned: readonly PlannedSubject[],
  results: readonly Pick<SubjectKey, 'check' | 'subject'>[],
): T[] {
  const own = new Set(results.map(dealtAs));
  const all = new Set(planned.map(nameOf));
  return list.filter((one) => own.has(dealtAs(one)) || !all.has(dealtAs(one)));
}
