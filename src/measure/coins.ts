import { createHash } from 'node:crypto';
import type { Side } from '../model/subject.ts';

/** Says which side goes first in a launch. The answer depends on the seed, the unit and the launch alone. */
type Toss = (unit: string, launch: number) => Side;

/**
 * A fair coin for each launch of each unit. All certainty rests on these coins, so the seed comes from the operating
 * system's random numbers, and both are in the report.
 *
 * @param seed hexadecimal.
 */
export const coinsOf =
  (seed: string): Toss =>
  (unit, launch) =>
    ((createHash('sha256').update(`${seed} ${launch} ${unit}`).digest()[0] as number) & 1) === 0 ? 'base' : 'head';
