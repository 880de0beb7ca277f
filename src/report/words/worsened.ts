import { recordedFloor } from '../../compare/recorded-floor.ts';
import type { Report, Result } from '../../model/report.ts';

/**
 * Whether a result moved for the worse beyond doubt, whatever its limits: by a change of at least 5 % that is certain enough
 * to name, by something that base had nothing of, or, where it can fail the run by more than a default budget, by a size of
 * at least its floor.
 */
export function hasCertainlyWorsened(result: Result, report: Report): boolean {
  const { kind, change, budget, threshold, gates, worse } = result;
  if (change === null) return false;
  if (kind === 'sampled') return threshold.status === 'worse' && change.plain === true;
  if (threshold.status === 'worse' || threshold.status === 'new') return true;
  const isHeld = gates && (threshold.limit !== null || budget?.default !== true);
  const floor = isHeld ? recordedFloor(result, report) : null;
  return floor !== null && (worse === 'higher' ? change.absolute : -change.absolute) >= floor && change.absolute !== 0;
}
