import type { RequestSeen } from '../../../inspect/seen.ts';
import { type Inside, type Launches, placeOf, requestOf, shapeIn } from './launches.ts';
import { type IsMetric, impactOf, type OwnFinding } from './own-finding.ts';

/** Least additional repeats of a query that are reported. Five more fail. */
const LEAST_REPEATS = 2;
const MOST_NEW_QUERIES = 3;

/** Findings from the queries of a request. A fault that head introduces is a warning. */
export function queryFindings(launches: Launches, isWorse: IsMetric, fails: IsMetric): OwnFinding[] {
  const [base, head] = [requestOf(launches.base), requestOf(launches.head)];
  if (head === null) return [];
  return [
    ...repeatedQueries(base, head, { fails, launches }),
    ...(isWorse('queries') ? newQueries(base, head) : []),
    ...slowQueries(base, head, isWorse),
    ...(isWorse('rows') ? grownReads(base, head) : []),
    ...openTransactions(base, head),
    ...connectionsPerRequest(launches),
  ];
}

function repeatedQueries(
  base: RequestSeen | null,
  head: RequestSeen,
  { fails, launches }: { readonly fails: IsMetric; readonly launches: Launches },
): OwnFinding[] {
  return head.repeats.flatMap(({ shape, tables, times, distinct, level, parent }): OwnFinding[] => {
    const before = shapeIn(base, shape)?.times ?? 0;
    // A shape that only some requests repeat is chance, or a cache.
    const least = Math.min(...timesOf(launches.head, shape));
    if (least - Math.max(1, before, ...timesOf(launches.base, shape)) < LEAST_REPEATS) return [];
    // A new endpoint may repeat a query on purpose, but hardly a query for each row.
    const warns = base === null && level >= 2;
    const at = placeOf(launches.head, shape);
    if (base === null && !warns) return [];
    return [
      {
        code: level === 1 ? 'database.same-query' : 'database.repeated-query',
        metric: 'repeated-queries',
        impact: impactOf(fails('repeated-queries'), 'medium'),
        location: at?.place ?? tables[0] ?? null,
        current: times,
        target: base === null ? null : before,
        evidence: {
          shape,
          times,
          timesBefore: base === null ? null : before,
          distinct,
          level,
          parent,
          table: tables[0] ?? null,
          place: at?.place ?? null,
          function: at?.function ?? null,
          caller: at?.caller ?? null,
          roundTrips: times - Math.max(1, before),
        },
        ...(warns && { warns }),
        suggestion:
          level === 1
            ? { code: 'ask-once', effort: 'low' }
            : level >= 2
              ? { code: 'load-together', effort: 'low' }
              : { code: 'ask-less', effort: 'medium' },
      },
    ];
  });
}

/** How often each request of a side asks it. */
const timesOf = (launches: readonly Inside[], shape: string): number[] =>
  launches.flatMap(({ requests }) => requests.map((one) => shapeIn(one, shape)?.times ?? 0));

/** Queries that base does not ask, but for those that are repeated, which have a finding of their own. */
function newQueries(base: RequestSeen | null, head: RequestSeen): OwnFinding[] {
  if (base === null) return [];
  return head.shapes
    .filter(({ shape, times }) => times > 0 && times <= LEAST_REPEATS && shapeIn(base, shape) === null)
    .slice(0, MOST_NEW_QUERIES)
    .map(({ shape, tables, times, ms, rows }) => ({
      code: 'database.new-query',
      metric: 'queries',
      impact: 'low',
      location: tables[0] ?? null,
      current: times,
      target: 0,
      evidence: { shape, times, ms, rows },
      suggestion: { code: 'ask-along', effort: 'medium' },
    }));
}

function slowQueries(base: RequestSeen | null, head: RequestSeen, isWorse: IsMetric): OwnFinding[] {
  const metric = ['slow-queries', 'query-time'].find(isWorse);
  if (metric === undefined) return [];
  const slowest = head.shapes.toSorted((a, b) => (b.longestMs ?? 0) - (a.longestMs ?? 0))[0];
  if (slowest === undefined || slowest.longestMs === null) return [];
  const msBefore = shapeIn(base, slowest.shape)?.longestMs ?? null;
  return [
    {
      code: 'database.slow-query',
      metric,
      impact: 'high',
      location: slowest.tables[0] ?? null,
      current: null,
      target: null,
      evidence: { shape: slowest.shape, ms: slowest.longestMs, msBefore, rows: slowest.rows },
      suggestion: { code: 'analyse-plan', effort: 'medium' },
    },
  ];
}

/** The query whose rows grew most, but for those that are repeated more, which have a finding of their own. */
function grownReads(base: RequestSeen | null, head: RequestSeen): OwnFinding[] {
  const grown = head.shapes
    .filter(({ shape, times }) => times <= Math.max(1, shapeIn(base, shape)?.times ?? 0))
    .map((one) => ({ ...one, before: shapeIn(base, one.shape)?.rows ?? 0 }))
    .toSorted((a, b) => b.rows - b.before - (a.rows - a.before))[0];
  if (base === null || grown === undefined || grown.rows <= grown.before) return [];
  return [
    {
      code: 'database.reads-more',
      metric: 'rows',
      impact: 'medium',
      location: grown.tables[0] ?? null,
      current: grown.rows,
      target: grown.before,
      evidence: { shape: grown.shape, rows: grown.rows, rowsBefore: grown.before },
      suggestion: { code: 'paginate', effort: 'medium' },
    },
  ];
}

function openTransactions(base: RequestSeen | null, head: RequestSeen): OwnFinding[] {
  if (head.openTransaction === null || (base !== null && base.openTransaction !== null)) return [];
  return [
    {
      code: 'database.open-transaction',
      metric: 'queries',
      impact: 'high',
      location: null,
      current: null,
      target: null,
      evidence: { shape: head.openTransaction },
      warns: true,
      suggestion: { code: 'end-transaction', effort: 'low' },
    },
  ];
}

/** Each of the visits opened a connection, once the server was warm. */
function connectionsPerRequest({ base, head }: Launches): OwnFinding[] {
  const opens = (launches: readonly Inside[]) => {
    const requests = launches.flatMap((one) => one.requests);
    return requests.length > 0 && requests.every(({ connects }) => connects > 0);
  };
  if (!opens(head) || opens(base)) return [];
  return [
    {
      code: 'database.no-pool',
      metric: 'connections',
      impact: 'medium',
      location: null,
      current: null,
      target: null,
      evidence: { connects: requestOf(head)?.connects ?? 1 },
      warns: true,
      suggestion: { code: 'pool-connections', effort: 'low' },
    },
  ];
}
