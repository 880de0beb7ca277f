import type { Measurements } from '../model/measurements.ts';
import type { Decisive, PlannedSubject } from '../model/plan.ts';
import { nameId, type SubjectKey, subjectKey } from '../model/subject.ts';
import { foundParts } from './parts.ts';

/** A subject with all of its variants, such as a page on all of its devices. One coin a launch labels them all. */
export interface NamedSubject {
  readonly id: string;
  readonly check: string;
  readonly subject: string;
  readonly launches: PlannedSubject['launches'];
  readonly planned: readonly PlannedSubject[];
}

/** With fewer launches nothing is said of a change, and no fact is exact. */
export const MIN_LAUNCHES = { shared: 3, own: 4 } as const satisfies Record<NamedSubject['launches'], number>;

export const namedSubjects = ({ subjects }: Pick<Decisive, 'subjects'>): NamedSubject[] =>
  [...Map.groupBy(subjects, (planned) => nameId(subjectKey(planned)))].map(([id, planned]) => {
    const { check, subject, launches } = planned[0] as PlannedSubject;
    return { id, check, subject: subject.name, launches, planned };
  });

/** Each planned variant, paired with its own key and with the key of each part that its visits found. */
export const keysOf = (named: NamedSubject, measurements: Measurements): [PlannedSubject, SubjectKey][] =>
  named.planned.flatMap((planned) => {
    const key = subjectKey(planned);
    return [key, ...foundParts(measurements, key)].map((one): [PlannedSubject, SubjectKey] => [planned, one]);
  });
