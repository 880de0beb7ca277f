import { isUndecided } from '../compare/undecided.ts';
import type { Report, Result } from '../model/report.ts';
import { worsening } from '../model/worse.ts';
import { alikeAsOne, alikeParts, type Shown } from './alike-rows.ts';
import { pastBudget, pastThreshold } from './excess.ts';
import { hasCertainlyWorsened, hasRegressed, isMissing, isOverBudget } from './result-state.ts';

/** The results of a report, by where they are shown, in order. */
export interface Selection {
  /**
   * `failing` and `warnings` have the worst first, `improved` the best. `improved` also has exact results that can't
   * fail the run, unless a gating result of the same subject improved.
   */
  readonly failing: readonly Result[];
  readonly warnings: readonly Result[];
  readonly accepted: readonly Result[];
  readonly improved: readonly Result[];
  readonly missing: readonly Result[];
  /** Gating results that the data leave open, the nearest to failing first; some are warnings too. */
  readonly undecided: readonly Result[];
  /** Results that pass although they certainly moved for the worse: within their limits, or without one. */
  readonly worsened: readonly Result[];
  /** Results of `worsened` whose change has no limit. They stand above the fold, the largest first, at most a few. */
  readonly unlimited: readonly Result[];
  /** Results that can fail the run, and did not change. */
  readonly quiet: readonly Result[];
  /** Results without a limit, which can't fail the run. Results that are 0 on both sides are left out. */
  readonly shown: readonly Result[];
  /** `n metrics` in every headline: the number of results that can fail the run. */
  readonly count: number;
}

/** The number of broken limits. A result that breaks both comes first. */
const brokenLimits = (result: Result): number => Number(isOverBudget(result)) + Number(hasRegressed(result));
const excess = (result: Result): number => Math.max(pastBudget(result), pastThreshold(result));

function movement({ change, base, threshold }: Result): number {
  if (change === null) return 0;
  // Base had no value, so there is no fraction. It counts as a doubling.
  if (threshold.status === 'new') return 1;
  return Math.abs(change.relative ?? change.absolute / Math.max(Math.abs(base ?? 0), 1));
}

const byExcess = (a: Result, b: Result) =>
  brokenLimits(b) - brokenLimits(a) || excess(b) - excess(a) || movement(b) - movement(a);
const byMovement = (a: Result, b: Result) => movement(b) - movement(a);

const towardsWorse = (result: Result): number => (worsening(result) > 0 ? 1 : -1) * movement(result);

/** The nearest to failing first: values that may be over a budget, then the largest changes for the worse. */
const byRisk = (a: Result, b: Result) =>
  Number(b.budget?.status === 'unclear') - Number(a.budget?.status === 'unclear') || towardsWorse(b) - towardsWorse(a);

/** Such as the fonts of a bundle without fonts. */
const isNothing = ({ kind, base, head }: Result): boolean => kind === 'exact' && head === 0 && (base ?? 0) === 0;

/** The most rows without a limit above the fold. */
const MOST_UNLIMITED = 5;

export function select(report: Report): Selection {
  const { results } = report;
  const failing = results.filter((result) => result.verdict === 'fail').sort(byExcess);
  const warnings = results.filter((result) => result.verdict === 'warn').sort(byMovement);
  const accepted = results.filter((result) => result.verdict === 'accepted').sort(byExcess);
  const passing = results.filter((result) => result.verdict === 'pass');
  const worsened = passing.filter((result) => hasCertainlyWorsened(result, report)).sort(byMovement);
  const unlimited = alikeParts(
    worsened.filter(({ threshold }) => threshold.limit === null || threshold.status === 'new'),
  )
    .slice(0, MOST_UNLIMITED)
    .flat();
  const others = passing.filter((result) => !unlimited.includes(result));
  const gating = others.filter((result) => result.gates);
  const better = others.filter(({ threshold }) => threshold.status === 'improved');
  const improved = better.filter(
    (one) => one.gates || (one.kind === 'exact' && !better.some((other) => other.gates && isAbout(one, other))),
  );
  return {
    failing,
    warnings,
    accepted,
    improved: improved.toSorted(byMovement),
    missing: results.filter(isMissing),
    undecided: results.filter(isUndecided).sort(byRisk),
    worsened,
    unlimited,
    quiet: gating.filter((result) => result.threshold.status !== 'improved'),
    shown: others.filter((result) => !result.gates && !isNothing(result) && !improved.includes(result)),
    count: results.filter((result) => result.gates || result.verdict === 'fail').length,
  };
}

const isAbout = (a: Result, b: Result): boolean =>
  a.check === b.check && a.subject === b.subject && a.variant === b.variant;

/** Above the fold, in this order. */
export const moved = ({ failing, warnings, accepted, unlimited, improved }: Selection): Result[] => [
  ...failing,
  ...warnings,
  ...accepted,
  ...unlimited,
  ...improved,
];

/** Nobody reads a longer table. */
const MOST_ROWS_ABOVE = 30;

/** The rows above the fold, one for each group of alike results, and the rows that have no room there. */
export function movedRows(selection: Selection): { readonly above: readonly Shown[]; readonly left: readonly Shown[] } {
  const rows = alikeAsOne(moved(selection));
  return { above: rows.slice(0, MOST_ROWS_ABOVE), left: rows.slice(MOST_ROWS_ABOVE) };
}

/** Results by check, in the order in which the report names them. */
export const byCheck = (results: readonly Result[]): [string, Result[]][] => [
  ...Map.groupBy(results, (result) => result.check).entries(),
];
