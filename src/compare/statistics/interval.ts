import type { WalshAverage } from './hodges-lehmann.ts';
import { probabilityAtLeast, probabilityAtMost } from './signed-rank.ts';

/** Null where the differences are too few to set a bound at this level. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The interval that belongs to the signed-rank test: all centres for which both one-sided p-values are above `level`
 * (0.025 for an interval of 95 %). p changes only at Walsh averages, so its bounds are two of them (Hollander & Wolfe
 * 1973, §3.3), found by bisection.
 *
 * With weights p need not rise everywhere. `anchors` are the centres about which something has been said by a p-value:
 * the bounds lie on the side of each anchor on which that p-value puts them, so that interval and p never contradict
 * each other there.
 */
export function confidenceInterval(
  differences: readonly number[],
  weights: readonly number[],
  averages: readonly WalshAverage[],
  level: number,
  anchors: readonly number[] = [0],
): Interval {
  const low = lowerBound(
    averages.map(({ value }) => value),
    anchors,
    (centre) => probabilityAtMost(differences, weights, centre) <= level,
  );
  const mirrored = lowerBound(
    averages.map(({ value }) => -value).reverse(),
    anchors.map((anchor) => -anchor),
    (centre) => probabilityAtLeast(differences, weights, -centre) <= level,
  );
  return { low, high: mirrored === null ? null : -mirrored };
}

/** The first of the sorted `values` above which centres are no longer rejected; null if none is rejected at all. */
function lowerBound(
  values: readonly number[],
  anchors: readonly number[],
  rejected: (centre: number) => boolean,
): number | null {
  // values[below] is known to be rejected just above it (−1: all that is smaller than every value), values[above] not.
  let below = -1;
  let above = values.length - 1;
  if (values.length === 0 || !rejected((values[0] as number) - 1)) return null;

  const position = (anchor: number) => values.findLastIndex((value) => value <= anchor);
  for (const anchor of anchors) if (rejected(anchor)) below = Math.max(below, position(anchor));
  for (const anchor of anchors) {
    const at = position(anchor);
    if (at >= 0 && at > below && at < above && !rejected(anchor)) above = at;
  }
  below = Math.min(below, values.length - 2);
  above = Math.max(above, below + 1);

  while (above - below > 1) {
    const middle = (below + above) >> 1;
    const [here, next] = [values[middle] as number, values[middle + 1] as number];
    if (here === next ? rejected(here) : rejected((here + next) / 2)) below = middle;
    else above = middle;
  }
  return values[above] as number;
}
