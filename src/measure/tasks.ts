import { checkOf } from '../checks/index.ts';
import type { Checkout } from '../model/checkout.ts';
import { isExact, isStarted, type Plan } from '../model/plan.ts';
import { type Side, type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import type { Task } from './schedule.ts';

/**
 * The measurable subjects of head's plan, each with a probe for every side that exists and is not known yet.
 *
 * @param plans base's has the same subjects, in the same order
 */
export function tasksOf(
  plans: Readonly<Record<Side, Plan>>,
  head: Checkout,
  base: Checkout | null,
  knownOfBase: readonly SubjectKey[] = [],
): Task[] {
  return plans.head.subjects.flatMap((planned, index) => {
    if (planned.missing !== undefined) return [];
    const { check: id, subject } = planned;
    const check = checkOf(id);
    const key = subjectKey({ check: id, subject });
    const ofBase = plans.base.subjects[index]?.subject ?? subject;
    const isKnown = knownOfBase.some((known) => sameSubject(known, key));
    return {
      ...key,
      label: subject.variant === null ? subject.name : `${subject.name}, ${subject.variant}`,
      server: subject.server,
      ...(subject.isServer && { isServer: true as const }),
      relaunches: Object.values(plans).some((plan) => isStarted(subject.server, plan)),
      noisy: !isExact(planned),
      metrics: subject.metrics.map(({ id }) => id),
      launches: check.schedule.launches,
      rounds: plans.head.measure.rounds[id] ?? check.schedule.rounds,
      probes: {
        head: check.probe(subject, head, head.directory),
        base: base === null || isKnown ? null : check.probe(ofBase, base, head.directory),
      },
      mismatches: (visits, areAllMade) => check.mismatches?.(subject, visits, areAllMade) ?? [],
    };
  });
}
