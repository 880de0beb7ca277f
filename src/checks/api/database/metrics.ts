import type { Metric } from '../../../model/metric.ts';

const fact = (id: string, label: string, extra: Partial<Metric> = {}): Metric => ({
  id,
  label,
  unit: 'count',
  worse: 'higher',
  kind: 'fact',
  compared: 'ratio',
  gates: false,
  group: null,
  floor: 1,
  budget: null,
  seen: 'inspection',
  ...extra,
});

/** Two databases with the same seed still differ, because different parts were vacuumed and analysed. */
const GRAIN = 0.02;

/**
 * A request's use of the database, measured in inspections. Each visit is one request.
 *
 * - queries: statements that were executed, without those that only steer the connection or the transaction
 * - repeated queries: all statements of one shape but the first
 * - time per query: the mean over the request's queries, with nothing else under way
 * - rows fetched: rows that the queries returned
 * - rows read, pages read: rows and pages that the database looked at, by the plans that ran; pages of 8 kB
 * - queries without an index: statements that no index can serve, on tables of more than 1,000 rows
 * - database connections: most open at once, under a short load
 * - pool in use: connections that wait for the database, as a share of the pool, where the config names its size
 */
export const metrics: readonly Metric[] = [
  fact('queries', 'queries'),
  fact('repeated-queries', 'repeated queries', { compared: 'difference', gates: true, threshold: 4 }),
  fact('query-time', 'time per query', { unit: 'ms', kind: 'sampled', budget: 100 }),
  fact('slow-queries', 'slow queries', { compared: 'difference', budget: 0 }),
  fact('rows', 'rows fetched', { floor: 10, quiet: true }),
  fact('rows-read', 'rows read', { floor: 100, quiet: true, grain: GRAIN }),
  fact('pages', 'pages read', { floor: 20, quiet: true, grain: GRAIN }),
  fact('unindexed-queries', 'queries without an index', { compared: 'difference', quiet: true }),
  fact('connections', 'database connections', { quiet: true }),
  fact('pool-use', 'pool in use', { unit: 'fraction', kind: 'sampled', floor: 0.05, budget: 0.8 }),
  fact('cache-hit-rate', 'database cache hits', {
    unit: 'fraction',
    kind: 'sampled',
    worse: 'lower',
    floor: 0.01,
    quiet: true,
  }),
];
