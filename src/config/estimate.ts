import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';

/** Seconds that measuring a subject takes, roughly: all of its rounds on both sides. */
export const estimatedSeconds = (
  { check, subject }: PlannedSubject,
  { rounds }: Pick<Plan['measure'], 'rounds'>,
): number => 2 * (rounds[check] ?? 1) * checkOf(check).schedule.seconds(subject.settings);
