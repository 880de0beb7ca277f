import type { Report, Result } from '../model/report.ts';
import { hasRegressed, isMissing, isOverBudget } from './words/vocabulary.ts';

/** The results of a report by the place where they are shown, in order. */
export interface Selection {
  /** Worst first, like the warnings. Of the improvements, the best comes first. */
  readonly failing: readonly Result[];
  readonly warnings: readonly Result[];
  readonly accepted: readonly Result[];
  readonly improved: readonly Result[];
  readonly missing: readonly Result[];
  /** Results that can fail the run, and did not change. */
  readonly quiet: readonly Result[];
  /** Results without a limit, which can't fail the run. Results that are 0 on both sides are left out. */
  readonly shown: readonly Result[];
  /** `n metrics` in every headline: the number of results that can fail the run. */
  readonly count: number;
}

/** Any amount is past a limit of 0. */
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

/** A result that breaks both of its limits comes before all that break one. */
const brokenLimits = (result: Result): number => Number(isOverBudget(result)) + Number(hasRegressed(result));
/** How far a result is past its limit, as a fraction of the limit. */
const excess = (result: Result): number => Math.max(pastBudget(result), pastThreshold(result));

const movement = ({ change, base }: Result): number =>
  change === null ? 0 : Math.abs(change.relative ?? change.absolute / Math.max(Math.abs(base ?? 0), 1));

const byExcess = (a: Result, b: Result) =>
  brokenLimits(b) - brokenLimits(a) || excess(b) - excess(a) || movement(b) - movement(a);
const byMovement = (a: Result, b: Result) => movement(b) - movement(a);

/** For example the fonts of a bundle without fonts. */
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

/** Whether the run could compare nothing with base. New subjects alone don't count as such. */
export const comparedNothing = (report: Report): boolean =>
  report.base.source === 'none' ||
  (report.results.length > 0 && report.results.every((result) => result.baseline === 'none'));

/** Whether a gating result could not be compared because something failed on base. New results don't count. */
export const hadNoBase = ({ gates, threshold }: Result): boolean => gates && threshold.status === 'no-baseline';

/** Results by check, in the order in which the report names them. */
export const byCheck = (results: readonly Result[]): [string, Result[]][] => [
  ...Map.groupBy(results, (result) => result.check).entries(),
];
