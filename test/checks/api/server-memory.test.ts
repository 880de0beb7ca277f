import { expect, it } from 'vitest';
import { metrics } from '../../../src/checks/api/server/metrics.ts';
import { decide } from '../../../src/compare/decide.ts';
import { nothingMeasured, type Sample } from '../../../src/model/measurements.ts';
import { coinsFor } from '../../compare/coins.ts';

const [memory] = metrics;
const server = { check: 'api', subject: 'api', variant: 'server', part: null } as const;

/** Megabytes after each launch, one visit a launch. */
function decided(base: readonly number[], head: readonly number[]) {
  if (memory === undefined) throw new Error('memory is no metric');
  const samples = Object.entries({ base, head }).flatMap(([side, values]) =>
    values.map(
      (megabytes, launch): Sample => ({
        ...{ ...server, metric: 'memory', side: side as 'base' | 'head' },
        ...{ round: launch, launch, order: 0, attempt: 0, value: 1e6 * megabytes },
      }),
    ),
  );
  const subject = {
    name: 'api',
    variant: 'server',
    settings: {},
    server: 'api',
    metrics: [memory],
    isServer: true,
  } as const;
  const threshold = { limit: 0.15, by: 'fraction', written: false, source: null } as const;
  const planned = { check: 'api', subject, launches: 'shared' as const, source: null };
  return decide(
    {
      subjects: [{ ...planned, metrics: [{ metric: memory, threshold, budget: null }] }],
      measure: { rounds: { api: 48 }, confidence: 0.99 },
    },
    { ...nothingMeasured([], null), samples, coins: coinsFor(samples, 1) },
  )[0];
}

it("Memory is not worse by one step of V8's young generation, and is by two", () => {
  const base = [59.1, 59.7, 60.7, 59.9, 60.2, 59.4, 60.5, 59.8, 60.1, 59.6];
  const more = (megabytes: number) => base.map((value) => value + megabytes);
  expect(decided(base, more(8.2))?.threshold.status).not.toMatch(/worse|regressed/);
  expect(decided(base, more(17))?.threshold.status).toBe('regressed');
});
