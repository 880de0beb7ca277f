import type { Measurements, Sample } from '../model/measurements.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, PlannedSubject } from '../model/plan.ts';
import { isPartOf, type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { hasSamples } from './pairs.ts';

type Subjects = Pick<Decisive, 'subjects'>;

/**
 * Forms of a planned subject that only its visits found: the pages of a bundle, the interactions of a page. In head's
 * order, then those that only base has. Their limits are the subject's own.
 */
export function foundParts({ subjects }: Subjects, { samples, failures }: Measurements, of: SubjectKey): SubjectKey[] {
  const siblings = subjects.filter(({ check, subject }) => check === of.check && subject.name === of.subject);
  const planned = new Set(siblings.map(({ subject }) => subject.variant));
  const mine = [...(ofSubjects(samples).get(nameOf(of)) ?? []), ...failures].filter((one) => isPartOf(one, of));
  const inOrder = [...mine.filter(({ side }) => side === 'head'), ...mine.filter(({ side }) => side === 'base')];
  return [...new Set(inOrder.map(({ variant }) => variant))]
    .filter((variant) => !planned.has(variant))
    .map((variant) => ({ check: of.check, subject: of.subject, variant }));
}

const nameOf = ({ check, subject }: SubjectKey): string => JSON.stringify([check, subject]);

const indexes = new WeakMap<readonly Sample[], ReadonlyMap<string, readonly Sample[]>>();

/** Samples by subject, made once: each subject of a run asks for its own. */
function ofSubjects(samples: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> {
  const index = indexes.get(samples) ?? Map.groupBy(samples, nameOf);
  indexes.set(samples, index);
  return index;
}

/** Whether a form of a subject has a metric at all: one that its visits found has those of which they gave a value. */
export const hasMetric = (measurements: Measurements, key: SubjectKey, { id }: Metric): boolean =>
  hasSamples(measurements, key, id);

/** The planned subject that a result is of, or was found by. Throws if it is none of the plan's. */
export function plannedFor({ subjects }: Subjects, key: SubjectKey): PlannedSubject {
  const planned =
    subjects.find((one) => sameSubject(subjectKey(one), key)) ?? subjects.find((one) => isPartOf(key, subjectKey(one)));
  if (planned === undefined) throw new Error(`there is no ${key.check}/${key.subject} in the plan`);
  return planned;
}
