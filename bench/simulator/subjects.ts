import type { Pair } from '../../src/compare/statistics/judge.ts';
import { type Machine, roundsOf } from './machine.ts';
import type { Random } from './random.ts';

/** What is simulated: head is `1 + effect` times as slow as base. */
export interface Scenario {
  readonly machine: Machine;
  readonly effect: number;
  readonly rounds: number;
  /** Pairs that share one launch of both servers; 1 for pages, whose browser is fresh at every visit. */
  readonly pairsPerLaunch: number;
  readonly baseMs: number;
  /** `measured`: as the kernel tells it; `shuffled`: those of other rounds, so that they tell nothing. */
  readonly delays: 'measured' | 'absent' | 'shuffled';
  /** Adds CPU time per request as a second witness: normal, 8 % per pair, untouched by the neighbour. */
  readonly witness: boolean;
  /** What a launch of a side is slowed by, beside its ordinary luck: 1 is nothing. */
  readonly luck: (launch: number, side: 'base' | 'head', random: Random) => number;
}

export const ENDPOINT: Omit<Scenario, 'machine'> = {
  effect: 0,
  rounds: 40,
  pairsPerLaunch: 2,
  baseMs: 100,
  delays: 'measured',
  witness: false,
  luck: () => 1,
};

export const PAGE: Omit<Scenario, 'machine'> = { ...ENDPOINT, rounds: 20, pairsPerLaunch: 1, baseMs: 1500 };

/** A page varies by more than an endpoint's p95 and has no launches of its own beside its visits. */
export const pageMachine = (machine: Machine, coefficientOfVariation: number): Machine => ({
  ...machine,
  launchSpread: 0,
  spikes: 0,
  visitSpread: coefficientOfVariation,
});

/** All pairs that a run would measure if it never stopped early. */
export function simulatedPairs(scenario: Scenario, random: Random): Pair[] {
  const next = roundsOf(scenario.machine, random, scenario.rounds);
  let launch = -1;
  let luck = { base: 1, head: 1 };
  const firstSide = random.chance(0.5);
  const pairs: Pair[] = [];
  for (let round = 0; round < scenario.rounds; round++) {
    if (round % scenario.pairsPerLaunch === 0) {
      launch++;
      const lucky = (side: 'base' | 'head') =>
        Math.exp(random.normal(scenario.machine.launchSpread)) * scenario.luck(launch, side, random);
      luck = { base: lucky('base'), head: lucky('head') };
    }
    const [first, second] = next();
    const baseFirst = (round % 2 === 0) === firstSide;
    const [base, head] = baseFirst ? [first, second] : [second, first];
    const cpu = () => random.normal(0.08 / Math.SQRT2);
    pairs.push({
      launch,
      base: scenario.baseMs * luck.base * base.factor,
      head: scenario.baseMs * (1 + scenario.effect) * luck.head * head.factor,
      ...(scenario.delays !== 'absent' && { delay: { base: base.delay, head: head.delay } }),
      ...(scenario.witness && { witness: { base: Math.exp(cpu()), head: (1 + scenario.effect) * Math.exp(cpu()) } }),
    });
  }
  if (scenario.delays !== 'shuffled') return pairs;
  const delays = pairs.map((pair) => ({ delay: pair.delay, key: random.uniform() })).sort((a, b) => a.key - b.key);
  return pairs.map((pair, i) => {
    const { delay } = delays[i] as (typeof delays)[number];
    return delay ? { ...pair, delay } : pair;
  });
}
