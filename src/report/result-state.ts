import { recordedFloor } from '../compare/recorded-floor.ts';
import type { Report, Result } from '../model/report.ts';
import { worsening } from '../model/worse.ts';

/** What renderers ask of a result. */

export const isOverBudget = (result: Result): boolean => result.budget?.status === 'over';
/** Over a default budget that base breaks already: nobody chose it, and this change is not the reason. */
export const isAsBase = (result: Result): boolean => isOverBudget(result) && result.verdict === 'warn';
export const hasRegressed = (result: Result): boolean => result.threshold.status === 'regressed';
export const isMissing = (result: Result): boolean => result.verdict === 'invalid';

/** Whether the estimate is past the threshold. It may still be too uncertain at the level of the whole run. */
export function isPastThreshold({ base, change, threshold, unit }: Result): boolean {
  if (change === null || threshold.limit === null) return false;
  if (threshold.by === 'fraction' && change.relative !== null) return Math.abs(change.relative) >= threshold.limit;
  const limit = threshold.by === 'amount' ? threshold.limit : threshold.limit * Math.abs(base ?? 0);
  const size = Math.abs(change.absolute);
  // For a count, `+1` allows one more.
  return unit === 'count' ? size > limit : size >= limit;
}

/**
 * Whether a result moved for the worse beyond doubt, whatever its limits. It did if the change is at least 5 % and certain
 * enough to name, or if base had nothing of it. A result with a limit beyond a default budget did if it reaches its floor.
 */
export function hasCertainlyWorsened(result: Result, report: Report): boolean {
  const { kind, change, budget, threshold, gates } = result;
  if (change === null) return false;
  if (kind === 'sampled') return threshold.status === 'worse' && change.plain === true;
  if (threshold.status === 'worse' || threshold.status === 'new') return true;
  const isHeld = gates && (threshold.limit !== null || budget?.default !== true);
  const floor = isHeld ? recordedFloor(result, report) : null;
  return floor !== null && worsening(result) >= floor && change.absolute !== 0;
}

/** Whether the run could compare nothing with base. New subjects alone don't count as such. */
export function comparedNothing({ base, results }: Report): boolean {
  // What could not be measured could not be compared either, and is said so.
  const measured = results.filter(({ threshold }) => threshold.status !== 'invalid');
  return base.source === 'none' || (measured.length > 0 && measured.every(({ baseline }) => baseline === 'none'));
}

/** Whether a gating result could not be compared because something failed on base. New results don't count. */
export const hadNoBase = ({ gates, threshold }: Result): boolean => gates && threshold.status === 'no-baseline';

/** Whether it is not compared because the sides do not do the same. */
const isUnlike = ({ failures }: Result): boolean => failures.some(({ code }) => code === 'unlike');

/** Whether a gating result lacks base for want of its figures. */
export const lacksBase = (result: Result): boolean => hadNoBase(result) && !isUnlike(result);

/** The results that have no base while others have one; none if the run compared nothing at all. */
export const notCompared = (report: Report): Result[] =>
  comparedNothing(report) ? [] : report.results.filter(lacksBase);
