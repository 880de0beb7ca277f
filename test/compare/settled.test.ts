import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { settledIn } from '../../src/compare/settled.ts';
import type { Sample } from '../../src/model/measurements.ts';
import type { PlannedSubject } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { aMetric, aPlan, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aSample, LIST, someMeasurements } from '../support/plans/some-measurements.ts';

const subject = (check: string, name: string, launches: PlannedSubject['launches'], gates = true) =>
  aPlanned([limited(aMetric('time'), { threshold: gates ? aThreshold(0.2) : null })], { check, name, launches });

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
    sides.map((side) => aSample({ check, subject: name, metric: 'time', side, round, value: value(side, round) })),
  ).flat();
}

const measurements = (samples: readonly Sample[]) => someMeasurements({ samples });

describe('an endpoint is settled', () => {
  const only = aPlan([subject('api', 'list', 'shared')]);

  it('once it is clear that nothing changed', () => {
    expect(settledIn(only)(LIST, measurements(pairs('api', 'list', 11, 1)))).toBe(false);
    expect(settledIn(only)(LIST, measurements(pairs('api', 'list', 12, 1)))).toBe(true);
  });

  it('not while its change is near its threshold', () => {
    expect(settledIn(only)(LIST, measurements(pairs('api', 'list', 20, 1.2)))).toBe(false);
  });

  it('after its last look in any case', () => {
    expect(settledIn(only)(LIST, measurements(pairs('api', 'list', 40, 1.2)))).toBe(true);
  });

  it('after the first look where there is nothing to compare', () => {
    const ungated = aPlan([subject('api', 'list', 'shared', false)]);
    expect(settledIn(ungated)(LIST, measurements(pairs('api', 'list', 11, 1)))).toBe(false);
    expect(settledIn(ungated)(LIST, measurements(pairs('api', 'list', 12, 1)))).toBe(true);
    expect(settledIn(only)(LIST, measurements(pairs('api', 'list', 12, 1, ['head'])))).toBe(true);
  });

  it('only when the verdict would stand at the end too, however many metrics are measured by then', () => {
    const pages = Array.from({ length: 6 }, (_, page) => `page ${page}`);
    const run = aPlan([subject('api', 'list', 'shared'), ...pages.map((page) => subject('vitals', page, 'own'))]);
    for (let rounds = 12; rounds <= 40; rounds += 4) {
      const endpoint = pairs('api', 'list', rounds, 1.5);
      const early = measurements([...endpoint, ...pages.flatMap((page) => pairs('vitals', page, 3, 1))]);
      if (!settledIn(run)(LIST, early)) continue;
      const late = measurements([...endpoint, ...pages.flatMap((page) => pairs('vitals', page, 20, 1))]);
      expect(decide(run, late)[0]?.threshold.status).toBe('regressed');
      return;
    }
    throw new Error('a change of 50 % was never settled');
  });
});
