import { judgeBudgets } from '../src/compare/statistics/budget.ts';
import { judgeErrorRate } from '../src/compare/statistics/error-rate.ts';
import { levelOf, looksWithin } from '../src/compare/statistics/levels.ts';
import { NOISY, QUIET } from './simulator/machine.ts';
import { seeded } from './simulator/random.ts';
import { oneAfterTheOther, RIVALS } from './simulator/rivals.ts';
import { ENDPOINT, PAGE, type Scenario, simulate } from './simulator/run.ts';
import {
  launchesVaryBy,
  NOISIER_WORLD,
  NOISY_WORLD,
  pagesVaryBy,
  QUIET_WORLD,
  twoModes,
  VARYING_WORLD,
  WORLDS,
  type World,
} from './simulator/worlds.ts';
import type { Cell, Table } from './table.ts';

const EFFECTS = [0, 0.1, 0.2, 0.3, 0.5];
const EFFECT_NAMES = ['A/A', '+10 %', '+20 %', '+30 %', '+50 %'];

/** What is called regressed of an endpoint's p95, in every world. */
export function endpoints(threshold: number, runs: number): Table {
  return {
    title: `p95 of an endpoint, threshold ${Math.round(100 * threshold)} %: called regressed`,
    columns: EFFECT_NAMES,
    rows: WORLDS.map((world) => ({
      name: world.name,
      cells: EFFECTS.map((effect) => regressed({ ...ENDPOINT, world, effect, threshold }, runs)),
    })),
  };
}

/** What is done elsewhere, on the same two machines. */
export function rivals(runs: number): Table {
  return {
    title: 'What is done elsewhere: called regressed',
    columns: EFFECT_NAMES,
    rows: [QUIET, NOISY].flatMap((machine) =>
      RIVALS.map((rival) => ({
        name: `${rival.name}, ${machine === QUIET ? 'quiet' : 'a neighbour in 30 % of the rounds'}`,
        cells: EFFECTS.map((effect) =>
          share(runs, (seed) => {
            const { base, head } = oneAfterTheOther(
              { machine, effect, baseMs: ENDPOINT.baseMs },
              seeded(seed),
              rival.rounds,
            );
            return { called: rival.regressed(base, head), seconds: rival.rounds * ENDPOINT.pairSeconds };
          }),
        ),
      })),
    ),
  };
}

/** What making disturbed rounds again does, where others are nobody's and where they work for head. */
export function disturbances(runs: number): Table {
  const often = { share: 0.5, factor: 2, told: true };
  const rows: readonly [string, Pick<Scenario, 'world' | 'effect' | 'forHead'>][] = [
    ['a neighbour in 30 %, A/A', { world: NOISY_WORLD, effect: 0, forHead: null }],
    ['a neighbour in 30 %, +20 %', { world: NOISY_WORLD, effect: 0.2, forHead: null }],
    ['a neighbour in 60 %, A/A', { world: NOISIER_WORLD, effect: 0, forHead: null }],
    ['a neighbour in 60 %, +20 %', { world: NOISIER_WORLD, effect: 0.2, forHead: null }],
    [
      "twice as slow in half of head's visits, others told (its database)",
      { world: QUIET_WORLD, effect: 0, forHead: often },
    ],
    ['… not told', { world: QUIET_WORLD, effect: 0, forHead: { ...often, told: false } }],
    [
      "+20 %, its database busy in all of head's visits",
      { world: QUIET_WORLD, effect: 0.2, forHead: { share: 1, factor: 1, told: true } },
    ],
  ];
  const ways = ['no', 'unguarded', 'guarded'] as const;
  return {
    title: 'Rounds that others disturbed, threshold 10 %: called regressed',
    columns: ['nothing made again', 'again, no guard', 'again'],
    rows: rows.map(([name, row]) => ({
      name,
      cells: ways.map((redo) => regressed({ ...ENDPOINT, threshold: 0.1, ...row, redo }, runs)),
    })),
  };
}

/** LCP of a page of 1.5 s on one device, threshold 10 %. */
export function pages(runs: number): Table {
  return {
    title: 'LCP of a page, threshold 10 %: called regressed',
    columns: EFFECT_NAMES,
    rows: [pagesVaryBy(0.08), pagesVaryBy(0.11), pagesVaryBy(0.14), pagesVaryBy(0.08, NOISY)].map((world) => ({
      name: world.name,
      cells: EFFECTS.map((effect) => regressed({ ...PAGE, world, effect }, runs)),
    })),
  };
}

/** Runs of several endpoints in which nothing changed: any of them called regressed. */
export function families(runs: number): Table {
  const sizes = [1, 5, 20];
  const worlds = [QUIET_WORLD, launchesVaryBy(0.2), twoModes(0.5, 1.5)];
  return {
    title: 'Runs in which nothing changed, threshold 10 %: anything called regressed',
    columns: sizes.map((size) => `${size} endpoints`),
    rows: worlds.map((world) => ({
      name: world.name,
      cells: sizes.map((subjects) =>
        share(runs, (seed) => {
          const random = seeded(seed);
          const scenario = { ...ENDPOINT, world, threshold: 0.1, subjects };
          const outcomes = Array.from({ length: subjects }, () => simulate(scenario, random));
          return { called: outcomes.some(({ status }) => status === 'regressed'), seconds: null };
        }),
      ),
    })),
  };
}

/** A level that lies at so many times its budget: called over it. */
export function budgets(runs: number): Table {
  const levels = [0.95, 1, 1.05, 1.1, 1.2, 1.5, 3];
  const looks = looksWithin(levelOf(0.99, 1, 'budgets'), 18);
  const judged = (world: World, level: number, seed: number) => {
    const random = seeded(seed);
    const run = world.begin(random, 18);
    const launches: number[] = [];
    while (launches.length < (looks?.last ?? 0)) {
      const [luck] = run.launch();
      launches.push(level * luck * run.round()[0].factor);
      const [judgement] = judgeBudgets([{ launches, limit: 1, worse: 'higher' }], looks, levelOf(0.99, 1, 'budgets'));
      if (judgement?.settled) return judgement.status;
    }
    return 'unclear';
  };
  return {
    title: 'A response time at so many times its budget: called over it',
    columns: levels.map((level) => `× ${level}`),
    rows: [QUIET_WORLD, VARYING_WORLD, launchesVaryBy(0.1), twoModes(0.5, 1.5)].map((world) => ({
      name: world.name,
      cells: levels.map((level) =>
        share(runs, (seed) => ({ called: judged(world, level, seed) === 'over', seconds: null })),
      ),
    })),
  };
}

/** An error rate with a limit of 1 %, failing in bursts of one kind: called over it. */
export function errorRates(runs: number): Table {
  const rates = [0.01, 0.02, 0.05, 0.08, 0.15];
  const bursts = [
    { name: 'single requests, evenly', share: 0.001 },
    { name: 'a tenth of a launch', share: 0.1 },
    { name: 'whole visits, of three a launch', share: 1 / 3 },
    { name: 'whole launches', share: 1 },
  ];
  return {
    title: 'An error rate with a limit of 1 %, by what fails at once: called over it',
    columns: rates.map((rate) => `${Math.round(100 * rate)} %`),
    rows: bursts.map(({ name, share: part }) => ({
      name,
      cells: rates.map((rate) =>
        share(runs, (seed) => {
          const random = seeded(seed);
          const launches: number[] = [];
          while (launches.length < 13) {
            const chances = Math.round(1 / part);
            const failing = Array.from({ length: chances }).filter(() => random.chance(rate)).length;
            launches.push(failing / chances);
            if (launches.length >= 3 && judgeErrorRate(launches, 0.01).status === 'over') break;
          }
          return { called: judgeErrorRate(launches, 0.01).status === 'over', seconds: null };
        }),
      ),
    })),
  };
}

const regressed = (scenario: Scenario, runs: number): Cell =>
  share(runs, (seed) => {
    const { status, seconds } = simulate(scenario, seeded(seed));
    return { called: status === 'regressed', seconds };
  });

/** Seconds are means, by the costs that a plan is estimated with. */
function share(runs: number, one: (seed: number) => { called: boolean; seconds: number | null }): Cell {
  let called = 0;
  let total: number | null = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const outcome = one(seed);
    if (outcome.called) called++;
    total = outcome.seconds === null ? null : (total ?? 0) + outcome.seconds;
  }
  return { called, runs, seconds: total === null ? null : total / runs };
}
