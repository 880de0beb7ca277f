import { checkOf } from '../checks/index.ts';
import type { Checkout } from '../model/checkout.ts';
import { isExact, type Plan } from '../model/plan.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import type { Task } from './schedule.ts';

/** The subjects of a plan, each with a probe for every side that exists and is not known yet. */
export function tasksOf(
  plan: Plan,
  head: Checkout,
  base: Checkout | null,
  knownOfBase: readonly SubjectKey[] = [],
): Task[] {
  return plan.subjects.map((planned) => {
    const { check: id, subject } = planned;
    const check = checkOf(id);
    const key = subjectKey({ check: id, subject });
    const isKnown = knownOfBase.some((known) => sameSubject(known, key));
    return {
      ...key,
      label: subject.variant === null ? subject.name : `${subject.name}, ${subject.variant}`,
      server: subject.server,
      relaunches: subject.server !== null && plan.servers[subject.server]?.settings.kind === 'command',
      noisy: !isExact(planned),
      metrics: subject.metrics.map(({ id }) => id),
      launches: check.schedule.launches,
      rounds: plan.measure.rounds[id] ?? check.schedule.rounds,
      probes: {
        head: check.probe(subject, head),
        base: base === null || isKnown ? null : check.probe(subject, base),
      },
    };
  });
}
