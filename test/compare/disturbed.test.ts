import { describe, expect, it } from 'vitest';
import { countingTries, disturbanceOf, followsASide, isDisturbed, type Try } from '../../src/compare/disturbed.ts';
import { samplesOf } from '../../src/compare/pairs.ts';
import { countsIn, othersFollowASide, waysToCount } from '../../src/compare/which-try-counts.ts';
import { type Measurements, nothingMeasured, type Sample } from '../../src/model/measurements.ts';
import type { Side } from '../../src/model/subject.ts';

const CALM: Try = { base: 0, head: 0.1 };
const ON_BASE: Try = { base: 0.9, head: 0 };
const ON_HEAD: Try = { base: 0, head: 0.9 };
const BOTH: Try = { base: 0.5, head: 0.6 };
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const swapped = ({ base, head }: Try): Try => ({ base: head, head: base });

describe('what disturbs a visit', () => {
  it('is what others ran over what its own processes ran, from 0.3 on', () => {
    expect(disturbanceOf({ others: 0.5, own: 2 })).toBe(0.25);
    expect([0.3, 0.31].map(isDisturbed)).toEqual([false, true]);
  });

  it.each([undefined, {}, { others: 1 }, { own: 1 }, { others: 1, own: 0 }])('is not known from %j', (covariates) => {
    expect(disturbanceOf(covariates)).toBeNull();
  });
});

describe('others that follow a side', () => {
  it('are told by the rounds in which exactly one side was disturbed, from six on', () => {
    expect(followsASide(times(5, ON_HEAD))).toBe(false);
    expect(followsASide(times(6, ON_HEAD))).toBe(true);
    expect(followsASide([...times(6, ON_HEAD), ...times(50, BOTH), ...times(50, CALM)])).toBe(true);
    expect(followsASide(times(100, BOTH))).toBe(false);
  });

  it.each([
    // Two-sided, by the binomial distribution with 1/2.
    [7, 1, false], // 0.0703
    [8, 1, true], // 0.0391
    [9, 2, false], // 0.0654
    [10, 2, true], // 0.0386
    [12, 12, false],
  ])('%d rounds on one side and %d on the other: %s', (more, fewer, follows) => {
    const rounds = [...times(more, ON_HEAD), ...times(fewer, ON_BASE)];
    expect(followsASide(rounds)).toBe(follows);
    expect(followsASide(rounds.map(swapped))).toBe(follows);
  });
});

describe('the try of a round that counts', () => {
  it('is the one whose more disturbed visit was the calmest, the earlier one of equals', () => {
    expect(countingTries([[BOTH, ON_HEAD, CALM], [CALM], [ON_HEAD, ON_BASE]])).toEqual([2, 0, 0]);
  });

  it('is the same with the sides swapped', () => {
    const rounds: [Try, ...Try[]][] = [
      [BOTH, ON_HEAD, CALM],
      [ON_BASE, { base: 0.1, head: 0.8 }],
    ];
    const mirrored = rounds.map(([first, ...others]): [Try, ...Try[]] => [swapped(first), ...others.map(swapped)]);
    expect(countingTries(mirrored)).toEqual(countingTries(rounds));
  });

  it('is the first in all rounds once others follow a side', () => {
    const rounds: [Try, ...Try[]][] = [...times<[Try, Try]>(6, [ON_HEAD, CALM]), [BOTH, CALM]];
    expect(countingTries(rounds)).toEqual(times(7, 0));
  });
});

/** Both visits of a try; the value of each sample is ten times its round and its redo. */
function visits(round: number, redo: number, seen: Try, key: Partial<Sample> = {}): Sample[] {
  return (['base', 'head'] as const).map((side: Side) => ({
    ...{ check: 'api', subject: 'list', variant: null, part: null, metric: 'p95', side, round, launch: round },
    ...(redo === 0 ? {} : { redo }),
    ...{ order: 0, attempt: 0, value: 10 * round + redo, covariates: { others: seen[side], own: 1 } },
    ...key,
  }));
}

describe('samples of rounds that were made again', () => {
  const valuesOf = (samples: Sample[], subject = 'list') => {
    const measurements: Measurements = { ...nothingMeasured([], null), samples };
    const key = { check: 'api', subject, variant: null, part: null };
    return samplesOf(measurements, key, { id: 'p95' }).head.map(({ value }) => value);
  };
  const noisy = [
    ...visits(0, 0, BOTH),
    ...visits(0, 1, CALM),
    ...visits(1, 0, CALM),
    ...visits(2, 0, ON_HEAD),
    ...visits(2, 1, BOTH),
    ...visits(2, 2, ON_BASE),
  ];

  it('are compared only if their try counts', () => {
    expect(valuesOf(noisy)).toEqual([1, 10, 21]);
  });

  it('count whatever was measured', () => {
    const times = noisy.map((sample) => ({ ...sample, value: -sample.value }));
    expect(noisy.map((sample) => countsIn(times)(sample))).toEqual(noisy.map((sample) => countsIn(noisy)(sample)));
  });

  it('count by the subject: another one that others follow loses nothing', () => {
    const other = Array.from({ length: 6 }, (_, round) => [
      ...visits(round, 0, ON_HEAD, { subject: 'login' }),
      ...visits(round, 1, CALM, { subject: 'login' }),
    ]).flat();
    expect(othersFollowASide(other)).toBe(true);
    expect(valuesOf([...noisy, ...other])).toEqual([1, 10, 21]);
    expect(valuesOf([...noisy, ...other], 'login')).toEqual([0, 10, 20, 30, 40, 50]);
  });

  it('count both ways for settling a subject while three of three disturbed rounds are on one side', () => {
    const again = [0, 1, 2].flatMap((round) => [...visits(round, 0, ON_HEAD), ...visits(round, 1, CALM)]);
    expect(valuesOf(again)).toEqual([1, 11, 21]);
    expect(waysToCount(again, again).map((samples) => valuesOf([...samples]))).toEqual([
      [1, 11, 21],
      [0, 10, 20],
    ]);
    expect(waysToCount(noisy, noisy)).toEqual([noisy]);
  });

  it('of a part follow their visit', () => {
    const part = visits(0, 1, CALM, { part: 'click #menu' });
    expect(part.every(countsIn([...noisy, ...part]))).toBe(true);
  });

  it('whose other side failed never count', () => {
    const [base] = visits(1, 1, CALM) as [Sample];
    expect(valuesOf([...visits(1, 0, BOTH), base])).toEqual([10]);
  });
});
