import { median } from '../../src/compare/statistics/center.ts';
import { type Machine, roundsOf } from './machine.ts';
import { upperTail } from './normal.ts';
import type { Random } from './random.ts';

/** One run of a load generator against one side: the latency of every request, in milliseconds. */
export type Requests = readonly number[];

const REQUESTS = 320;
/** Service times are log-normal; so is what a visit's p95 owes to having seen only 320 of them (4.7 % of its 6 %). */
const REQUEST_SPREAD = 0.4;
const P95_SAMPLING_SPREAD = (REQUEST_SPREAD * Math.sqrt((0.95 * 0.05) / REQUESTS)) / 0.1031;

export const p95 = (requests: Requests): number =>
  requests.toSorted((a, b) => a - b)[Math.ceil(0.95 * requests.length) - 1] as number;

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const varianceOfMean = (numbers: Requests) => {
  const middle = mean(numbers);
  return mean(numbers.map((one) => (one - middle) ** 2)) / numbers.length;
};

/** `count` runs of base on one launch, then as many of head: how comparisons are mostly made by hand. */
export function oneAfterTheOther(
  scenario: { readonly machine: Machine; readonly effect: number; readonly baseMs: number },
  random: Random,
  count: number,
): { base: Requests[]; head: Requests[] } {
  const { visitSpread, launchSpread } = scenario.machine;
  const machine = { ...scenario.machine, visitSpread: Math.sqrt(visitSpread ** 2 - P95_SAMPLING_SPREAD ** 2) };
  const next = roundsOf(machine, random, count);
  const visits = Array.from({ length: count }, next).flat();
  const side = (from: number, slower: number) => {
    const luck = Math.exp(random.normal(launchSpread));
    return visits.slice(from, from + count).map(({ factor }) => {
      const typical = scenario.baseMs * luck * slower * factor;
      return Array.from({ length: REQUESTS }, () => typical * Math.exp(random.normal(REQUEST_SPREAD)));
    });
  };
  return { base: side(0, 1), head: side(count, 1 + scenario.effect) };
}

/** A way to compare two commits: how many runs of each side it takes, and when it calls a regression. */
export interface Rival {
  readonly name: string;
  readonly rounds: number;
  regressed(base: readonly Requests[], head: readonly Requests[]): boolean;
}

const middleOf = (runs: readonly Requests[]) => median(runs.map(p95));

export const RIVALS: readonly Rival[] = [
  {
    name: 'one run each, p95 > 20 % worse',
    rounds: 1,
    regressed: (base, head) => middleOf(head) > 1.2 * middleOf(base),
  },
  {
    name: 'median of 5 runs, p95 > 10 % worse',
    rounds: 5,
    regressed: (base, head) => middleOf(head) > 1.1 * middleOf(base),
  },
  {
    // Two-sided p < 0.05, as autocannon-compare asks for; with so many requests t is as good as normal.
    name: "Welch's t-test on the requests of one run",
    rounds: 1,
    regressed: ([base = []], [head = []]) => {
      const error = Math.sqrt(varianceOfMean(base) + varianceOfMean(head));
      return upperTail((mean(head) - mean(base)) / error) < 0.025;
    },
  },
  {
    // All of head above all of base is the only outcome of 3 against 3 with a one-sided p of 0.05.
    name: 'Mann–Whitney, p95 of 3 runs against 3',
    rounds: 3,
    regressed: (base, head) => Math.min(...head.map(p95)) > Math.max(...base.map(p95)),
  },
];
