import { describe, expect, it } from 'vitest';
import { noiseOf } from '../../src/compare/noise.ts';
import type { Sample } from '../../src/model/measurements.ts';

/** Two visits a round; `again`: the rounds that were made twice. */
const rounds = (count: number, again: number, covariates: Readonly<Record<string, number>>, metrics = ['p95']) =>
  Array.from({ length: count }, (_, round) =>
    [...(round < again ? [0, 1] : [0])].flatMap((redo) =>
      (['base', 'head'] as const).flatMap((side) =>
        metrics.map(
          (metric): Sample => ({
            ...{ check: 'api', subject: 'list', variant: null, part: null, metric, side, round, launch: 0 },
            ...(redo === 0 ? {} : { redo }),
            ...{ order: 0, attempt: 0, value: 1, covariates },
          }),
        ),
      ),
    ),
  ).flat();

const SEEN = { others: 0.1, own: 1, delay: 0.2, requests: 100 };

describe('the grade of a runner', () => {
  it.each([
    [0, 'quiet'],
    [4, 'quiet'],
    [5, 'busy'],
    [24, 'busy'],
    [25, 'hopeless'],
    [100, 'hopeless'],
  ])('with %d of 100 rounds made again is %s', (again, grade) => {
    expect(noiseOf(rounds(100, again, SEEN))).toMatchObject({ grade, redone: again / 100, delay: 0.2 });
  });

  it('counts a round once, however many metrics it has', () => {
    expect(noiseOf([...rounds(4, 1, SEEN, ['p50', 'p90', 'p95'])])?.redone).toBe(0.25);
  });

  it('takes the delay from browsers only where no server was visited', () => {
    const browsers = rounds(2, 0, { others: 0, own: 1, delay: 0.3 }).map((one) => ({ ...one, check: 'vitals' }));
    expect(noiseOf(browsers)).toMatchObject({ delay: 0.3 });
    expect(noiseOf([...browsers, ...rounds(1, 0, SEEN)])).toMatchObject({ delay: 0.2 });
  });

  it('says what host and quota took, on average, where that is told', () => {
    const all = [
      ...rounds(2, 0, { ...SEEN, steal: 0.2, pressure: 0.5 }).slice(0, 2),
      ...rounds(2, 0, { ...SEEN, steal: 0 }).slice(2),
    ];
    expect(noiseOf(all)).toEqual({
      grade: 'quiet',
      redone: 0,
      delay: 0.2,
      steal: 0.1,
      pressure: 0.5,
      throttled: null,
    });
  });

  it('is not known where no visit tells of others', () => {
    expect(noiseOf([])).toBeNull();
    expect(noiseOf(rounds(2, 0, { delay: 0.2, requests: 1 }))).toBeNull();
  });
});
