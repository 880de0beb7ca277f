import type { Evidence } from '../checks/check.ts';
import type { Finding } from '../checks/finding.ts';
import { checkOf } from '../checks/index.ts';
import type { Plan } from '../config/plan.ts';
import { type Measurements, type SubjectKey, sameSubject } from '../measure/measurements.ts';
import type { Result } from '../report/report.ts';
import { subjectKey } from './pairs.ts';

export interface Explanation {
  /** The results, with their checks' details. */
  readonly results: Result[];
  /** Why subjects got worse or fail, the gravest first. Nothing of the others. */
  readonly findings: Finding[];
}

const IMPACTS = ['critical', 'high', 'medium', 'low'] as const;

/** Lets each check say what stands behind its results. */
export function explain(
  { subjects }: Pick<Plan, 'subjects'>,
  measurements: Measurements,
  decided: readonly Result[],
): Explanation {
  const results: Result[] = [];
  const findings: Finding[] = [];
  for (const planned of subjects) {
    const key = subjectKey(planned);
    const check = checkOf(planned.check);
    const evidence = evidenceOf(measurements, key);
    const mine = decided.filter((result) => sameSubject(result, key));
    results.push(...mine.map((result) => ({ ...result, details: check.details?.(result.metric, evidence) ?? null })));
    const worthAWord = mine.some(
      ({ verdict, threshold: { status } }) => verdict === 'fail' || status === 'regressed' || status === 'worse',
    );
    if (worthAWord) findings.push(...(check.explain?.(planned.subject, evidence) ?? []));
  }
  findings.sort((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact));
  return { results, findings };
}

function evidenceOf({ evidence }: Measurements, key: SubjectKey): Evidence<unknown> {
  const last = (side: 'base' | 'head') =>
    evidence.findLast((one) => one.side === side && sameSubject(one, key))?.data ?? null;
  return { base: last('base'), head: last('head') };
}
