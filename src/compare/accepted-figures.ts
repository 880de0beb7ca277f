import type { AcceptedFigure, AcceptedFigures } from '../model/accepted-figures.ts';
import { labelKey } from '../model/label.ts';
import type { Acceptance, Result } from '../model/report.ts';
import { worseSign } from '../model/worse.ts';

/** The figures that an earlier run recorded for a label; undefined if no run recorded any since the label was set. */
export const recordOf = (
  { label, at }: Acceptance,
  recorded: readonly AcceptedFigures[],
): AcceptedFigures | undefined =>
  recorded.find((one) => labelKey(one.label) === labelKey(label) && !isLater(at, one.at));

/** False if either time is unknown: the label may have been set all along. */
const isLater = (at: string | null, than: string | null): boolean =>
  at !== null && than !== null && Date.parse(at) > Date.parse(than);

/** Empty for a result without a value. */
export function figureOf({ id, head, change }: Result): AcceptedFigure[] {
  if (head === null) return [];
  if (change === null) return [{ id, head }];
  const { absolute, low, high, relative } = change;
  const interval =
    low === null || high === null ? {} : { low, high, ...(relative === null ? {} : { ratio: true as const }) };
  return [{ id, head, change: absolute, ...interval }];
}

/**
 * Whether a result is certainly worse than the accepted figure.
 *
 * - An exact metric must be worse by more than `floor`, both in its value and in its change. So a moving base alone
 *   needs no new acceptance.
 * - A metric with noise must have an interval of its change wholly beyond the accepted interval. Without two comparable
 *   intervals, its value must be worse by more than its threshold.
 */
export function isWorseThan(result: Result, accepted: AcceptedFigure, floor: number): boolean {
  const { worse, head, change, kind, threshold } = result;
  if (head === null) return false;
  const worsening = (was: number, is: number) => worseSign({ worse }) * (is - was);
  const grown = worsening(accepted.head, head);
  if (kind === 'exact') {
    const isMovedAlike =
      change !== null && accepted.change !== undefined && worsening(accepted.change, change.absolute) <= floor;
    return grown > floor && !isMovedAlike;
  }
  const { low, high } = accepted;
  const isRatio = change !== null && change.relative !== null;
  if (
    low === undefined ||
    high === undefined ||
    change?.low == null ||
    change.high == null ||
    isRatio !== (accepted.ratio ?? false)
  ) {
    const { limit, by } = threshold;
    return grown > floor + (limit === null ? 0 : by === 'fraction' ? limit * Math.abs(accepted.head) : limit);
  }
  return worse === 'higher' ? change.low > high : change.high < low;
}
