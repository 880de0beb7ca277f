import type { Metric } from '../checks/metric.ts';
import type { PlannedSubject } from '../config/plan.ts';
import { type Measurements, type SubjectKey, sameSubject } from '../measure/measurements.ts';
import { subjectKey } from './pairs.ts';
import type { Decisive } from './rules.ts';

/**
 * Forms of a planned subject that only its visits found: the pages of a bundle. In head's order, then those that only
 * base has. Their limits are the subject's own.
 */
export function foundVariants({ subjects }: Decisive, { samples }: Measurements, of: SubjectKey): SubjectKey[] {
  // A check whose variants come from the config finds no others.
  if (of.variant !== null) return [];
  const planned = new Set(
    subjects.map(subjectKey).filter((key) => key.check === of.check && key.subject === of.subject),
  );
  const named = new Set([...planned].map(({ variant }) => variant));
  const mine = samples.filter(
    ({ check, subject, variant }) => check === of.check && subject === of.subject && !named.has(variant),
  );
  const inOrder = [...mine.filter(({ side }) => side === 'head'), ...mine.filter(({ side }) => side === 'base')];
  return [...new Set(inOrder.map(({ variant }) => variant))].map((variant) => ({ ...of, variant }));
}

/** Whether a form of a subject has a metric at all: one that its visits found has those of which they gave a value. */
export const hasMetric = ({ samples }: Measurements, key: SubjectKey, { id }: Metric): boolean =>
  samples.some((sample) => sample.metric === id && sameSubject(sample, key));

/** The planned subject that a result is of, or was found by. Throws if it is none of the plan's. */
export function plannedFor({ subjects }: Pick<Decisive, 'subjects'>, key: SubjectKey): PlannedSubject {
  const planned =
    subjects.find((one) => sameSubject(subjectKey(one), key)) ??
    subjects.find((one) => sameSubject(subjectKey(one), { ...key, variant: null }));
  if (planned === undefined) throw new Error(`there is no ${key.check}/${key.subject} in the plan`);
  return planned;
}
