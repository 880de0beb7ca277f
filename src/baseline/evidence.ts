import { checkOf } from '../checks/index.ts';
import { evidenceOf } from '../compare/explain.ts';
import { subjectKey } from '../compare/pairs.ts';
import type { Plan } from '../config/plan.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { KeptEvidence } from './baseline.ts';
import { isExact } from './fingerprint.ts';

/** What explains head's figures of the subjects that a later run can compare with. */
export function evidenceOfHead({ subjects }: Pick<Plan, 'subjects'>, measurements: Measurements): KeptEvidence[] {
  return subjects.filter(isExact).flatMap((planned) => {
    const key = subjectKey(planned);
    const data = evidenceOf(measurements, key).head;
    return data === null || checkOf(planned.check).evidence === undefined ? [] : [{ ...key, data }];
  });
}
