import type { Evidence, Worsened } from '../checks/check.ts';
import { checkOf } from '../checks/index.ts';
import { plannedFor } from '../compare/parts.ts';
import type { Finding } from '../model/finding.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import type { Result } from '../model/report.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { join } from './page-in-bundle.ts';

export interface Explanation {
  /** The results, with their checks' details. */
  readonly results: Result[];
  /** Why subjects got worse or fail, the gravest first. Nothing of the others. */
  readonly findings: Finding[];
}

const NOTHING: Evidence<unknown> = { base: null, head: null };

const IMPACTS = ['critical', 'high', 'medium', 'low'] as const;

/** Lets each check say what stands behind its results. */
export function explain(
  plan: Pick<Plan, 'subjects'>,
  measurements: Measurements,
  decided: readonly Result[],
): Explanation {
  const evidence = new Map(plan.subjects.map((one) => [one, evidenceOf(measurements, subjectKey(one))]));
  const results = decided.map((result) => {
    const planned = plannedFor(plan, result);
    const { details } = checkOf(planned.check);
    return { ...result, details: details?.(result, evidence.get(planned) ?? NOTHING) ?? null };
  });
  const worse = Map.groupBy(decided.filter(isWorse), (result) => plannedFor(plan, result));
  const causes = [...worse].flatMap(([planned, ofIt]) => {
    const { explain } = checkOf(planned.check);
    return explain?.(planned.subject, evidence.get(planned) ?? NOTHING, ofIt.map(worsened)) ?? [];
  });
  causes.sort((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact));
  return { results, findings: join(causes, results) };
}

/** Whether a result deserves a cause. */
export const isWorse = ({ verdict, threshold: { status } }: Result): boolean =>
  verdict === 'fail' || status === 'regressed' || status === 'worse';

const worsened = ({ metric, variant, change }: Result): Worsened => ({
  metric,
  variant,
  absolute: change?.absolute ?? null,
});

/** What stands for each side: of several visits, the one that its check finds representative. */
export function evidenceOf({ evidence }: Measurements, key: SubjectKey): Evidence<unknown> {
  const { represent } = checkOf(key.check);
  const of = (side: 'base' | 'head') => {
    const visits = evidence.filter((one) => one.side === side && sameSubject(one, key)).map(({ data }) => data);
    if (visits.length === 0) return null;
    return represent === undefined ? visits.at(-1) : represent(visits);
  };
  return { base: of('base'), head: of('head') };
}
