import { type Disturbance, type Machine, NOISIER, NOISY, QUIET, roundsOf } from './machine.ts';
import type { Random } from './random.ts';

/** What luck does to the two slots of a run, round by round: slot 0 is started, warmed up and visited first. */
export interface World {
  readonly name: string;
  /** Begins a run. */
  begin(random: Random, rounds: number): Run;
}

interface Run {
  /** Begins a launch: by what factor each slot is slower for all of its life. */
  launch(): readonly [number, number];
  /** What happens to the next visit of each slot. */
  round(): readonly [Disturbance, Disturbance];
}

type Luck = (random: Random) => readonly [number, number];

const onMachine =
  (machine: Machine, luck: Luck = ordinary(machine.launchSpread)) =>
  (random: Random, rounds: number): Run => {
    const next = roundsOf(machine, random, rounds);
    return { launch: () => luck(random), round: next };
  };

const ordinary =
  (spread: number): Luck =>
  (random) => [Math.exp(random.normal(spread)), Math.exp(random.normal(spread))];

/** Each process is slow by `factor` with a chance of its own, beside its ordinary luck. */
const modes =
  (chance: number, factor: number): Luck =>
  (random) => {
    const [a, b] = ordinary(QUIET.launchSpread)(random);
    return [random.chance(chance) ? a * factor : a, random.chance(chance) ? b * factor : b];
  };

const exactlyOne =
  (factor: number): Luck =>
  (random) => {
    const [a, b] = ordinary(QUIET.launchSpread)(random);
    return random.chance(0.5) ? [a * factor, b] : [a, b * factor];
  };

/** Student's t with two degrees of freedom. */
const heavy = (random: Random): number => random.normal(1) / Math.sqrt(random.exponential(1));

/** A level that wanders: autoregressive of order 1. */
const wandering =
  (correlation: number, spread: number) =>
  (random: Random): Run => {
    let level = random.normal(spread);
    const visit = () => {
      level = correlation * level + random.normal(spread * Math.sqrt(1 - correlation ** 2));
      return { factor: Math.exp(level), others: 0 };
    };
    return { launch: () => [1, 1], round: () => [visit(), visit()] };
  };

export const QUIET_WORLD: World = { name: 'quiet', begin: onMachine(QUIET) };
export const NOISY_WORLD: World = { name: 'a neighbour in 30 % of the rounds', begin: onMachine(NOISY) };
export const NOISIER_WORLD: World = { name: 'a neighbour in 60 % of the rounds', begin: onMachine(NOISIER) };
export const VARYING_WORLD: World = { name: 'visits vary by 10 %', begin: onMachine({ ...QUIET, visitSpread: 0.1 }) };
export const launchesVaryBy = (spread: number): World => ({
  name: `launches vary by ${Math.round(spread * 100)} %`,
  begin: onMachine({ ...QUIET, launchSpread: spread }),
});
export const twoModes = (chance: number, factor: number): World => ({
  name: `a process is ×${factor} slow in ${Math.round(chance * 100)} %`,
  begin: onMachine(QUIET, modes(chance, factor)),
});

/** Pages have a fresh browser at every visit, and no luck of launches. */
export const pagesVaryBy = (spread: number, machine: Machine = QUIET): World => ({
  name: `visits vary by ${Math.round(spread * 100)} %${machine === NOISY ? ', with a neighbour' : ''}`,
  begin: onMachine({ ...machine, launchSpread: 0, spikes: 0, visitSpread: spread }),
});

export const WORLDS: readonly World[] = [
  QUIET_WORLD,
  VARYING_WORLD,
  NOISY_WORLD,
  launchesVaryBy(0.1),
  launchesVaryBy(0.2),
  twoModes(0.5, 1.3),
  twoModes(0.5, 1.5),
  twoModes(0.3, 2),
  { name: 'exactly one of the two processes is ×1.3 slow', begin: onMachine(QUIET, exactlyOne(1.3)) },
  {
    name: 'the second started is 15 % slower',
    begin: onMachine(QUIET, (random) => {
      const [a, b] = ordinary(QUIET.launchSpread)(random);
      return [a, b * 1.15];
    }),
  },
  { name: 'a level that wanders, AR(1) 0.98, by 30 %', begin: wandering(0.98, 0.3) },
  {
    name: 'heavy tails (t with 2 degrees of freedom)',
    begin: (random) => {
      const visit = () => ({ factor: Math.exp(0.06 * heavy(random)), others: 0 });
      return { launch: () => [1, 1], round: () => [visit(), visit()] };
    },
  },
];
