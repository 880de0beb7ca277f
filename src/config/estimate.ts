import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';

/** About what measuring a subject takes, all of its rounds on both sides; seconds. */
export const estimatedSeconds = (
  { check, subject }: PlannedSubject,
  { rounds }: Pick<Plan['measure'], 'rounds'>,
): number => 2 * (rounds[check] ?? 1) * checkOf(check).schedule.seconds(subject.settings);
