import { describe, expect, it } from 'vitest';
import { fileMetric, metrics } from '../../src/checks/bundle/metrics.ts';
import { decide } from '../../src/compare/decide.ts';
import { toResults } from '../../src/compare/decided.ts';
import { explain } from '../../src/explain/explain.ts';
import type { Sample } from '../../src/model/measurements.ts';
import type { Side } from '../../src/model/subject.ts';
import { aBudget, aPlan, aPlanned, limited } from '../support/plans/a-plan.ts';
import { aSample, someMeasurements } from '../support/plans/some-measurements.ts';

/** Bytes by part (`app` stands for the subject itself) and metric. */
type Sizes = Readonly<Record<string, Readonly<Record<string, number | { value: number; compared: number }>>>>;

function samplesOf(side: Side, sizes: Sizes): Sample[] {
  return Object.entries(sizes).flatMap(([part, values]) =>
    Object.entries(values).map(([metric, size]): Sample => {
      const about = { check: 'bundle', subject: 'app', part: part === 'app' ? null : part };
      const figures = typeof size === 'number' ? { value: size } : size;
      return aSample({ ...about, metric, side, ...figures });
    }),
  );
}

function plan(budgets: Readonly<Record<string, number>> = {}) {
  const metricsOfApp = [...metrics, fileMetric('vendor-*.js')].map((metric) => {
    const limit = budgets[metric.id];
    return limited(metric, limit === undefined ? {} : { budget: aBudget(limit) });
  });
  return aPlan([aPlanned(metricsOfApp, { check: 'bundle', name: 'app', launches: 'own' })]);
}

const measured = (base: Sizes, head: Sizes) =>
  someMeasurements({ samples: [...samplesOf('base', base), ...samplesOf('head', head)] });

function decided(base: Sizes, head: Sizes, budgets: Readonly<Record<string, number>> = {}) {
  const measurements = measured(base, head);
  const results = toResults(decide(plan(budgets), measurements), measurements.failures, () => null);
  return new Map(results.map((result) => [result.id, result]));
}

describe('the pages that a visit found in a bundle', () => {
  const base = { app: { initial: 100_000 }, 'index.html': { initial: 100_000 }, 'old.html': { initial: 20_000 } };
  const head = { app: { initial: 130_000 }, 'index.html': { initial: 130_000 }, 'new.html': { initial: 40_000 } };

  it('are results of their own, held to the limits of the subject', () => {
    const results = decided(base, head, { initial: 120_000 });
    expect(results.get('bundle/app/index.html/initial')).toMatchObject({
      variant: 'index.html',
      part: 'index.html',
      head: 130_000,
      change: { absolute: 30_000 },
      budget: { status: 'over' },
      verdict: 'fail',
    });
    expect(results.get('bundle/app/initial')).toMatchObject({ variant: null, part: null, verdict: 'fail' });
    expect(results.get('bundle/app/new.html/initial')).toMatchObject({ verdict: 'pass', base: null });
  });

  it('are new, or removed, where only one side has them', () => {
    const results = decided(base, head);
    expect(results.get('bundle/app/new.html/initial')?.threshold.status).toBe('new');
    expect(results.get('bundle/app/old.html/initial')).toMatchObject({
      base: 20_000,
      head: null,
      change: null,
      threshold: { status: 'removed' },
      verdict: 'pass',
    });
  });

  it('are not told as removed where the bundle itself has lost what it has a limit for', () => {
    const lost = { app: { javascript: 1 } };
    expect(decided(base, lost, { initial: 120_000 }).get('bundle/app/initial')?.verdict).toBe('invalid');
    expect(decided(base, lost).get('bundle/app/initial')?.threshold.status).toBe('removed');
  });

  it('each get details from their check', () => {
    const measurements = measured(base, head);
    const decided = decide(plan(), measurements);
    const { details } = explain(plan(), measurements, decided);
    expect([...details.keys()]).toEqual(decided);
    expect([...details.values()]).not.toContain(null);
  });

  it('are no results where there are none, unless a limit was set for them', () => {
    const sizes = { app: { javascript: 10 } };
    expect(decided(sizes, sizes).has('bundle/app/initial')).toBe(false);
    expect(decided(sizes, sizes, { initial: 9 }).get('bundle/app/initial')?.verdict).toBe('invalid');
  });
});

describe('a change that is not that of the sizes', () => {
  it('is computed from what compares, while budgets are held against the sizes', () => {
    const base = { app: { javascript: { value: 50_000, compared: 49_990 } } };
    const head = { app: { javascript: { value: 50_006, compared: 49_990 } } };
    expect(decided(base, head, { javascript: 50_005 }).get('bundle/app/javascript')).toMatchObject({
      base: 50_000,
      head: 50_006,
      change: { absolute: 0, relative: 0 },
      budget: { status: 'over' },
      threshold: { status: 'unchanged' },
    });
  });
});
