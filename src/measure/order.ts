import type { Side } from '../model/subject.ts';

/**
 * Who goes first at a turn. ABBA: base head, head base, base head, … so that a drift of the machine, and whatever the
 * first visit does to the second, hit both sides alike.
 */
export const sidesInOrder = (turn: number): readonly [Side, Side] =>
  turn % 2 === 0 ? ['base', 'head'] : ['head', 'base'];

/** Variance of a pair of visits within one launch, as a multiple of that between launches: (8.5 % / 2.8 %)². */
const WITHIN_TO_BETWEEN = (0.085 / 0.028) ** 2;

/**
 * How many pairs one launch of the servers gets: 2 or 4, whole ABBAs. The best number is the root of what a launch
 * costs over what a pair costs, times their variances' ratio (Kalibera & Jones 2013, §6). Never more than 4, since a
 * regression has to show in three launches by the first look, after 12 pairs.
 *
 * @param launchMs what starting and warming up both servers took.
 * @param pairMs what one visit of each side took; NaN while nothing is known.
 */
export function pairsPerLaunch(launchMs: number, pairMs: number): 2 | 4 {
  return Math.sqrt((launchMs / pairMs) * WITHIN_TO_BETWEEN) > 3 ? 4 : 2;
}
