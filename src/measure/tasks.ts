import type { Checkout } from '../checks/check.ts';
import { checkOf } from '../checks/index.ts';
import type { Plan } from '../config/plan.ts';
import type { Task } from './schedule.ts';

/** Every subject of a plan with a probe for each side that is there. */
export function tasksOf(plan: Plan, head: Checkout, base: Checkout | null): Task[] {
  return plan.subjects.map(({ check: id, subject }) => {
    const check = checkOf(id);
    return {
      check: id,
      subject: subject.name,
      variant: subject.variant,
      label: subject.variant === null ? subject.name : `${subject.name}, ${subject.variant}`,
      server: subject.server,
      metrics: subject.metrics.map(({ id }) => id),
      launches: check.launches,
      rounds: plan.measure.rounds[id] ?? check.rounds,
      probes: {
        head: check.probe(subject, head),
        base: base && check.probe(subject, base),
      },
    };
  });
}
