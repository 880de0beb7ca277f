import { describe, expect, it } from 'vitest';
import { noiseOf } from '../../src/compare/noise.ts';
import type { Sample } from '../../src/model/measurements.ts';
import { aSample } from '../support/plans/some-measurements.ts';

const visits = (all: readonly Readonly<Record<string, number>>[], metrics = ['p95']): Sample[] =>
  all.flatMap((covariates, index) =>
    metrics.map((metric) =>
      aSample({ metric, side: index % 2 === 0 ? 'base' : 'head', round: Math.floor(index / 2), launch: 0, covariates }),
    ),
  );
const delays = (...all: readonly number[]) => visits(all.map((delay) => ({ delay, requests: 100 })));

describe('the grade of a runner', () => {
  it.each([
    [0.01, 'quiet'],
    [0.0999, 'quiet'],
    [0.1, 'busy'],
    [0.3999, 'busy'],
    [0.4, 'hopeless'],
    [7, 'hopeless'],
  ])('with a median delay of %d is %s', (delay, grade) => {
    expect(noiseOf(delays(0, delay, 9))).toMatchObject({ grade, delay });
  });

  it('is more patient with browsers, and graded by them only where no server was visited', () => {
    const browsers = visits([{ delay: 0.3 }, { delay: 0.3 }, { delay: 0.3 }]).map((one) => ({
      ...one,
      check: 'vitals',
    }));
    expect(noiseOf(browsers)).toMatchObject({ grade: 'quiet', delay: 0.3 });
    expect(noiseOf([...browsers, ...delays(0.05)])).toMatchObject({ grade: 'quiet', delay: 0.05 });
  });

  it('takes base and head alike', () => {
    const swapped = delays(0.1, 0.5, 0.2, 0.9).map(
      (sample): Sample => ({ ...sample, side: sample.side === 'base' ? 'head' : 'base' }),
    );
    expect(noiseOf(swapped)).toEqual(noiseOf(delays(0.1, 0.5, 0.2, 0.9)));
  });

  it('counts a visit once, however many metrics it has', () => {
    const covariates = [0.01, 0.5, 0.6].map((delay) => ({ delay, requests: 100 }));
    const [calm, ...others] = [visits(covariates.slice(0, 1), ['p50', 'p90', 'p95', 'p99', 'cpu']), visits(covariates)];
    expect(noiseOf([...(calm ?? []), ...others.flat()])?.delay).toBe(0.5);
  });

  it('says what host and quota took, on average, where that is told', () => {
    const all = visits([
      { delay: 0.2, requests: 1, steal: 0 },
      { delay: 0.2, requests: 1, steal: 0.2, pressure: 0.5 },
      { delay: 0.2, requests: 1 },
    ]);
    expect(noiseOf(all)).toEqual({ grade: 'busy', delay: 0.2, steal: 0.1, pressure: 0.5, throttled: null });
  });

  it('is not known where no visit tells of a delay', () => {
    expect(noiseOf([])).toBeNull();
    expect(noiseOf(visits([{ answers: 100, pressure: 0.2 }]))).toBeNull();
  });
});
