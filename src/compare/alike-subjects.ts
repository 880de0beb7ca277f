import type { Decisive } from '../model/plan.ts';
import { type NamedSubject, namedSubjects } from './named-subjects.ts';

/** So many subjects of one kind are judged together, beside each by itself. */
const SUBJECTS = { least: 3, most: 10 } as const;

/**
 * The subjects of a plan that one change moves alike, such as all pages by a bundle that they share: they are one more
 * subject. Its launches are those of all of them, since each has a coin and a browser of its own.
 */
export function togetherIn(plan: Pick<Decisive, 'subjects'>): NamedSubject[] {
  const alike = namedSubjects(plan).filter(
    ({ launches, planned }) =>
      launches === 'own' &&
      planned.some(({ metrics }) => metrics.some(({ metric, threshold }) => metric.together && threshold !== null)),
  );
  return alike.length >= SUBJECTS.least && alike.length <= SUBJECTS.most ? alike : [];
}
