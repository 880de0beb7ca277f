import type { Statement } from '../sql/statement.ts';
import { type Column, rowOf } from './messages.ts';
import { bytesValue, textValue, type Value } from './values.ts';

/** A column of a statement's result, with the values seen. */
interface ColumnSeen {
  readonly name: string;
  readonly values: Set<string>;
}

/** A statement that was executed. */
export interface Execution {
  readonly statement: Statement;
  readonly parameters: readonly Value[];
  /** When it was sent, or when the previous execution on the connection ended, if that was later. */
  readonly startedMs: number;
  /** Bytes that the client had sent before those that execute it. */
  readonly sentAt: number;
  /** These three grow as long as the client fetches more of the rows. The time is the database's alone. */
  durationMs: number;
  /** Rows that the client got. */
  rows: number;
  /** Bytes of those rows. */
  bytes: number;
  readonly failed: boolean;
  /** Values of the rows, by column, as far as they were kept. */
  readonly columns: readonly ColumnSeen[];
}

/** A statement that the client has given a name, which may be empty. */
export interface Prepared {
  readonly statement: Statement | undefined;
  columns: readonly Column[];
}

/** A statement that runs, or will. */
export interface Run {
  readonly statement: Statement;
  readonly parameters: readonly Value[];
  sentMs: number;
  sentAt: number;
  columns: readonly Column[];
  values: Set<string>[];
  rows: number;
  bytes: number;
  execution: Execution | null;
  readonly prepared: Prepared | null;
}

/** As many values of a column are kept. */
const MOST_VALUES = 5_000;

export function runOf(
  statement: Statement,
  parameters: readonly Value[],
  sent: Pick<Run, 'sentMs' | 'sentAt'>,
  prepared: Prepared | null = null,
): Run {
  const constants = statement.values.flatMap((value) => (value === null ? [] : [textValue(value)]));
  return {
    statement,
    parameters: [...constants, ...parameters],
    ...sent,
    columns: [],
    values: [],
    rows: 0,
    bytes: 0,
    execution: null,
    prepared,
  };
}

/** Counts a row that the client got. `body` is null if the row's values are not examined. */
export function addRow(run: Run, body: Buffer | null, bytes: number): void {
  run.rows += 1;
  run.bytes += bytes;
  if (body === null || run.rows > MOST_VALUES) return;
  rowOf(body).forEach((value, index) => {
    run.values[index] ??= new Set();
    for (const meaning of bytesValue(value, null)) run.values[index]?.add(meaning);
  });
}

/** Ends the run, or its part whose rows the client has fetched: `execution` is set, or grows. */
export function endRun(
  run: Run,
  { startedMs, endedMs, failed }: { readonly startedMs: number; readonly endedMs: number; readonly failed: boolean },
): Execution {
  const durationMs = (run.execution?.durationMs ?? 0) + endedMs - startedMs;
  if (run.execution !== null) return Object.assign(run.execution, { durationMs, rows: run.rows, bytes: run.bytes });
  const columns = run.columns.length > 0 ? run.columns : (run.prepared?.columns ?? []);
  run.execution = {
    statement: run.statement,
    parameters: run.parameters,
    startedMs,
    sentAt: run.sentAt,
    durationMs,
    rows: run.rows,
    bytes: run.bytes,
    failed,
    columns: run.values.map((values, index) => ({ name: columns[index]?.name ?? '', values })),
  };
  return run.execution;
}
