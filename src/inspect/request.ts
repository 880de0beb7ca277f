import { repeatsOf } from './repeats.ts';
import { MOST_SHAPES, type RequestSeen, type ShapeSeen } from './seen.ts';
import type { Execution } from './wire/execution.ts';

/** All that came over the wire while one request was under way. */
export interface RequestLog {
  readonly executions: readonly Execution[];
  readonly connects: number;
  readonly roundTrips: number;
  /** Of each connection that is in a transaction at the end and was not before: its last statement. */
  readonly open: readonly Execution[];
}

/** @param isBackground whether the server asks such a shape by itself */
export function requestSeen(
  { executions, connects, roundTrips, open }: RequestLog,
  { slowMs, isBackground }: { readonly slowMs: number; readonly isBackground: (shape: string) => boolean },
): RequestSeen {
  const real = executions.filter(({ statement }) => !statement.isHousekeeping);
  const own = real.filter(({ statement }) => !isBackground(statement.shape));
  const queries = own.filter(({ failed }) => !failed);
  const shapes = shapesOf(own);
  const left = open[0];
  return {
    queries: queries.length,
    housekeeping: executions.filter(({ statement, failed }) => statement.isHousekeeping && !failed).length,
    repeated: shapes.reduce((sum, { times }) => sum + Math.max(0, times - 1), 0),
    slow: queries.filter(({ durationMs }) => durationMs > slowMs).length,
    queryMs: queries.length === 0 ? null : mean(queries.map(({ durationMs }) => durationMs)),
    rows: sum(queries.map(({ rows }) => rows)),
    bytes: sum(queries.map(({ bytes }) => bytes)),
    connects,
    roundTrips,
    openTransaction: left?.statement.shape ?? null,
    shapes: shapes.slice(0, MOST_SHAPES),
    repeats: repeatsOf(queries),
    background: shapesOf(real.filter(({ statement }) => isBackground(statement.shape))).slice(0, MOST_SHAPES),
  };
}

export function shapesOf(executions: readonly Execution[]): ShapeSeen[] {
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
