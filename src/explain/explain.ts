import type { Evidence, Worsened } from '../checks/check.ts';
import { checkOf } from '../checks/index.ts';
import type { Decided } from '../compare/decided.ts';
import { plannedFor } from '../compare/parts.ts';
import type { Finding } from '../model/finding.ts';
import { gravestFirst } from '../model/finding.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { withBundleFiles } from './page-in-bundle.ts';

export interface Explanation {
  /** What the checks say about their verdicts; null for a verdict without details. */
  readonly details: ReadonlyMap<Decided, unknown>;
  /** Why subjects got worse or fail, the gravest first. Subjects that did neither have none. */
  readonly findings: Finding[];
}

const NOTHING: Evidence<unknown> = { base: null, head: null };

/** Asks each check for the details and causes of its verdicts. */
export function explain(
  plan: Pick<Plan, 'subjects'>,
  measurements: Measurements,
  decided: readonly Decided[],
): Explanation {
  const evidence = new Map(plan.subjects.map((one) => [one, evidenceOf(measurements, subjectKey(one))]));
  const details = new Map(
    decided.map((one) => {
      const planned = plannedFor(plan, one);
      return [one, checkOf(planned.check).explain.details?.(one, evidence.get(planned) ?? NOTHING) ?? null];
    }),
  );
  const worse = Map.groupBy(decided.filter(isWorse), (one) => plannedFor(plan, one));
  const causes = [...worse].flatMap(([planned, ofIt]) => {
    const { findings } = checkOf(planned.check).explain;
    return findings?.(planned.subject, evidence.get(planned) ?? NOTHING, ofIt.map(worsened)) ?? [];
  });
  causes.sort(gravestFirst);
  const detailed = decided.map((one) => ({ ...one, details: details.get(one) }));
  return { details, findings: withBundleFiles(causes, detailed) };
}

/** Whether a result deserves a cause. */
export const isWorse = ({ verdict, threshold: { status } }: Pick<Decided, 'verdict' | 'threshold'>): boolean =>
  verdict === 'fail' || status === 'regressed' || status === 'worse';

const worsened = ({ metric, part, change }: Decided): Worsened => ({
  metric,
  part,
  absolute: change?.absolute ?? null,
});

/** The evidence for each side: of several visits, that of the one that the check finds representative. */
export function evidenceOf({ evidence }: Measurements, key: SubjectKey): Evidence<unknown> {
  const { representativeVisit } = checkOf(key.check).explain;
  const of = (side: 'base' | 'head') => {
    const visits = evidence.filter((one) => one.side === side && sameSubject(one, key)).map(({ data }) => data);
    if (visits.length === 0) return null;
    return representativeVisit === undefined ? visits.at(-1) : representativeVisit(visits);
  };
  return { base: of('base'), head: of('head') };
}
