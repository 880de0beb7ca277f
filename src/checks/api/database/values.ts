import { LARGE_ROWS } from '../../../inspect/access.ts';
import type { RequestSeen } from '../../../inspect/seen.ts';
import type { Inside } from './launches.ts';

type Values = Readonly<Record<string, number>>;

/** The values of one visit, which is one request, by metric id. */
export const valuesOfRequest = ({ queries, repeated, slow, queryMs, rows }: RequestSeen): Values => ({
  queries,
  'repeated-queries': repeated,
  'slow-queries': slow,
  rows,
  ...(queryMs !== null && { 'query-time': queryMs }),
});

/** The values that a launch has once, by metric id: from plans, from indexes, and from a load. */
export function valuesOfLaunch({ plans, access, connections }: Omit<Inside, 'requests'>): Values {
  const isLarge = (table: string) => (access?.tables.find((one) => one.table === table)?.rows ?? 0) > LARGE_ROWS;
  return {
    ...(plans && { 'rows-read': plans.rowsRead, pages: plans.pages }),
    ...(plans && plans.pages > 0 && { 'cache-hit-rate': plans.hits / plans.pages }),
    ...(access && {
      'unindexed-queries': access.shapes.filter(({ relations }) =>
        relations.some(({ table, index }) => index === null && isLarge(table)),
      ).length,
    }),
    ...(connections && { connections: connections.open }),
    ...(connections && connections.poolUse !== null && { 'pool-use': connections.poolUse }),
  };
}
