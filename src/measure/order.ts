import type { Side } from '../model/subject.ts';

/**
 * The order of the sides at a turn. ABBA: base head, head base, base head, … so that drift of the machine and effects of
 * the first visit on the second hit both sides alike.
 */
export const sidesInOrder = (turn: number): readonly [Side, Side] =>
  turn % 2 === 0 ? ['base', 'head'] : ['head', 'base'];

/** The variance of a pair of visits within one launch, as a multiple of that between launches: (8.5 % / 2.8 %)². */
const WITHIN_TO_BETWEEN = (0.085 / 0.028) ** 2;

/**
 * The number of pairs in one launch of the servers: 2 or 4, whole ABBAs. The best number is the root of the cost of a
 * launch over the cost of a pair, times the ratio of their variances (Kalibera & Jones 2013, §6). At most 4, since a
 * regression has to show in three launches by the first look, after 12 pairs.
 *
 * @param launchMs the time to start and warm up both servers.
 * @param pairMs the time of one visit of each side; NaN while unknown.
 */
export function pairsPerLaunch(launchMs: number, pairMs: number): 2 | 4 {
  return Math.sqrt((launchMs / pairMs) * WITHIN_TO_BETWEEN) > 3 ? 4 : 2;
}
