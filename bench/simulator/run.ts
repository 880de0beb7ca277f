import { type Judgement, judgeSubject, type Series } from '../../src/compare/statistics/judge.ts';
import { launchNumbers } from '../../src/compare/statistics/launch-number.ts';
import { levelOf, looksWithin } from '../../src/compare/statistics/levels.ts';
import { scaleOf } from '../../src/compare/statistics/scale.ts';
import type { Random } from './random.ts';
import type { World } from './worlds.ts';

/** A subject with one metric of which head is `1 + effect` times as slow as base. */
export interface Scenario {
  readonly world: World;
  readonly effect: number;
  readonly threshold: number;
  readonly baseMs: number;
  readonly floorMs: number;
  /** Pairs of visits that share one launch. */
  readonly pairsPerLaunch: number;
  readonly rounds: number;
  /** Subjects that share the run's level. */
  readonly subjects: number;
  readonly minLaunches: number;
  readonly launchSeconds: number;
  readonly pairSeconds: number;
  /** Times are told in steps of this; 0: exactly. */
  readonly stepMs: number;
}

export const ENDPOINT = {
  effect: 0,
  threshold: 0.2,
  baseMs: 100,
  floorMs: 1,
  pairsPerLaunch: 3,
  rounds: 48,
  subjects: 1,
  minLaunches: 3,
  launchSeconds: 4,
  pairSeconds: 1.2,
  stepMs: 0,
} as const satisfies Omit<Scenario, 'world'>;

export const PAGE = {
  ...ENDPOINT,
  threshold: 0.1,
  baseMs: 1_500,
  floorMs: 150,
  pairsPerLaunch: 1,
  rounds: 20,
  minLaunches: 4,
  launchSeconds: 0,
  pairSeconds: 9,
} as const satisfies Omit<Scenario, 'world'>;

export interface Outcome {
  readonly status: Judgement['status'];
  readonly seconds: number;
}

/** One run: launch by launch until the subject is settled, as the schedule does it. */
export function simulate(scenario: Scenario, random: Random): Outcome {
  const { pairsPerLaunch, minLaunches } = scenario;
  const level = levelOf(0.99, scenario.subjects);
  const most = Math.floor(scenario.rounds / pairsPerLaunch);
  const looks = looksWithin(level, most);
  const run = scenario.world.begin(random, scenario.rounds);
  const told = (ms: number) =>
    scenario.stepMs > 0 ? Math.max(1, Math.round(ms / scenario.stepMs)) * scenario.stepMs : ms;
  const pairs: { base: number; head: number; launch: number }[] = [];
  for (let launch = 0; ; launch++) {
    const coin = random.chance(0.5);
    const luck = run.launch();
    for (let pair = 0; pair < pairsPerLaunch; pair++) {
      const visits = run.round();
      // The slots take turns within a launch; what they are called is the coin's.
      const slots = luck.map((one, slot) => one * (visits[pair % 2 === 0 ? slot : 1 - slot] as number)) as [
        number,
        number,
      ];
      const [base, head] = coin ? [slots[1], slots[0]] : slots;
      pairs.push({
        launch,
        base: told(scenario.baseMs * base),
        head: told(scenario.baseMs * (1 + scenario.effect) * head),
      });
    }
    const [judgement] = judgeSubject([seriesOf(scenario, pairs, launch + 1)], { looks, level, minLaunches });
    if (judgement === undefined) throw new Error('a subject with a series has a judgement');
    if (judgement.settled || launch + 1 >= (looks?.last ?? most)) {
      const seconds = (launch + 1) * (scenario.launchSeconds + pairsPerLaunch * scenario.pairSeconds);
      return { status: judgement.status, seconds };
    }
  }
}

function seriesOf(
  { threshold, floorMs }: Scenario,
  pairs: readonly { base: number; head: number; launch: number }[],
  count: number,
): Series {
  const scale = scaleOf(pairs, 'ratio');
  const floor = scale.at({ limit: floorMs, by: 'amount' });
  const fraction = (limit: number) => Math.max(floor, scale.at({ limit, by: 'fraction' }));
  const differences = pairs.map(({ launch }, index) => ({ launch, difference: scale.differences[index] as number }));
  return {
    launches: launchNumbers(differences, [...Array(count).keys()], 'typical'),
    threshold: fraction(threshold),
    minEffect: fraction(0.05),
    equivalenceMargin: fraction(0.1),
    center: 'typical',
    support: [],
  };
}
