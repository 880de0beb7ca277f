import {
  type LostIndex,
  lostIndexes,
  type NoIndex,
  noIndex,
  otherPlans,
  type PlansOfSide,
} from '../../../inspect/access.ts';
import type { AccessSeen } from '../../../inspect/seen.ts';
import { type Inside, type Launches, lastOf } from './launches.ts';
import { type IsMetric, impactOf, type OwnFinding } from './own-finding.ts';

/** Metrics that a lost index makes worse. A finding explains the first one that got worse. */
const ROWS_READ = 'rows-read';
const SLOWER = ['p95', 'p50', 'p90', 'p99', 'query-time', ROWS_READ];
/** Those of the metric that got worse. */
const UNKNOWN = { current: null, target: null } as const;
const MOST_OTHER_PLANS = 3;

interface Lost extends LostIndex {
  /** Base does not ask this query: its index would have served it. */
  readonly isNewQuery?: boolean;
}

/** Findings from both sides' plans and indexes: indexes that head lost, never had, or does not use. */
export function indexFindings({ base, head, beside = [] }: Launches, isWorse: IsMetric, fails: IsMetric): OwnFinding[] {
  const [before, now] = [plansOfSide(base), plansOfSide(head)];
  const metric = SLOWER.find(isWorse) ?? ROWS_READ;
  const none = noIndex(now, base.length === 0 ? null : before).map((one) => ({
    ...one,
    lost: lostFor(one, before.access === null ? beside : base, now.access),
  }));
  const ofNewQueries = none.flatMap(({ lost, ...one }): Lost[] =>
    lost === null ? [] : [{ ...one, ...lost, state: 'gone', rowsReadBefore: null, isNewQuery: true }],
  );
  const all = Map.groupBy<string, Lost>(
    [...lostIndexes(before, now), ...ofNewQueries],
    ({ table, index }) => `${table} ${index}`,
  );
  const lost = [...all.values()].flatMap(([first]) => first ?? []);
  return [
    ...lost.map(
      ({
        table,
        index,
        columns,
        shape,
        state,
        rowsRead,
        rowsReadBefore,
        rows,
        times,
        isNewQuery = false,
      }): OwnFinding => ({
        code: 'database.lost-index',
        metric,
        impact: impactOf(fails(metric), 'high'),
        location: table,
        ...(metric === ROWS_READ ? { current: rowsRead, target: rowsReadBefore } : UNKNOWN),
        evidence: { table, index, columns, shape, state, rowsRead, rowsReadBefore, rows, times, isNewQuery },
        warns: true,
        suggestion: { code: 'restore-index', effort: 'low' },
      }),
    ),
    ...none
      .filter(({ lost }) => lost === null)
      .map(
        ({ table, tableRows, columns, shape, rowsRead, rows, times, isLarge }): OwnFinding => ({
          code: 'database.no-index',
          metric,
          impact: isLarge ? impactOf(fails(metric), 'medium') : 'low',
          location: table,
          ...(metric === ROWS_READ ? { current: rowsRead, target: null } : UNKNOWN),
          evidence: { table, tableRows, columns, shape, rowsRead, rows, times },
          ...(isLarge && { warns: true as const }),
          suggestion: { code: 'create-index', effort: 'low' },
        }),
      ),
    ...otherPlans(before, now)
      .slice(0, MOST_OTHER_PLANS)
      .map(
        (one): OwnFinding => ({
          code: 'database.other-plan',
          metric,
          impact: 'low',
          location: one.table,
          ...UNKNOWN,
          evidence: { ...one },
          suggestion: { code: 'analyse-plan', effort: 'medium' },
        }),
      ),
  ];
}

/** The index of base's that would serve a query that is new, and that head no longer has. */
function lostFor(
  { table, columns }: NoIndex,
  before: readonly Inside[],
  now: AccessSeen | null,
): Pick<LostIndex, 'index' | 'columns'> | null {
  const has = (index: string) => now?.indexes.some((one) => one.table === table && one.index === index) ?? true;
  const indexes = before.flatMap(({ access }) => access?.indexes ?? []);
  const lost = indexes.find((one) => one.table === table && one.columns[0] === columns[0] && !has(one.index));
  return lost ?? null;
}

const plansOfSide = (launches: readonly Inside[]): PlansOfSide => ({
  access: lastOf(launches, 'access'),
  plans: lastOf(launches, 'plans'),
});
