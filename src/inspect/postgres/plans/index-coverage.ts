import type { IndexSeen } from '../../seen.ts';
import { conditionColumns, sortColumns } from './conditions.ts';
import { indexScansOf, labelOf, nodesOf, type PlanNode, type TableName, tableOf } from './tree.ts';

/** A table in a plan whose planner was told to avoid reading whole tables. */
interface Served {
  readonly table: TableName;
  /** The index that serves the search; null if none can. */
  readonly index: string | null;
  /** Columns that an index would need to begin with: those compared for equality, then a range, then the order. */
  readonly columns: readonly string[];
}

/**
 * Finds for each table of a plan made with `enable_seqscan = off` whether an index serves it, at any size. Tables are
 * left out if the statement wants all rows, so no index could help.
 *
 * @param root of a verbose plan
 */
export function servedOf(root: PlanNode, indexes: readonly IndexSeen[]): Served[] {
  const visit = (node: PlanNode, above: readonly PlanNode[]): Served[] => {
    const table = tableOf(node);
    const way = table !== null && node['Node Type'].endsWith(' Scan') ? wayTo(node, table, above, indexes) : null;
    const below = (node.Plans ?? []).flatMap((child) => visit(child, [node, ...above]));
    return table === null || way === null ? below : [{ table, ...way }, ...below];
  };
  return visit(root, []);
}

type Way = Omit<Served, 'table'>;

/** @param above the nodes around it, the nearest first */
function wayTo(
  node: PlanNode,
  table: TableName,
  above: readonly PlanNode[],
  indexes: readonly IndexSeen[],
): Way | null {
  const alias = node.Alias ?? table.name;
  const own = indexes.filter((one) => one.table === labelOf(table));
  const scans = indexScansOf(node);
  const used = scans.find((scan) => beginsAt(scan, alias, own));
  if (used !== undefined) return { index: used['Index Name'] ?? null, columns: [] };
  const conditions = [node.Filter, ...scans.map((scan) => scan['Index Cond'])].filter((one) => one !== undefined);
  const { equal, range } = conditionColumns(conditions.join(' AND '), alias);
  const wanted = [...equal, ...range.slice(0, 1)];
  if (wanted.length > 0) {
    // The planner may prefer another way on a small table.
    const other = own.find(({ isValid, columns: [first = ''] }) => isValid && wanted.includes(first));
    return other === undefined
      ? { index: null, columns: [...wanted, ...orderOf(above, alias)] }
      : { index: other.index, columns: [] };
  }
  if (node.Filter !== undefined) return null;
  // Read from end to end, for its order.
  if (scans[0] !== undefined) return { index: scans[0]['Index Name'] ?? null, columns: [] };
  const columns = joinedBy(node, alias, above) ?? orderOf(above, alias);
  return columns.length === 0 ? null : { index: null, columns };
}

/** The columns by which a table without a condition of its own is joined to a few rows; null if all its rows are wanted. */
function joinedBy(node: PlanNode, alias: string, above: readonly PlanNode[]): readonly string[] | null {
  for (const [at, join] of above.entries()) {
    const side = at === 0 ? node : above[at - 1];
    const condition = join['Hash Cond'] ?? join['Merge Cond'] ?? join['Join Filter'] ?? '';
    const { equal } = conditionColumns(condition, alias);
    const isFew = (join.Plans ?? []).some((other) => other !== side && nodesOf(other).some(isSelective));
    if (equal.length > 0 && isFew) return equal;
  }
  return null;
}

/** Whether a scan searches by the first column of its index. Otherwise it reads the index from end to end. */
function beginsAt(scan: PlanNode, alias: string, indexes: readonly IndexSeen[]): boolean {
  const condition = scan['Index Cond'];
  if (condition === undefined) return scan['Order By'] !== undefined;
  const { equal, range } = conditionColumns(condition, alias);
  const first = indexes.find(({ index }) => index === scan['Index Name'])?.columns[0] ?? '';
  const isColumn = /^(?:[\w$]+|"[^"]+")$/.test(first);
  const looked = [...equal, ...range];
  return !isColumn || looked.length === 0 || looked.includes(first.replace(/^"(.*)"$/, '$1'));
}

const isSelective = (node: PlanNode): boolean => node.Filter !== undefined || node['Index Cond'] !== undefined;

/** The order of a page: of a sort directly above, below a limit. */
function orderOf(above: readonly PlanNode[], alias: string): string[] {
  const [sort, limit] = above;
  const isPage = sort?.['Node Type'].endsWith('Sort') && limit?.['Node Type'] === 'Limit';
  return isPage ? sortColumns(sort?.['Sort Key'] ?? [], alias) : [];
}
