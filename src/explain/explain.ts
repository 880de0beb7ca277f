import type { Evidence, Worsened } from '../checks/explanation.ts';
import { checkOf } from '../checks/index.ts';
import type { Decided } from '../compare/decided.ts';
import { plannedFor } from '../compare/parts.ts';
import type { Finding } from '../model/finding.ts';
import { gravestFirst } from '../model/finding.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { isWorseStatus, worsening } from '../model/worse.ts';
import { withBundleFiles } from './page-in-bundle.ts';

export interface Explanation {
  /** The checks' data about their verdicts; null for a verdict without details. */
  readonly details: ReadonlyMap<Decided, unknown>;
  /** Why subjects got worse, fail or grew, the gravest first. */
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
      const { explain, inspection } = checkOf(planned.check);
      const inside = inspection?.details(one.metric, launchesOf(measurements, subjectKey(planned)));
      return [one, inside ?? explain.details?.(one, evidence.get(planned) ?? NOTHING) ?? null];
    }),
  );
  const worse = Map.groupBy(
    decided.filter((one) => deservesCause(one) || isOver(one) || hasGrown(one, plan)),
    (one) => plannedFor(plan, one),
  );
  const ofIt = (planned: PlannedSubject) => (worse.get(planned) ?? []).map(worsened);
  const inside = new Map(
    plan.subjects.map((planned) => [planned, foundInside(planned, plan, measurements, ofIt(planned))]),
  );
  const causes = [...worse.keys()].flatMap((planned) => {
    const { findings } = checkOf(planned.check).explain;
    const { subject } = planned;
    return findings?.(subject, evidence.get(planned) ?? NOTHING, ofIt(planned), inside.get(planned) ?? []) ?? [];
  });
  causes.push(...[...inside.values()].flat());
  causes.sort(gravestFirst);
  const completed = causes.map((one) => withFigures(one, decided));
  const detailed = decided.map((one) => ({ ...one, details: details.get(one) }));
  return { details, findings: withBundleFiles(completed, detailed) };
}

/**
 * Fills in missing figures of a finding from its metric: head's value, and base's value or the budget as the target.
 */
export function withFigures(
  finding: Finding,
  decided: readonly (SubjectKey & Pick<Decided, 'metric' | 'base' | 'head' | 'budget'>)[],
): Finding {
  if (finding.current !== null || finding.target !== null) return finding;
  const result = decided.find((one) => one.metric === finding.metric && sameSubject(one, finding));
  if (result === undefined) return finding;
  return { ...finding, current: result.head, target: result.base ?? result.budget?.limit ?? null };
}

/**
 * Findings from inside a subject's server. They need no metric that got worse: a new endpoint has none to compare with.
 */
function foundInside(
  planned: PlannedSubject,
  { subjects }: Pick<Plan, 'subjects'>,
  measurements: Measurements,
  worse: readonly Worsened[],
): readonly Finding[] {
  const key = subjectKey(planned);
  const launches = launchesOf(measurements, key);
  // If base has the endpoint but was not inspected, nothing shows which faults head brought in.
  const isComparable = launches.base.length > 0 || isNew(measurements, key);
  if (launches.head.length === 0 || !isComparable) return [];
  const beside = subjects
    .filter(
      (other) => other !== planned && other.check === planned.check && other.subject.server === planned.subject.server,
    )
    .flatMap((other) => launchesOf(measurements, subjectKey(other)).base);
  return checkOf(planned.check).inspection?.findings(planned.subject, { ...launches, beside }, worse) ?? [];
}

const isNew = ({ failures }: Measurements, key: SubjectKey): boolean =>
  failures.some((one) => one.side === 'base' && one.code === 'absent' && sameSubject(one, key));

/** Evidence of each side's inspections, one entry for each launch. */
function launchesOf({ inspected }: Measurements, key: SubjectKey): Record<'base' | 'head', unknown[]> {
  const of = (side: 'base' | 'head') =>
    (inspected?.evidence ?? []).filter((one) => one.side === side && sameSubject(one, key)).map(({ data }) => data);
  return { base: of('base'), head: of('head') };
}

export const deservesCause = ({ verdict, threshold }: Pick<Decided, 'verdict' | 'threshold'>): boolean =>
  verdict === 'fail' || isWorseStatus(threshold.status);

const isOver = ({ budget }: Decided): boolean => budget?.status === 'over';

/** Whether an exact value grew by its floor within its limits. It gets a cause, but no further visit. */
function hasGrown(one: Decided, plan: Pick<Plan, 'subjects'>): boolean {
  const { kind, gates, change, metric: id } = one;
  if (kind !== 'exact' || !gates || change === null) return false;
  const floor = plannedFor(plan, one).metrics.find(({ metric }) => metric.id === id)?.metric.floor ?? 0;
  return worsening(one) > 0 && worsening(one) >= floor;
}

const worsened = ({ metric, part, base, head, change, budget, verdict }: Decided): Worsened => ({
  metric,
  part,
  base,
  head,
  absolute: change?.absolute ?? null,
  over: budget?.status !== 'over' ? null : budget.asBase === true ? 'as-base' : 'by-head',
  fails: verdict === 'fail',
});

/** The evidence for each side. If a side has several visits, the check picks the representative one. */
export function evidenceOf({ evidence }: Measurements, key: SubjectKey): Evidence<unknown> {
  const { representativeVisit } = checkOf(key.check).explain;
  const of = (side: 'base' | 'head') => {
    const visits = evidence.filter((one) => one.side === side && sameSubject(one, key)).map(({ data }) => data);
    if (visits.length === 0) return null;
    return representativeVisit === undefined ? visits.at(-1) : representativeVisit(visits);
  };
  return { base: of('base'), head: of('head') };
}
