import { sumBy } from '../../sum.ts';

/** Rows of both sides that share a key, with the amount that each side's add up to. */
interface Grown<Row, Key> {
  readonly key: Key;
  /** Head's rows; at least one. */
  readonly rows: readonly [Row, ...Row[]];
  readonly before: readonly Row[];
  readonly current: number;
  /** Null if base has no such rows. */
  readonly target: number | null;
  readonly growth: number;
}

interface Measure<Row, Key> {
  readonly key: (row: Row) => Key;
  readonly amount: (rows: readonly Row[]) => number;
  /** The least growth to report; without it, any growth counts. */
  readonly floor?: number;
}

/** The groups of rows whose amount grew from base to head, largest growth first. */
export function grown<Row, Key>(
  base: readonly Row[],
  head: readonly Row[],
  { key, amount, floor = Number.MIN_VALUE }: Measure<Row, Key>,
): Grown<Row, Key>[] {
  const baseRows = Map.groupBy(base, key);
  return [...Map.groupBy(head, key)]
    .map(([key, rows]) => {
      const before = baseRows.get(key) ?? [];
      const current = amount(rows);
      const target = before.length === 0 ? null : amount(before);
      return { key, rows: rows as [Row, ...Row[]], before, current, target, growth: current - (target ?? 0) };
    })
    .filter(({ growth }) => growth >= floor)
    .sort((a, b) => b.growth - a.growth);
}

export const sumOf =
  <Row>(of: (row: Row) => number) =>
  (rows: readonly Row[]): number =>
    sumBy(rows, of);
