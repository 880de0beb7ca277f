import type { Evidence } from '../checks/check.ts';
import type { Finding } from '../checks/finding.ts';
import { checkOf } from '../checks/index.ts';
import type { Plan } from '../config/plan.ts';
import { type Measurements, type SubjectKey, sameSubject } from '../measure/measurements.ts';
import type { Result } from '../report/report.ts';
import { subjectKey } from './pairs.ts';
import { plannedFor } from './variants.ts';

export interface Explanation {
  /** The results, with their checks' details. */
  readonly results: Result[];
  /** Why subjects got worse or fail, the gravest first. Nothing of the others. */
  readonly findings: Finding[];
}

const IMPACTS = ['critical', 'high', 'medium', 'low'] as const;

/** Lets each check say what stands behind its results. */
export function explain(
  plan: Pick<Plan, 'subjects'>,
  measurements: Measurements,
  decided: readonly Result[],
): Explanation {
  const results = decided.map((result) => {
    const planned = plannedFor(plan, result);
    const { details } = checkOf(planned.check);
    return { ...result, details: details?.(result, evidenceOf(measurements, subjectKey(planned))) ?? null };
  });
  const worse = new Set(decided.filter(isWorse).map((result) => plannedFor(plan, result)));
  const findings = [...worse].flatMap((planned) => {
    const evidence = evidenceOf(measurements, subjectKey(planned));
    return checkOf(planned.check).explain?.(planned.subject, evidence) ?? [];
  });
  findings.sort((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact));
  return { results, findings };
}

/** Whether a result deserves a cause. */
export const isWorse = ({ verdict, threshold: { status } }: Result): boolean =>
  verdict === 'fail' || status === 'regressed' || status === 'worse';

/** What the last look at each side left. */
export function evidenceOf({ evidence }: Measurements, key: SubjectKey): Evidence<unknown> {
  const last = (side: 'base' | 'head') =>
    evidence.findLast((one) => one.side === side && sameSubject(one, key))?.data ?? null;
  return { base: last('base'), head: last('head') };
}
