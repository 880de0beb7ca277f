import type { Report, Result } from '../model/report.ts';
import { hasRegressed, isMissing, isOverBudget } from './words/vocabulary.ts';

/** What of a report is shown where, and in which order. */
export interface Selection {
  /** Worst first, as are the warnings; the best of the improvements comes first. */
  readonly failing: readonly Result[];
  readonly warnings: readonly Result[];
  readonly accepted: readonly Result[];
  readonly improved: readonly Result[];
  readonly missing: readonly Result[];
  /** Results that can fail the run and have nothing to say. */
  readonly quiet: readonly Result[];
  /** Results without a limit: they can't fail the run. Without those of which neither side has anything. */
  readonly shown: readonly Result[];
  /** `n metrics` in every headline: all results that can fail the run. */
  readonly count: number;
}

/** A limit of 0 is passed by any amount at all. */
const ratio = (value: number, limit: number): number => (limit === 0 ? Number.MAX_VALUE : value / limit);

function pastBudget({ head, budget, worse }: Result): number {
  if (head === null || budget?.status !== 'over') return 0;
  return worse === 'higher' ? ratio(head, budget.limit) - 1 : ratio(budget.limit, head) - 1;
}

function pastThreshold({ change, threshold }: Result): number {
  if (change === null || threshold.limit === null || threshold.status !== 'regressed') return 0;
  if (change.relative !== null && threshold.by === 'fraction')
    return (1 + Math.abs(change.relative)) / (1 + threshold.limit) - 1;
  return threshold.by === 'amount' ? ratio(Math.abs(change.absolute), threshold.limit) - 1 : 0;
}

/** How far past its limit a result is, as a fraction of it. One that breaks both its limits comes before all that break one. */
const brokenLimits = (result: Result): number => Number(isOverBudget(result)) + Number(hasRegressed(result));
const excess = (result: Result): number => Math.max(pastBudget(result), pastThreshold(result));

const movement = ({ change, base }: Result): number =>
  change === null ? 0 : Math.abs(change.relative ?? change.absolute / Math.max(Math.abs(base ?? 0), 1));

const byExcess = (a: Result, b: Result) =>
  brokenLimits(b) - brokenLimits(a) || excess(b) - excess(a) || movement(b) - movement(a);
const byMovement = (a: Result, b: Result) => movement(b) - movement(a);

/** A bundle without fonts has no news about them. */
const isNothing = ({ kind, base, head }: Result): boolean => kind === 'exact' && head === 0 && (base ?? 0) === 0;

export function select({ results }: Report): Selection {
  const failing = results.filter((result) => result.verdict === 'fail').sort(byExcess);
  const warnings = results.filter((result) => result.verdict === 'warn').sort(byMovement);
  const accepted = results.filter((result) => result.verdict === 'accepted').sort(byExcess);
  const passing = results.filter((result) => result.verdict === 'pass');
  const gating = passing.filter((result) => result.gates);
  return {
    failing,
    warnings,
    accepted,
    improved: gating.filter((result) => result.threshold.status === 'improved').sort(byMovement),
    missing: results.filter(isMissing),
    quiet: gating.filter((result) => result.threshold.status !== 'improved'),
    shown: passing.filter((result) => !result.gates && !isNothing(result)),
    count: results.filter((result) => result.gates || result.verdict === 'fail').length,
  };
}

/** Above the fold, in this order. */
export const moved = ({ failing, warnings, accepted, improved }: Selection): Result[] => [
  ...failing,
  ...warnings,
  ...accepted,
  ...improved,
];

/** A run that could hold nothing against base. Subjects that only head has don't make a run one of these. */
export const comparedNothing = (report: Report): boolean =>
  report.base.source === 'none' ||
  (report.results.length > 0 && report.results.every((result) => result.baseline === 'none'));

/** Gates, and has nothing to be compared with although it isn't new: something failed on base. */
export const hadNoBase = ({ gates, threshold }: Result): boolean => gates && threshold.status === 'no-baseline';

/** Results by check, in the order in which the report names them. */
export const byCheck = (results: readonly Result[]): [string, Result[]][] => [
  ...Map.groupBy(results, (result) => result.check).entries(),
];
