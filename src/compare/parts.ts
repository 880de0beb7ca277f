import type { Failure, Measurements, Sample } from '../model/measurements.ts';
import type { Decisive, PlannedSubject } from '../model/plan.ts';
import {
  belongsTo,
  keyOf,
  nameId,
  type SubjectKey,
  sameSubject,
  subjectId,
  subjectKey,
  wholeOf,
} from '../model/subject.ts';

/**
 * The parts that the visits of a planned subject found: the pages of a bundle, the interactions of a page. Head's parts
 * come first, in their order, then parts that only base has. The subject's limits apply to them.
 */
export function foundParts({ samples, failures }: Measurements, of: SubjectKey): SubjectKey[] {
  const found = [...ofName(samples, of), ...ofName(failures, of)].filter(
    (one) => one.part !== null && belongsTo(one, of),
  );
  const inOrder = [...found.filter(({ side }) => side === 'head'), ...found.filter(({ side }) => side === 'base')];
  return [...new Map(inOrder.map((one) => [one.part, keyOf(one)])).values()];
}

type Entry = Sample | Failure;

const indexes = new WeakMap<readonly Entry[], ReadonlyMap<string, readonly Entry[]>>();

/** The entries of one subject, from an index that is made once: each subject of a run asks for its own. */
function ofName(entries: readonly Entry[], of: SubjectKey): readonly Entry[] {
  const index = indexes.get(entries) ?? Map.groupBy(entries, nameId);
  indexes.set(entries, index);
  return index.get(nameId(of)) ?? [];
}

/**
 * The planned subject that a result belongs to.
 * @throws Error if the plan has none.
 */
export function plannedFor({ subjects }: Pick<Decisive, 'subjects'>, key: SubjectKey): PlannedSubject {
  const planned = subjects.find((one) => sameSubject(subjectKey(one), wholeOf(key)));
  if (planned === undefined) throw new Error(`there is no ${subjectId(key)} in the plan`);
  return planned;
}
