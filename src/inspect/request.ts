import type { Execution } from './postgres/wire/execution.ts';
import { repeatsOf } from './repeats.ts';
import { MOST_SHAPES, type RequestSeen, type ShapeSeen } from './seen.ts';

/** Everything that came over the wire during one request. */
interface RequestLog {
  readonly executions: readonly Execution[];
  readonly connects: number;
  readonly roundTrips: number;
  /** The last statement of each connection whose transaction this request opened and left open. */
  readonly open: readonly Execution[];
}

/** The kept part of an execution, without values. */
type Kept = Pick<Execution, 'statement' | 'failed' | 'durationMs' | 'rows' | 'bytes'>;

/**
 * @param isBackground whether the server sends such a shape by itself, as far as is known
 * @returns the request's queries, by present knowledge and without values
 */
export function requestSeen(
  { executions, connects, roundTrips, open }: RequestLog,
  { slowMs, isBackground }: { readonly slowMs: number; readonly isBackground: (shape: string) => boolean },
): () => RequestSeen {
  const real = executions.filter(({ statement }) => !statement.isHousekeeping);
  const repeats = repeatsOf(real.filter(({ statement, failed }) => !failed && !isBackground(statement.shape)));
  const housekeeping = executions.filter(({ statement, failed }) => statement.isHousekeeping && !failed).length;
  const kept = real.map(({ statement, failed, durationMs, rows, bytes }): Kept => {
    return { statement, failed, durationMs, rows, bytes };
  });
  const openTransaction = open[0]?.statement.shape ?? null;
  return () => {
    const own = kept.filter(({ statement }) => !isBackground(statement.shape));
    const queries = own.filter(({ failed }) => !failed);
    const shapes = shapesOf(own);
    return {
      queries: queries.length,
      housekeeping,
      repeated: shapes.reduce((sum, { times }) => sum + Math.max(0, times - 1), 0),
      slow: queries.filter(({ durationMs }) => durationMs > slowMs).length,
      queryMs: queries.length === 0 ? null : mean(queries.map(({ durationMs }) => durationMs)),
      rows: sum(queries.map(({ rows }) => rows)),
      bytes: sum(queries.map(({ bytes }) => bytes)),
      connects,
      roundTrips,
      openTransaction,
      shapes: shapes.slice(0, MOST_SHAPES),
      repeats: repeats.filter(({ shape }) => !isBackground(shape)),
      background: shapesOf(kept.filter(({ statement }) => isBackground(statement.shape))).slice(0, MOST_SHAPES),
    };
  };
}

function shapesOf(executions: readonly Kept[]): ShapeSeen[] {
  return [...Map.groupBy(executions, ({ statement }) => statement.shape)]
    .map(([shape, all]): ShapeSeen => {
      const done = all.filter(({ failed }) => !failed);
      const times = done.map(({ durationMs }) => durationMs);
      return {
        shape,
        tables: (all[0]?.statement.tables ?? []).slice(0, 50).map((table) => table.slice(0, 300)),
        times: done.length,
        failed: all.length - done.length,
        rows: sum(done.map(({ rows }) => rows)),
        ms: times.length === 0 ? null : mean(times),
        longestMs: times.length === 0 ? null : Math.max(...times),
      };
    })
    .sort((a, b) => b.times - a.times);
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
const mean = (all: readonly number[]): number => sum(all) / all.length;
