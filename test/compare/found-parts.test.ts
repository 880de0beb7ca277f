import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import type { Failure, Sample } from '../../src/model/measurements.ts';
import type { Side } from '../../src/model/subject.ts';
import { aMetric, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aFailedVisit, aSample, someMeasurements } from '../support/plans/some-measurements.ts';
import { coinsFor } from './coins.ts';

const LAUNCHES = 12;
const time = aMetric('time', { unit: 'ns', floor: 0, appliesTo: 'found' });
const rate = aMetric('rate', { unit: '1/s', worse: 'lower', floor: 0, appliesTo: 'found' });
const threshold = aThreshold(0.1);
const subjects = [
  aPlanned([limited(time, { threshold }), limited(rate, { threshold })], {
    check: 'bench',
    name: 'suite',
    launches: 'own',
  }),
];
const measure = { rounds: { bench: 20 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 };
const SUITE = { check: 'bench', subject: 'suite', variant: null, part: null } as const;

/** A benchmark in every launch, with a little noise that no side causes. */
const benchmark = (part: string, values: Partial<Record<Side, number>>, metric = 'time'): Sample[] =>
  Array.from({ length: LAUNCHES }, (_, round) => round).flatMap((round) =>
    Object.entries(values).map(([side, value]) =>
      aSample({
        ...SUITE,
        part,
        metric,
        side: side as Side,
        round,
        launch: round,
        value: value * (1 + ((round * 7) % 5) / 100),
      }),
    ),
  );

const failure = (given: Partial<Failure> = {}): Failure => aFailedVisit({ ...SUITE, code: 'command-failed', ...given });

function statuses(samples: readonly Sample[], failures: readonly Failure[] = []) {
  const measurements = someMeasurements({ samples, failures, coins: coinsFor(samples, 1) });
  return decide({ subjects, measure }, measurements).map(({ part, metric, threshold: { status }, verdict }) => [
    part,
    metric,
    status,
    verdict,
  ]);
}

const same = benchmark('same', { base: 100, head: 100 });
const slower = benchmark('slower', { base: 100, head: 130 });

it('A suite that is lost on head is no pass where only another metric has a limit', () => {
  const planned = aPlanned([limited(time, { threshold: null }), limited(rate, { threshold })], {
    ...{ check: 'bench', name: 'suite', launches: 'own' },
  });
  const measurements = someMeasurements({ samples: [], failures: [failure({ side: 'head' })] });
  const [lost] = decide({ subjects: [planned], measure }, measurements);
  expect(lost).toMatchObject({ metric: 'rate', verdict: 'invalid' });
});

describe('A benchmark', () => {
  it('30 % slower regresses, beside one that is unchanged, and the suite itself has no result', () => {
    expect(statuses([...same, ...slower])).toEqual([
      ['same', 'time', 'unchanged', 'pass'],
      ['slower', 'time', 'regressed', 'fail'],
    ]);
  });

  it('that only head has is new, and one that only base has is removed', () => {
    expect(statuses([...same, ...benchmark('b', { head: 5 }), ...benchmark('a', { base: 5 })])).toEqual([
      ['same', 'time', 'unchanged', 'pass'],
      ['b', 'time', 'new', 'pass'],
      ['a', 'time', 'removed', 'pass'],
    ]);
  });

  it('of which the sides measure different things is compared by neither', () => {
    expect(statuses([...benchmark('a', { base: 5 }), ...benchmark('a', { head: 2 }, 'rate')])).toEqual([
      ['a', 'time', 'removed', 'pass'],
      ['a', 'rate', 'new', 'pass'],
    ]);
  });

  it("that head's results hold only now and then is no verdict on those visits", () => {
    const seldom = slower.filter(({ side, round }) => side === 'base' || round < 4);
    expect(statuses([...same, ...seldom])).toEqual([
      ['same', 'time', 'unchanged', 'pass'],
      ['slower', 'time', 'invalid', 'invalid'],
    ]);
  });

  it('that failed on head alone is invalid once, by its first metric', () => {
    expect(
      statuses(
        same,
        [0, 1].map((round) => failure({ part: 'odd', round, code: 'no-results' })),
      ),
    ).toEqual([
      ['same', 'time', 'unchanged', 'pass'],
      ['odd', 'time', 'invalid', 'invalid'],
    ]);
  });
});

describe('A suite', () => {
  it('whose command fails on head from the start is one invalid result, and not one for each benchmark of base', () => {
    expect(statuses([...benchmark('a', { base: 5 }), ...benchmark('b', { base: 5 })], [failure()])).toEqual([
      [null, 'time', 'invalid', 'invalid'],
    ]);
  });

  it('whose command fails on head later leaves no benchmark with a verdict', () => {
    expect(statuses([...same, ...slower], [failure({ round: LAUNCHES })])).toEqual([
      ['same', 'time', 'invalid', 'invalid'],
      ['slower', 'time', 'invalid', 'invalid'],
    ]);
  });

  it('whose command fails on base alone is not compared', () => {
    expect(statuses(benchmark('a', { head: 5 }), [failure({ side: 'base' })])).toEqual([
      ['a', 'time', 'no-baseline', 'pass'],
    ]);
  });
});

it('Two hundred benchmarks of the same code are no regression, however noisy', () => {
  const noise = (index: number) => Math.abs(Math.sin(index * 12.9898) * 43_758.5453) % 1;
  const all = Array.from({ length: 200 }, (_, part) => part).flatMap((part) =>
    Array.from({ length: LAUNCHES }, (_, round) => round).flatMap((round) =>
      (['base', 'head'] as const).map((side, index) =>
        aSample({
          ...SUITE,
          part: `b${part}`,
          metric: 'time',
          side,
          round,
          launch: round,
          value: 100 + 40 * noise(part * 1_000 + round * 2 + index),
        }),
      ),
    ),
  );
  const found = statuses(all);
  expect(found).toHaveLength(200);
  expect(found.filter(([, , , verdict]) => verdict === 'fail')).toEqual([]);
});
