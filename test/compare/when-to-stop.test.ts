import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { progressIn } from '../../src/compare/when-to-stop.ts';
import { type Measurements, nothingMeasured, type Sample } from '../../src/model/measurements.ts';
import type { Plan, PlannedSubject } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { aMetric } from '../support/plans/a-plan.ts';
import { coinsFor } from './coins.ts';

const subject = (check: string, name: string, launches: 'shared' | 'own', gates = true): PlannedSubject => ({
  check,
  subject: { name, variant: null, settings: {}, server: null, metrics: [aMetric('time')] },
  launches,
  source: null,
  metrics: [
    {
      metric: aMetric('time'),
      budget: null,
      threshold: gates ? { limit: 0.2, by: 'fraction', written: true, source: null } : null,
    },
  ],
});

const plan = (...subjects: PlannedSubject[]): Pick<Plan, 'subjects' | 'measure'> => ({
  subjects,
  measure: { rounds: { api: 40, vitals: 20 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 },
});

/** Pairs in launches of three; head is `ratio` times base, give or take two percent. */
function pairs(
  check: string,
  name: string,
  rounds: number,
  ratio: number,
  sides: readonly Side[] = ['base', 'head'],
): Sample[] {
  const value = (side: Side, round: number) =>
    (side === 'head' ? 100 * ratio : 100) * (1 + 0.02 * Math.sin(round * (side === 'head' ? 3 : 7)));
  return Array.from({ length: rounds }, (_, round) =>
    sides.map(
      (side): Sample => ({
        check,
        subject: name,
        variant: null,
        part: null,
        metric: 'time',
        side,
        round,
        launch: Math.floor(round / 3),
        order: 0,
        attempt: 0,
        value: value(side, round),
      }),
    ),
  ).flat();
}

const measurements = (samples: Sample[]): Measurements => ({
  ...nothingMeasured([], null),
  samples,
  coins: coinsFor(samples, 3),
});

const list = { check: 'api', subject: 'list' };
const progressAfter = (run: ReturnType<typeof plan>, launches: number, ratio: number, sides?: readonly Side[]) =>
  progressIn(run)(list, measurements(pairs('api', 'list', 3 * launches, ratio, sides)));

describe('an endpoint is settled', () => {
  const only = plan(subject('api', 'list', 'shared'));

  it('after three launches where it is clear that nothing changed', () => {
    expect([1, 2, 3].map((launches) => progressAfter(only, launches, 1).settled)).toEqual([false, false, true]);
  });

  it('once a change is certain, and not while it is only large', () => {
    expect([3, 5, 7, 8].map((launches) => progressAfter(only, launches, 1.5).settled)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('not while its change is near its threshold, but after its last look in any case', () => {
    const near = [8, 12, 13].map((launches) => progressAfter(only, launches, 1.199).settled);
    expect(near).toEqual([false, false, true]);
  });

  it('after three launches where there is nothing to compare', () => {
    const ungated = plan(subject('api', 'list', 'shared', false));
    expect([2, 3].map((launches) => progressAfter(ungated, launches, 1).settled)).toEqual([false, true]);
    expect([2, 3].map((launches) => progressAfter(only, launches, 1, ['head']).settled)).toEqual([false, true]);
  });

  it('later where a metric without a threshold moved by much, so that it can be named', () => {
    const ungated = plan(subject('api', 'list', 'shared', false));
    expect([3, 7, 8].map((launches) => progressAfter(ungated, launches, 1.8).settled)).toEqual([false, false, true]);
  });

  it('only with the answers that a limit of the user needs, where a metric needs many', () => {
    const withBudget = (written: boolean) => {
      const planned = subject('api', 'list', 'shared');
      const many = { ...aMetric('time'), answers: 1_000 };
      const budget = { limit: 500, written, ratchet: false, source: null };
      return plan({ ...planned, metrics: [{ metric: many, budget, threshold: null }] });
    };
    const settledAfter = (launches: number, answers: number, written: boolean) => {
      const samples = pairs('api', 'list', 3 * launches, 1).map((one) => ({ ...one, covariates: { answers } }));
      return progressIn(withBudget(written))(list, measurements(samples)).settled;
    };
    expect([3, 6, 7].map((launches) => settledAfter(launches, 50, true))).toEqual([false, false, true]);
    expect(settledAfter(3, 50, false)).toBe(true);
    expect(settledAfter(3, 150, true)).toBe(true);
  });

  it('only when the verdict would stand at the end too, whatever else is measured by then', () => {
    const pages = Array.from({ length: 6 }, (_, page) => `page ${page}`);
    const run = plan(subject('api', 'list', 'shared'), ...pages.map((page) => subject('vitals', page, 'own')));
    const equal = (page: string) => pairs('vitals', page, 3, 1).map((sample) => ({ ...sample, value: 5 }));
    for (let rounds = 9; rounds <= 40; rounds += 3) {
      const endpoint = pairs('api', 'list', rounds, 1.5);
      const early = measurements([...endpoint, ...pages.flatMap(equal)]);
      if (!progressIn(run)(list, early).settled) continue;
      const late = measurements([...endpoint, ...pages.flatMap((page) => pairs('vitals', page, 20, 1))]);
      expect(decide(run, late)[0]?.threshold.status).toBe('regressed');
      return;
    }
    throw new Error('a change of 50 % was never settled');
  });
});

describe('an endpoint is suspicious', () => {
  it('by how far it is on its way to its threshold, and only where it could fail', () => {
    const only = plan(subject('api', 'list', 'shared'));
    const ungated = plan(subject('api', 'list', 'shared', false));
    expect(progressAfter(only, 3, 1.5).suspicion).toBeGreaterThan(progressAfter(only, 3, 1.2).suspicion);
    expect(progressAfter(only, 3, 1.2).suspicion).toBeCloseTo(1, 0);
    expect(progressAfter(ungated, 3, 1.8).suspicion).toBe(0);
    expect(progressAfter(only, 3, 0.5).suspicion).toBe(0);
  });
});
