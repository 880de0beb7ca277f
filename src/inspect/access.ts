import type { AccessSeen, IndexSeen, PlansSeen } from './seen.ts';

/** The inspected plans and indexes of one endpoint on one side. A field is null if it could not be inspected. */
export interface PlansOfSide {
  readonly access: AccessSeen | null;
  readonly plans: PlansSeen | null;
}

/** Rows that one execution reads, and rows that it keeps of them. Null if its plan was not seen. */
interface Work {
  readonly rowsRead: number | null;
  readonly rows: number | null;
  /** How often a request executes it. */
  readonly times: number | null;
}

/** Base reaches a table by an index, and head can't. */
export interface LostIndex extends Work {
  readonly table: string;
  readonly index: string;
  readonly columns: readonly string[];
  readonly shape: string;
  /** The state of the index in head. `unused`: the index is there, but can't serve the statement. */
  readonly state: 'gone' | 'invalid' | 'unused';
  readonly rowsReadBefore: number | null;
}

/** A statement's search in a table that no index can serve. */
export interface NoIndex extends Work {
  readonly table: string;
  /** Null if they could not be counted. */
  readonly tableRows: number | null;
  /** Columns that an index would have to begin with. */
  readonly columns: readonly string[];
  readonly shape: string;
  /** Whether the table is large enough for an index to help, as far as the local data shows. */
  readonly isLarge: boolean;
}

/** The same statement reaches a table in another way, although its index is still there. */
interface OtherPlan {
  readonly table: string;
  readonly shape: string;
  readonly path: Path;
  readonly pathBefore: Path;
  readonly index: string | null;
  readonly indexBefore: string | null;
  readonly rowsRead: number;
  readonly rowsReadBefore: number;
}

type Path = PlansSeen['shapes'][number]['relations'][number]['path'];
type Relation = AccessSeen['shapes'][number]['relations'][number];

/** A smaller table needs no index. */
export const LARGE_ROWS = 1_000;
/** An index is worthwhile from this many rows read per row returned. */
const READ_FOR_ONE = 100;

/** @returns each index once, with the statement that reads most without it */
export function lostIndexes(base: PlansOfSide, head: PlansOfSide): LostIndex[] {
  const lost = (head.access?.shapes ?? []).flatMap(({ shape, relations }) => {
    const before = base.access?.shapes.find((one) => one.shape === shape)?.relations ?? [];
    return relations.flatMap((relation): LostIndex[] => {
      const served = servedBefore(relation, before);
      if (relation.index !== null || served === null) return [];
      const columns = indexOf(base.access, served)?.columns ?? relation.columns;
      const { rowsRead: rowsReadBefore } = workOf(base.plans, shape, relation.table);
      const { table } = relation;
      return [
        {
          table,
          index: served.index,
          columns,
          shape,
          state: stateOf(indexOf(head.access, served)),
          ...workOf(head.plans, shape, table),
          rowsReadBefore,
        },
      ];
    });
  });
  const most = lost.toSorted((a, b) => (b.rowsRead ?? 0) - (a.rowsRead ?? 0));
  return [...new Map(most.toReversed().map((one) => [`${one.table} ${one.index}`, one])).values()].toReversed();
}

/** The index that served the table before, if every use of the table by the statement had one. */
function servedBefore({ table }: Relation, before: readonly Relation[]): { table: string; index: string } | null {
  const same = before.filter((one) => one.table === table);
  const served = same.flatMap(({ index }) => index ?? []);
  const [index] = served;
  return index !== undefined && served.length === same.length ? { table, index } : null;
}

const indexOf = (
  access: AccessSeen | null,
  { table, index }: { table: string; index: string },
): IndexSeen | undefined => access?.indexes.find((one) => one.table === table && one.index === index);

const stateOf = (index: IndexSeen | undefined): LostIndex['state'] =>
  index === undefined ? 'gone' : index.isValid ? 'unused' : 'invalid';

/**
 * Finds statements without an index, among those that base does not make.
 *
 * @param base null if there is no base: then all statements are new. If base's indexes are unknown, nothing is
 * reported.
 */
export function noIndex(head: PlansOfSide, base: PlansOfSide | null): NoIndex[] {
  if (base !== null && base.access === null) return [];
  const known = new Set(base?.access?.shapes.map(({ shape }) => shape));
  return (head.access?.shapes ?? [])
    .filter(({ shape }) => !known.has(shape))
    .flatMap(({ shape, relations }) =>
      relations
        .filter(({ index }) => index === null)
        .map(({ table, columns }): NoIndex => {
          const tableRows = head.access?.tables.find((one) => one.table === table)?.rows ?? null;
          const work = workOf(head.plans, shape, table);
          const { rowsRead, rows } = work;
          const readsMany = rowsRead !== null && rowsRead > READ_FOR_ONE * Math.max(1, rows ?? 0);
          return {
            table,
            tableRows,
            columns,
            shape,
            ...work,
            isLarge: (tableRows ?? 0) > LARGE_ROWS || readsMany,
          };
        }),
    );
}

export function otherPlans(base: PlansOfSide, head: PlansOfSide): OtherPlan[] {
  return (head.plans?.shapes ?? []).flatMap(({ shape, relations }) => {
    const before = base.plans?.shapes.find((one) => one.shape === shape)?.relations ?? [];
    return relations.flatMap((now): OtherPlan[] => {
      const was = onlyOf(before, now.table);
      if (was === null || onlyOf(relations, now.table) === null) return [];
      if (was.index === null || (was.path === now.path && was.index === now.index)) return [];
      const index = indexOf(head.access, { table: was.table, index: was.index });
      if (index === undefined || !index.isValid) return [];
      return [
        {
          table: now.table,
          shape,
          path: now.path,
          pathBefore: was.path,
          index: now.index,
          indexBefore: was.index,
          rowsRead: now.rowsRead,
          rowsReadBefore: was.rowsRead,
        },
      ];
    });
  });
}

/** Null where the statement reaches the table in several ways at once. */
function onlyOf<T extends { readonly table: string }>(relations: readonly T[], table: string): T | null {
  const same = relations.filter((one) => one.table === table);
  return same.length === 1 ? (same[0] ?? null) : null;
}

function workOf(plans: PlansSeen | null, shape: string, table: string): Work {
  const ran = plans?.shapes.find((one) => one.shape === shape);
  const relations = ran?.relations.filter((one) => one.table === table) ?? [];
  if (ran === undefined || relations.length === 0) return { rowsRead: null, rows: null, times: null };
  const sum = (value: (one: (typeof relations)[number]) => number) =>
    relations.reduce((all, one) => all + value(one), 0);
  const [rowsRead, rows] = [Math.round(sum((one) => one.rowsRead)), Math.round(sum((one) => one.rows))];
  return { rowsRead, rows, times: ran.times };
}
