import { checkOf } from '../checks/index.ts';
import { subjectKey } from '../compare/pairs.ts';
import { evidenceOf } from '../explain/explain.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { isExact } from './fingerprint.ts';
import type { KeptEvidence } from './format.ts';

/** What explains head's figures of the subjects that a later run can compare with. */
export function evidenceOfHead({ subjects }: Pick<Plan, 'subjects'>, measurements: Measurements): KeptEvidence[] {
  return subjects.filter(isExact).flatMap((planned) => {
    const key = subjectKey(planned);
    const data = evidenceOf(measurements, key).head;
    return data === null || checkOf(planned.check).evidence === undefined ? [] : [{ ...key, data }];
  });
}
