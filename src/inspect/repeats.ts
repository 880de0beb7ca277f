import type { Execution } from './postgres/wire/execution.ts';
import { keyOf } from './postgres/wire/values.ts';
import { MOST_SHAPES, type RepeatSeen } from './seen.ts';

/** Share of the values that a column must contain. */
const SHARE = 0.9;
/** Fewer values may be in a column by chance, if their number matches no row count either. */
const FEWEST_BY_VALUE = 5;

/** Executions of one shape in one request. */
interface Group {
  readonly shape: string;
  readonly all: readonly Execution[];
  readonly rows: number;
  readonly firstMs: number;
}

interface Parent {
  readonly group: Group;
  /** The column that the values come from; null if only the number of its rows fits. */
  readonly column: string | null;
  readonly fitsRows: boolean;
}

/** @param queries of one request, without housekeeping and failures */
export function repeatsOf(queries: readonly Execution[]): RepeatSeen[] {
  const groups = [...Map.groupBy(queries, ({ statement }) => statement.shape)].map(
    ([shape, all]): Group => ({
      shape,
      all,
      rows: all.reduce((sum, { rows }) => sum + rows, 0),
      firstMs: Math.min(...all.map(({ startedMs }) => startedMs)),
    }),
  );
  return groups
    .filter(({ all }) => all.length > 1)
    .sort((a, b) => b.all.length - a.all.length)
    .slice(0, MOST_SHAPES)
    .map((group) => repeatOf(group, groups));
}

function repeatOf(group: Group, groups: readonly Group[]): RepeatSeen {
  const { shape, all } = group;
  const distinct = new Set(all.map(({ parameters }) => keyOf(parameters))).size;
  const parent = distinct === 1 ? null : parentOf(group, groups);
  return {
    shape,
    tables: [...(all[0]?.statement.tables ?? [])],
    times: all.length,
    distinct,
    level: distinct === 1 ? 1 : parent === null ? 0 : parent.column === null ? 2 : 3,
    parent: parent && {
      shape: parent.group.shape,
      rows: parent.group.rows,
      column: parent.column?.slice(0, 300) ?? null,
    },
  };
}

/** The statement for whose rows the others were sent: the one with the best evidence, then the latest. */
function parentOf(group: Group, groups: readonly Group[]): Parent | null {
  const candidates = groups
    .filter((other) => other.rows > 0 && (other === group || other.firstMs < group.firstMs))
    .flatMap((other) => parentsOf(group, other))
    .sort(
      (a, b) =>
        Number(b.column !== null) - Number(a.column !== null) ||
        Number(b.fitsRows) - Number(a.fitsRows) ||
        b.group.firstMs - a.group.firstMs,
    );
  return candidates[0] ?? null;
}

function parentsOf(group: Group, other: Group): Parent[] {
  const times = group.all.length;
  // One statement walks a tree. Its first execution asks for the root.
  const isSelf = other === group;
  const asked = isSelf ? times - 1 : times;
  const column = columnOf(group, other, asked);
  // The last row of a page only says that there is another one, and one query may be for something else.
  const fitsRows = isSelf ? asked === other.rows : Math.abs(asked - other.rows) <= 1;
  if (column !== null && (fitsRows || column.isEach || group.all.length >= FEWEST_BY_VALUE)) {
    return [{ group: other, column: column.name, fitsRows }];
  }
  return fitsRows && !isSelf && other.rows > 1 ? [{ group: other, column: null, fitsRows }] : [];
}

/** The column that holds at least nine in ten of the values at one place of the statements. */
function columnOf(group: Group, other: Group, asked: number): { name: string; isEach: boolean } | null {
  const places = Math.max(...group.all.map(({ parameters }) => parameters.length));
  const columns = Map.groupBy(
    other.all.flatMap((execution) => execution.columns),
    ({ name }) => name,
  );
  for (let place = 0; place < places; place += 1) {
    const values = group.all.map(({ parameters }) => parameters[place] ?? []);
    // A value that is always the same, such as a tenant's id, does not come from rows.
    const different = new Set(values.map((value) => keyOf([value]))).size;
    if (different < 2) continue;
    for (const [name, same] of columns) {
      const held = (value: readonly string[]) => value.some((meaning) => same.some((one) => one.values.has(meaning)));
      const found = values.filter(held).length;
      if (found < 2 || found < SHARE * asked) continue;
      const size = same.reduce((sum, one) => sum + one.values.size, 0);
      return { name, isEach: Math.abs(size - different) <= 1 };
    }
  }
  return null;
}
