import { recordedFloor } from '../compare/recorded-floor.ts';
import type { Report, Result } from '../model/report.ts';
import { worsening } from '../model/worse.ts';

/** Questions that renderers ask about a result. */

export const isOverBudget = (result: Result): boolean => result.budget?.status === 'over';
/** Over a default budget that base breaks, too: nobody chose that budget, and this change did not cause it. */
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
 * Whether a result certainly moved for the worse, whatever its limits. It did if base had none of it, or if a change of
 * at least 5 % is certain enough to name. A result with a limit beyond a default budget did if the change reaches its
 * floor.
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
  // Results that could not be measured are reported as such, and don't count here.
  const measured = results.filter(({ threshold }) => threshold.status !== 'invalid');
  return base.source === 'none' || (measured.length > 0 && measured.every(({ baseline }) => baseline === 'none'));
}

/** Whether a gating result could not be compared because something failed on base. New results don't count. */
export const hadNoBase = ({ gates, threshold }: Result): boolean => gates && threshold.status === 'no-baseline';

/** Whether a result is not compared because the sides do different things. */
const isUnlike = ({ failures }: Result): boolean => failures.some(({ code }) => code === 'unlike');

/** Whether a gating result is not compared because base has no figures. */
export const lacksBase = (result: Result): boolean => hadNoBase(result) && !isUnlike(result);

/** The results without a base while other results have one; none if the run compared nothing at all. */
export const notCompared = (report: Report): Result[] =>
  comparedNothing(report) ? [] : report.results.filter(lacksBase);
