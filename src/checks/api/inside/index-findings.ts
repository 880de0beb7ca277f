import { lostIndexes, noIndex, otherPlans, type PlansOfSide } from '../../../inspect/access.ts';
import { type About, type IsMetric, impactOf } from './about.ts';
import { type Inside, type Launches, lastOf } from './launches.ts';

/** What a lost index makes slower, the first that did. */
const SLOWER = ['p95', 'p50', 'p90', 'p99', 'query-time', 'rows-read'];
const MOST_OTHER_PLANS = 3;

/** What the plans and indexes of both sides say: indexes that head lost, never had, or does not use. */
export function indexFindings({ base, head }: Launches, isWorse: IsMetric, fails: IsMetric): About[] {
  const [before, now] = [plansOfSide(base), plansOfSide(head)];
  const metric = SLOWER.find(isWorse) ?? 'rows-read';
  return [
    ...lostIndexes(before, now).map(
      ({ table, index, columns, shape, state, rowsRead, rowsReadBefore, rows }): About => ({
        code: 'database.lost-index',
        metric,
        impact: impactOf(fails(metric), 'high'),
        location: table,
        current: null,
        target: null,
        evidence: { table, index, columns, shape, state, rowsRead, rowsReadBefore, rows },
        warns: true,
        suggestion: { code: 'restore-index', effort: 'low' },
      }),
    ),
    ...noIndex(now, base.length === 0 ? null : before).map(
      ({ table, tableRows, columns, shape, rowsRead, rows, isLarge }): About => ({
        code: 'database.no-index',
        metric,
        impact: isLarge ? impactOf(fails(metric), 'medium') : 'low',
        location: table,
        current: null,
        target: null,
        evidence: { table, tableRows, columns, shape, rowsRead, rows },
        ...(isLarge && { warns: true as const }),
        suggestion: { code: 'create-index', effort: 'low' },
      }),
    ),
    ...otherPlans(before, now)
      .slice(0, MOST_OTHER_PLANS)
      .map(
        (one): About => ({
          code: 'database.other-plan',
          metric,
          impact: 'low',
          location: one.table,
          current: null,
          target: null,
          evidence: { ...one },
          suggestion: { code: 'analyse-plan', effort: 'medium' },
        }),
      ),
  ];
}

const plansOfSide = (launches: readonly Inside[]): PlansOfSide => ({
  access: lastOf(launches, 'access'),
  plans: lastOf(launches, 'plans'),
});
