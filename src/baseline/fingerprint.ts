import { createHash } from 'node:crypto';
import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import { version } from '../version.ts';

/**
 * What the figures of a subject depend on beside the commit: where two runs have the same, a difference between their
 * figures is one between their commits. Null: the subject is sampled, and no two runs are ever comparable.
 *
 * @param folder the working directory, relative to the repository's root.
 */
export function fingerprint(
  planned: PlannedSubject,
  { install, build }: Pick<Plan, 'install' | 'build'>,
  folder: string,
) {
  if (!isExact(planned)) return null;
  const { check, subject } = planned;
  const { measuredBy } = checkOf(check);
  const all = [version, measuredBy, check, subject.name, subject.variant, subject.settings, install, build, folder];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
