import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../bench/simulator/random.ts';
import { launchesVaryBy, NOISY_WORLD, QUIET_WORLD, twoModes, type World } from '../../bench/simulator/worlds.ts';
import { decide } from '../../src/compare/decide.ts';
import type { Decided } from '../../src/compare/decided.ts';
import { type Measurements, nothingMeasured, type Sample } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Decisive, PlannedSubject } from '../../src/model/plan.ts';
import { aMetric } from '../support/plans/a-plan.ts';
import { coinsFor } from './coins.ts';

const PAIRS = 3;
const LAUNCHES = 12;

const p95 = aMetric('p95', { group: 'response-time' });

interface Endpoint {
  readonly name: string;
  readonly metrics: readonly Metric[];
}

const plan = (endpoints: readonly Endpoint[]): Decisive => ({
  subjects: endpoints.map(
    ({ name, metrics }): PlannedSubject => ({
      check: 'api',
      subject: { name, variant: null, settings: {}, server: null, metrics },
      launches: 'shared',
      source: null,
      metrics: metrics.map((metric) => ({
        metric,
        budget: null,
        threshold: { limit: 0.1, by: 'fraction', written: true, source: null },
      })),
    }),
  ),
  measure: { rounds: { api: PAIRS * LAUNCHES }, confidence: 0.99 },
});

/** One value for each side of each pair, in their order. */
type Pairs = readonly { readonly base: number; readonly head: number }[];

const samplesOf = (subject: string, metric: string, pairs: Pairs): Sample[] =>
  pairs.flatMap((values, round) =>
    (['base', 'head'] as const).map((side, order): Sample => {
      const at = { side, round, launch: Math.floor(round / PAIRS), order: order as 0 | 1, attempt: 0 };
      return { check: 'api', subject, variant: null, part: null, metric, ...at, value: values[side] };
    }),
  );

const measured = (samples: readonly Sample[]): Measurements => ({
  ...nothingMeasured([], null),
  samples,
  coins: coinsFor(samples, PAIRS),
});

const one = { name: 'list', metrics: [p95] };
const statusOf = (decided: readonly Decided[], metric = 'p95', subject = 'list') =>
  decided.find((result) => result.metric === metric && result.subject === subject)?.threshold.status;
const judged = (pairs: Pairs) => statusOf(decide(plan([one]), measured(samplesOf('list', 'p95', pairs))));

/** Runs from clearly better to clearly worse, with more or less luck of launches and of visits; milliseconds. */
const runs = fc
  .record({
    seed: fc.nat(),
    change: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    luck: fc.constantFrom(0, 0.05, 0.2),
    launches: fc.integer({ min: 1, max: LAUNCHES }),
  })
  .map(({ seed, change, luck, launches }): Pairs => {
    const random = seeded(seed);
    return Array.from({ length: launches }, () => [random.normal(luck), random.normal(luck)] as const).flatMap(
      ([ofBase, ofHead]) =>
        Array.from({ length: PAIRS }, () => ({
          base: 100 * Math.exp(ofBase + random.normal(0.03)),
          head: 100 * Math.exp(change + ofHead + random.normal(0.03)),
        })),
    );
  });

const MIRRORED: Readonly<Record<string, readonly string[]>> = {
  regressed: ['improved'],
  worse: ['improved'],
  improved: ['regressed', 'worse'],
  unchanged: ['unchanged'],
  uncertain: ['uncertain'],
};

describe('What is said of a change', () => {
  it('is mirrored where the sides are swapped', () => {
    fc.assert(
      fc.property(runs, (pairs) => {
        const swapped = pairs.map(({ base, head }) => ({ base: head, head: base }));
        expect(MIRRORED[judged(pairs) ?? '']).toContain(judged(swapped));
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the unit of its times', () => {
    fc.assert(
      fc.property(runs, (pairs) => {
        const slower = pairs.map(({ base, head }) => ({ base: 1_000 * base, head: 1_000 * head }));
        expect(judged(slower)).toBe(judged(pairs));
      }),
      { numRuns: 60 },
    );
  });

  it('does not change where a metric is there twice', () => {
    const again = { ...p95, id: 'again', label: 'again' };
    fc.assert(
      fc.property(runs, (pairs) => {
        const alone = decide(plan([one]), measured(samplesOf('list', 'p95', pairs)));
        const twice = decide(
          plan([{ name: 'list', metrics: [p95, again] }]),
          measured([...samplesOf('list', 'p95', pairs), ...samplesOf('list', 'again', pairs)]),
        );
        expect(twice.filter(({ metric }) => metric === 'p95')).toEqual(alone);
      }),
      { numRuns: 60 },
    );
  });

  it('is surer where the other endpoints can raise no alarm, since their sides never differ', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = plan([one, ...names.map((name) => ({ name, metrics: [p95] }))]);
    // Three launches of twelve for the better: 8 of 4 096 flips look as bad.
    const slow = Array.from({ length: LAUNCHES * PAIRS }, (_, pair) => ({ base: 100, head: pair < 9 ? 97 : 130 }));
    const status = (others: Pairs) =>
      statusOf(
        decide(
          all,
          measured([...samplesOf('list', 'p95', slow), ...names.flatMap((name) => samplesOf(name, 'p95', others))]),
        ),
      );
    expect(status(slow.map((_, pair) => ({ base: 7, head: 7 + (pair % 2) / 10 })))).not.toBe('regressed');
    expect(status(slow.map(() => ({ base: 7, head: 7 })))).toBe('regressed');
  });

  it('is the same of samples that several jobs measured', () => {
    const names = ['list', 'show', 'find'];
    const all = plan(names.map((name) => ({ name, metrics: [p95] })));
    fc.assert(
      fc.property(fc.tuple(runs, runs, runs), (given) => {
        const shards = names.map((name, index) => samplesOf(name, 'p95', given[index] as Pairs));
        const whole = decide(all, measured(shards.flat()));
        expect(decide(all, measured(shards.toReversed().flat()))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

/** Runs of one endpoint in a world, in which head is slower by `effect`: how many of them are called regressed. */
function regressed(world: World, effect: number, count: number): number {
  const statuses = Array.from({ length: count }, (_, seed) => {
    const random = seeded(seed + 1);
    const run = world.begin(random, PAIRS * LAUNCHES);
    const pairs = Array.from({ length: LAUNCHES }, () => {
      const coin = random.chance(0.5);
      const luck = run.launch();
      return Array.from({ length: PAIRS }, () => {
        const visits = run.round();
        const slots = [100 * luck[0] * visits[0].factor, 100 * luck[1] * visits[1].factor] as const;
        const [base, head] = coin ? [slots[1], slots[0]] : slots;
        return { base, head: head * (1 + effect) };
      });
    });
    return judged(pairs.flat());
  });
  return statuses.filter((status) => status === 'regressed').length;
}

describe('Of runs in which nothing changed', () => {
  it.each([
    ['where every process is fast, or slow by half, by chance', twoModes(0.5, 1.5)],
    ['where launches vary by 20 %', launchesVaryBy(0.2)],
    ['beside a neighbour', NOISY_WORLD],
  ])('at most 5 of 200 are called regressed %s', (_, world) => {
    expect(regressed(world, 0, 200)).toBeLessThanOrEqual(5);
  });

  it('no run of 100 on a quiet machine is called regressed', () => {
    expect(regressed(QUIET_WORLD, 0, 100)).toBe(0);
  });
});

describe('Of runs in which head is slower', () => {
  it('by 20 % at a threshold of 10 %, at least 19 of 20 are called regressed on a quiet machine', () => {
    expect(regressed(QUIET_WORLD, 0.2, 20)).toBeGreaterThanOrEqual(19);
  });
});
