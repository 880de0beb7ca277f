import { MOST_SHAPES, type PlanSeen, type PlansSeen } from '../../seen.ts';
import { indexScansOf, labelOf, nodesOf, type Plan, type PlanNode, tableOf } from './tree.ts';

/** A plan that ran, and the shape of its statement. */
export interface PlanRan {
  readonly shape: string;
  readonly plan: Plan;
}

/** Sums up the plans of one request: the work it caused. */
export function plansSeen(ran: readonly PlanRan[]): PlansSeen {
  const shapes = [...Map.groupBy(ran, ({ shape }) => shape)].map(([shape, all]): PlanSeen => {
    const plans = all.map(({ plan }) => plan.Plan);
    return {
      shape,
      times: all.length,
      pages: sum(plans, pagesOf) / all.length,
      rowsRead: sum(plans, (root) => sum(nodesOf(root), rowsReadOf)) / all.length,
      rows: sum(plans, rowsOf) / all.length,
      relations: relationsOf(plans).slice(0, 50),
    };
  });
  const roots = ran.map(({ plan }) => plan.Plan);
  return {
    pages: sum(roots, pagesOf),
    hits: sum(roots, hitsOf),
    rowsRead: Math.round(sum(roots, (root) => sum(nodesOf(root), rowsReadOf))),
    shapes: shapes.sort((a, b) => b.times * b.rowsRead - a.times * a.rowsRead).slice(0, MOST_SHAPES),
  };
}

function relationsOf(plans: readonly PlanNode[]): PlanSeen['relations'] {
  const scans = plans.flatMap(nodesOf).flatMap((node) => {
    const table = tableOf(node);
    if (table === null || !isScan(node)) return [];
    const index = indexScansOf(node)[0]?.['Index Name'] ?? null;
    const path: PlanSeen['relations'][number]['path'] =
      index !== null ? 'index' : node['Node Type'] === 'Seq Scan' ? 'sequential' : 'other';
    return [{ table: labelOf(table), path, index, rowsRead: rowsReadOf(node), rows: rowsOf(node) }];
  });
  return [...Map.groupBy(scans, ({ table, path, index }) => JSON.stringify([table, path, index])).values()].map(
    (same) => ({
      ...(same[0] as (typeof scans)[number]),
      rowsRead: sum(same, ({ rowsRead }) => rowsRead) / plans.length,
      rows: sum(same, ({ rows }) => rows) / plans.length,
    }),
  );
}

/** A statement that writes names its table, too, and reads it by a scan below. */
const isScan = (node: PlanNode): boolean => node['Node Type'].endsWith(' Scan');

/** PostgreSQL reports rows as the mean of a node's loops. */
const rowsOf = (node: PlanNode): number => (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 1);

function rowsReadOf(node: PlanNode): number {
  if (tableOf(node) === null || !isScan(node)) return 0;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return rowsOf(node) + removed * (node['Actual Loops'] ?? 1);
}

const hitsOf = (root: PlanNode): number => (root['Shared Hit Blocks'] ?? 0) + (root['Local Hit Blocks'] ?? 0);
/** A node's pages include those of the nodes below it. */
const pagesOf = (root: PlanNode): number =>
  hitsOf(root) + (root['Shared Read Blocks'] ?? 0) + (root['Local Read Blocks'] ?? 0);

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0);
}
