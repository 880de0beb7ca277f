import type { Side } from '../checks/check.ts';

/**
 * Who goes first. ABBA: base head, head base, base head, … so that a drift of the machine, and whatever the first
 * visit does to the second, hit both sides alike.
 */
export const sidesInOrder = (round: number): readonly [Side, Side] =>
  round % 2 === 0 ? ['base', 'head'] : ['head', 'base'];

/**
 * How many of `rounds` each of `launches` gets, as even as can be: 12 over 3 is 4, 4, 4. A launch that would get none
 * is left out.
 */
export function roundsPerLaunch(rounds: number, launches: number): number[] {
  const used = Math.min(rounds, launches);
  return Array.from({ length: used }, (_, launch) => Math.floor((rounds + used - 1 - launch) / used));
}
