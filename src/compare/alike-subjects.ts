import type { Decisive } from '../model/plan.ts';
import { type NamedSubject, namedSubjects } from './named-subjects.ts';

/** The number of alike subjects for which they are also judged together. */
const SUBJECTS = { least: 3, most: 10 } as const;

/**
 * Subjects that one change moves alike, such as all pages that share a bundle; empty if they are too few or too many.
 * Each has launches of its own, with its own coin and browser, so the launches of all count together.
 */
export function togetherIn(plan: Pick<Decisive, 'subjects'>): NamedSubject[] {
  const alike = namedSubjects(plan).filter(
    ({ launches, planned }) =>
      launches === 'own' &&
      planned.some(({ metrics }) => metrics.some(({ metric, threshold }) => metric.together && threshold !== null)),
  );
  return alike.length >= SUBJECTS.least && alike.length <= SUBJECTS.most ? alike : [];
}
