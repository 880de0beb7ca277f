import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { settledIn } from '../../src/compare/settled.ts';
import type { Measurements, Sample } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Plan, PlannedSubject } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';

const metric = (id: string): Metric => ({
  id,
  label: id,
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: true,
  group: null,
  floor: 1,
  budget: null,
});

const subject = (check: string, name: string, launches: 'shared' | 'own', gates = true): PlannedSubject => ({
  check,
  subject: { name, variant: null, settings: {}, server: null, metrics: [metric('time')] },
  launches,
  source: null,
  metrics: [
    {
      metric: metric('time'),
      budget: null,
      threshold: gates ? { limit: 0.2, by: 'fraction', written: true, source: null } : null,
    },
  ],
});

const plan = (...subjects: PlannedSubject[]): Pick<Plan, 'subjects' | 'measure'> => ({
  subjects,
  measure: { rounds: { api: 40, vitals: 20 }, timeMs: 300_000, confidence: 0.99 },
});

/** `rounds` pairs, in launches of four; head is `ratio` times base, give or take two percent. */
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
        launch: Math.floor(round / 4),
        order: 0,
        attempt: 0,
        value: value(side, round),
      }),
    ),
  ).flat();
}

const measurements = (samples: Sample[]): Measurements => ({
  noBase: null,
  samples,
  failures: [],
  evidence: [],
  files: [],
  notes: [],
  durations: [],
  stored: [],
  tools: { chromium: null, lighthouse: null },
});

const key = { check: 'api', subject: 'list', variant: null, part: null };

describe('an endpoint is settled', () => {
  const only = plan(subject('api', 'list', 'shared'));

  it('once it is clear that nothing changed', () => {
    expect(settledIn(only)(key, measurements(pairs('api', 'list', 11, 1)))).toBe(false);
    expect(settledIn(only)(key, measurements(pairs('api', 'list', 12, 1)))).toBe(true);
  });

  it('not while its change is near its threshold', () => {
    expect(settledIn(only)(key, measurements(pairs('api', 'list', 20, 1.2)))).toBe(false);
  });

  it('after its last look in any case', () => {
    expect(settledIn(only)(key, measurements(pairs('api', 'list', 40, 1.2)))).toBe(true);
  });

  it('after the first look where there is nothing to compare', () => {
    const ungated = plan(subject('api', 'list', 'shared', false));
    expect(settledIn(ungated)(key, measurements(pairs('api', 'list', 11, 1)))).toBe(false);
    expect(settledIn(ungated)(key, measurements(pairs('api', 'list', 12, 1)))).toBe(true);
    expect(settledIn(only)(key, measurements(pairs('api', 'list', 12, 1, ['head'])))).toBe(true);
  });

  it('only when the verdict would stand at the end too, however many metrics are measured by then', () => {
    const pages = Array.from({ length: 6 }, (_, page) => `page ${page}`);
    const run = plan(subject('api', 'list', 'shared'), ...pages.map((page) => subject('vitals', page, 'own')));
    for (let rounds = 12; rounds <= 40; rounds += 4) {
      const endpoint = pairs('api', 'list', rounds, 1.5);
      const early = measurements([...endpoint, ...pages.flatMap((page) => pairs('vitals', page, 3, 1))]);
      if (!settledIn(run)(key, early)) continue;
      const late = measurements([...endpoint, ...pages.flatMap((page) => pairs('vitals', page, 20, 1))]);
      expect(decide(run, late)[0]?.threshold.status).toBe('regressed');
      return;
    }
    throw new Error('a change of 50 % was never settled');
  });
});
