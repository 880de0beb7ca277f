import { createHash } from 'node:crypto';
import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import { version } from '../version.ts';

/**
 * A hash of all that determines a subject's figures beside the commit. If two runs have the same fingerprint, their
 * figures differ only by their commits. Null if the subject is sampled: such figures are never comparable across runs.
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
  const measuredBy = checkOf(check).stored?.version;
  const all = [version, measuredBy, check, subject.name, subject.variant, subject.settings, install, build, folder];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
