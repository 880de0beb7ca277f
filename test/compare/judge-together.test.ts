import { describe, expect, it } from 'vitest';
import { seeded } from '../../bench/simulator/random.ts';
import { decide } from '../../src/compare/decide.ts';
import type { Sample } from '../../src/model/measurements.ts';
import { aMetric, aPlan, aPlanned, limited } from '../support/plans/a-plan.ts';
import { someMeasurements } from '../support/plans/some-measurements.ts';

const lcp = aMetric('lcp', { floor: 150, together: true });
const threshold = { limit: 0.2, by: 'fraction', written: true, source: null } as const;

const planOfPages = (count: number) =>
  aPlan(
    Array.from({ length: count }, (_, page) =>
      aPlanned([limited(lcp, { threshold })], {
        check: 'vitals',
        name: `page ${page}`,
        variant: 'mobile',
        launches: 'own',
      }),
    ),
  );

/** Four rounds of each page, which vary by 5 %; head is slower by so much on the pages that are named. */
function rounds(count: number, slower: (page: number) => number, seed = 1): Sample[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, page) => page).flatMap((page) =>
    Array.from({ length: 4 }, (_, round) => round).flatMap((round) =>
      (['base', 'head'] as const).map(
        (side): Sample => ({
          ...{ check: 'vitals', subject: `page ${page}`, variant: 'mobile', part: null, metric: 'lcp', side, round },
          ...{ launch: round, order: 0, attempt: 0 },
          value: 1_500 * (side === 'head' ? 1 + slower(page) : 1) * Math.exp(random.normal(0.05)),
        }),
      ),
    ),
  );
}

const statuses = (count: number, slower: (page: number) => number, seed?: number) =>
  decide(planOfPages(count), someMeasurements({ samples: rounds(count, slower, seed) })).map(
    (one) => one.threshold.status,
  );

describe('pages that one change makes slower', () => {
  it('are regressed after four rounds of each, which are too few for any of them alone', () => {
    expect(statuses(4, () => 0.4).filter((status) => status === 'regressed').length).toBeGreaterThanOrEqual(3);
    expect(statuses(2, () => 0.4)).not.toContain('regressed');
  });

  it('blame no page that did not get slower itself', () => {
    const [still, ...others] = statuses(5, (page) => (page === 0 ? 0 : 0.6));
    expect(others.filter((status) => status === 'regressed').length).toBeGreaterThanOrEqual(3);
    expect(still).not.toBe('regressed');
  });

  it('are not regressed where nothing changed, in none of 100 runs', () => {
    for (let seed = 1; seed <= 100; seed++) expect(statuses(4, () => 0, seed)).not.toContain('regressed');
  });
});
