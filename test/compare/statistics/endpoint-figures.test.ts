import { describe, expect, it } from 'vitest';
import { NOISY, QUIET } from '../../../bench/simulator/machine.ts';
import { ENDPOINT } from '../../../bench/simulator/subjects.ts';
import { p95Rule } from '../../../bench/simulator/whole-run.ts';
import { expectAtLeast, expectAtMost, judgements, regressed, worseOrRegressed } from './figures.ts';

const RUNS = 500;
const TIMEOUT = 60_000;

const run = (
  machine: typeof QUIET,
  effect: number,
  threshold: number,
  more: Partial<typeof ENDPOINT> = {},
  runs = RUNS,
) => judgements({ ...ENDPOINT, machine, effect, ...more }, p95Rule(threshold), runs);

describe('an endpoint, simulated', () => {
  it(
    'that did not change is hardly ever called regressed, and settles in half of its rounds',
    () => {
      for (const threshold of [0.1, 0.2]) {
        const quiet = run(QUIET, 0, threshold);
        expectAtMost(0.001, quiet, regressed);
        expectAtMost(0.012, quiet, worseOrRegressed);
        expectAtLeast(0.95, quiet, ({ rounds }) => rounds <= 20);
        const noisy = run(NOISY, 0, threshold);
        expectAtMost(0.001, noisy, regressed);
        expectAtMost(0.015, noisy, worseOrRegressed);
        expectAtLeast(0.75, noisy, ({ rounds }) => rounds <= 20);
      }
    },
    TIMEOUT,
  );

  it.each([
    { effect: 0.2, threshold: 0.1 },
    { effect: 0.3, threshold: 0.2 },
  ])(
    'that got $effect slower is called regressed at a threshold of $threshold',
    ({ effect, threshold }) => {
      expectAtLeast(0.99, run(QUIET, effect, threshold), regressed);
      expectAtLeast(0.95, run(NOISY, effect, threshold), regressed);
    },
    TIMEOUT,
  );

  it.each([0.1, 0.2])(
    'that got 10 %% slower is at least called worse, at a threshold of %f',
    (threshold) => {
      expectAtLeast(0.95, run(QUIET, 0.1, threshold, {}, 300), worseOrRegressed);
      expectAtLeast(0.87, run(NOISY, 0.1, threshold, {}, 300), worseOrRegressed);
    },
    TIMEOUT,
  );

  it(
    'whose first launch of head was unlucky is not called regressed',
    () => {
      const luck = (launch: number, side: string) => (launch === 0 && side === 'head' ? 1.4 : 1);
      for (const threshold of [0.1, 0.2]) expectAtMost(0.003, run(QUIET, 0, threshold, { luck }), regressed);
    },
    TIMEOUT,
  );

  it(
    'whose launches are often unlucky is seldom called regressed',
    () => {
      const luck: typeof ENDPOINT.luck = (_launch, _side, random) => (random.chance(0.1) ? 1.3 : 1);
      expectAtMost(0.002, run(QUIET, 0, 0.1, { luck }), regressed);
    },
    TIMEOUT,
  );

  it.each(['absent', 'shuffled'] as const)(
    'whose run-queue delays are %s raises no false alarms for it',
    (delays) => {
      expectAtMost(0.002, run(NOISY, 0, 0.1, { delays }), regressed);
      // Shuffled delays cost power, absent ones too.
      expectAtLeast(0.7, run(NOISY, 0.2, 0.1, { delays }, 300), regressed);
    },
    TIMEOUT,
  );

  it(
    'with spikes, drift and much noise raises no false alarms for it',
    () => {
      const wild = { ...NOISY, spikes: 0.1, drift: 0.6, visitSpread: 0.09, neighbour: 0.6 };
      expectAtMost(0.002, run(wild, 0, 0.1), regressed);
    },
    TIMEOUT,
  );

  it(
    'with a neighbour on most of the time is told by its CPU time as well',
    () => {
      const busy = { ...NOISY, neighbour: 0.6 };
      const alone = run(busy, 0.2, 0.1, {}, 300);
      const together = run(busy, 0.2, 0.1, { witness: true }, 300);
      expectAtLeast(0.92, together, regressed);
      expect(together.filter(regressed).length).toBeGreaterThan(1.15 * alone.filter(regressed).length);
      expectAtMost(0.001, run(busy, 0, 0.1, { witness: true }), regressed);
    },
    TIMEOUT,
  );

  it(
    'has its true change in the printed interval about as often as it says',
    () => {
      for (const effect of [0, 0.2]) {
        const holds = ({ low, high }: { low: number | null; high: number | null }) =>
          low !== null && high !== null && low <= effect && effect <= high;
        // 90 %, less what stopping at a look costs: who looks until it is clear looks a little too far.
        expectAtLeast(0.86, run(NOISY, effect, 0.1, {}, 300), holds);
      }
    },
    TIMEOUT,
  );
});
