import type { Random } from './random.ts';

/**
 * A runner as seen by what is measured on it. It is a model: its figures were chosen after 1 584 visits of a small
 * Node.js server on shared two-core machines, quiet and with a neighbour that switched on and off, in which undisturbed
 * pairs spread by 8 to 9 %. Real runners can be worse:
 * with foreign load on the same machine all pairs together spread by 18 %, and with the neighbour by 40 %.
 *
 * - luck of a launch (memory layout, JIT): normal, 2 % per side, for its whole life;
 * - luck of a visit: normal, 6 % on p95 over 320 requests, half of the variance from the requests themselves;
 * - spikes: 2 % of visits, by 20 to 120 %;
 * - drift: up to 20 % over a run, slow, the same for both sides;
 * - a neighbour: on in 30 % of the rounds, for 2.5 rounds at a time; hits both visits of a round or one of them, each
 *   by 20 to 100 %; what others ran beside a hit visit is 1.5 times what it was slowed by, give or take 50 %, in 85 %
 *   of the hits. Else it is small and says nothing.
 */
export interface Machine {
  readonly launchSpread: number;
  readonly visitSpread: number;
  readonly spikes: number;
  readonly drift: number;
  /** The share of rounds in which the neighbour is on. */
  readonly neighbour: number;
}

export const QUIET: Machine = { launchSpread: 0.02, visitSpread: 0.06, spikes: 0.02, drift: 0.2, neighbour: 0 };
export const NOISY: Machine = { ...QUIET, neighbour: 0.3 };
export const NOISIER: Machine = { ...QUIET, neighbour: 0.6 };

/** How a visit is disturbed: by what factor, and what others ran meanwhile, over what its own processes ran. */
export interface Disturbance {
  readonly factor: number;
  readonly others: number;
}

const NEIGHBOUR_DWELL_ROUNDS = 2.5;

/** Goes through the rounds of a run: what each does to its first and its second visit. */
export function roundsOf(machine: Machine, random: Random, rounds: number): () => [Disturbance, Disturbance] {
  const { neighbour } = machine;
  const leave = 1 / NEIGHBOUR_DWELL_ROUNDS;
  const arrive = neighbour === 0 ? 0 : Math.min(1, (leave * neighbour) / (1 - neighbour));
  const slope = random.between(-machine.drift, machine.drift) / Math.max(1, rounds);
  let on = random.chance(neighbour);
  let round = 0;
  return () => {
    if (round > 0) on = on ? !random.chance(leave) : random.chance(arrive);
    const hits = on ? (random.chance(0.5) ? [true, true] : random.chance(0.5) ? [true, false] : [false, true]) : [];
    const visits = [0, 1].map((place) => {
      const calm = Math.exp(random.normal(machine.visitSpread) + slope * (round + place / 2));
      const spike = random.chance(machine.spikes) ? 1 + random.between(0.2, 1.2) : 1;
      const inflation = hits[place] ? random.between(0.2, 1) : 0;
      const told = inflation > 0 && random.chance(0.85);
      return {
        factor: calm * spike * (1 + inflation),
        others: told ? 1.5 * inflation * Math.exp(random.normal(0.5)) : random.exponential(0.05),
      };
    });
    round++;
    return visits as [Disturbance, Disturbance];
  };
}
