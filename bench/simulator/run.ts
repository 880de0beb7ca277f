import {
  countingTries,
  followsASide,
  isDisturbedRound,
  mayFollowASide,
  type Try,
} from '../../src/compare/disturbed.ts';
import { type Judgement, judgeSubject, type Series } from '../../src/compare/statistics/judge.ts';
import { launchNumbers } from '../../src/compare/statistics/launch-number.ts';
import { levelOf, looksWithin } from '../../src/compare/statistics/levels.ts';
import { scaleOf } from '../../src/compare/statistics/scale.ts';
import { afterRound, mayRedo, NO_REDOS } from '../../src/measure/redo.ts';
import type { Disturbance } from './machine.ts';
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
  /** What is made again of disturbed rounds: nothing, as it is done, or without a guard for what works for one side. */
  readonly redo: 'no' | 'guarded' | 'unguarded';
  /** What works for head alone, such as its database; null: nothing does. */
  readonly forHead: ForHead | null;
}

interface ForHead {
  /** In this share of head's visits, which it slows by a factor. */
  readonly share: number;
  readonly factor: number;
  /** Whether the kernel tells it from the server. */
  readonly told: boolean;
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
  redo: 'guarded',
  forHead: null,
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
  /** head / base − 1. */
  readonly estimate: number;
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
  const rounds: [Pair, ...Pair[]][] = [];
  let redos = NO_REDOS;
  for (let launch = 0; ; launch++) {
    const coin = random.chance(0.5);
    const luck = run.launch();
    for (let pair = 0; pair < pairsPerLaunch; pair++) {
      const visit = (): Pair => {
        const visits = run.round();
        // The slots take turns within a launch; what they are called is the coin's.
        const slots = luck.map((one, slot) => {
          const { factor, others } = visits[pair % 2 === 0 ? slot : 1 - slot] as Disturbance;
          return { factor: one * factor, others };
        }) as [Disturbance, Disturbance];
        const [base, ofHead] = coin ? [slots[1], slots[0]] : slots;
        const head = beside(ofHead, scenario.forHead, random);
        return {
          launch,
          base: told(scenario.baseMs * base.factor),
          head: told(scenario.baseMs * (1 + scenario.effect) * head.factor),
          others: { base: base.others, head: head.others },
        };
      };
      const tries: [Pair, ...Pair[]] = [visit()];
      rounds.push(tries);
      while (mayGoAgain(scenario, rounds, tries, redos)) tries.push(visit());
      redos = afterRound(redos, tries.length - 1, isDisturbedRound((tries.at(-1) as Pair).others));
    }
    const counting = countingIn(scenario, rounds);
    const judge = (pairs: readonly Pair[]) =>
      judgeSubject([seriesOf(scenario, pairs, launch + 1)], { looks, level, minLaunches })[0];
    const judgement = judge(counting);
    if (judgement === undefined) throw new Error('a subject with a series has a judgement');
    const settled =
      judgement.settled && (!mayYetTurn(scenario, rounds) || judge(rounds.map(([first]) => first))?.settled === true);
    if (settled || launch + 1 >= (looks?.last ?? most)) {
      const visited = rounds.flat().length;
      const seconds = (launch + 1) * scenario.launchSeconds + visited * scenario.pairSeconds;
      return { status: judgement.status, seconds, estimate: scaleOf(counting, 'ratio').read(judgement.estimate) };
    }
  }
}

interface Pair {
  readonly launch: number;
  readonly base: number;
  readonly head: number;
  readonly others: Try;
}

function beside(visit: Disturbance, forHead: ForHead | null, random: Random): Disturbance {
  if (forHead === null || !random.chance(forHead.share)) return visit;
  return { factor: visit.factor * forHead.factor, others: visit.others + (forHead.told ? 1 : 0) };
}

/** Whether the last round is made again, after its tries so far. */
function mayGoAgain(
  { redo }: Scenario,
  rounds: readonly (readonly [Pair, ...Pair[]])[],
  tries: readonly Pair[],
  redos: typeof NO_REDOS,
): boolean {
  if (redo === 'no' || !isDisturbedRound((tries.at(-1) as Pair).others)) return false;
  const again = tries.length - 1;
  if (!mayRedo(rounds.length - 1, again, { ...redos, tries: redos.tries + again })) return false;
  return redo === 'unguarded' || !followsASide(rounds.map(([first]) => first.others));
}

/** Whether it may yet turn out that others follow a side, so that the first tries come back. */
const mayYetTurn = ({ redo }: Scenario, rounds: readonly (readonly [Pair, ...Pair[]])[]): boolean =>
  redo === 'guarded' && mayFollowASide(rounds.map(([first]) => first.others));

function countingIn({ redo }: Scenario, rounds: readonly [Pair, ...Pair[]][]): Pair[] {
  const others = rounds.map(([first, ...more]): [Try, ...Try[]] => [first.others, ...more.map((one) => one.others)]);
  const which = redo === 'unguarded' ? others.map((tries) => countingTries([tries])[0] ?? 0) : countingTries(others);
  return rounds.map((tries, index) => tries[which[index] ?? 0] as Pair);
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
