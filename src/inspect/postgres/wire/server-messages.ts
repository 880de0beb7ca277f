import type { Exchange, SentNow } from './exchange.ts';
import { addRow, type Execution, endRun, type Run, runOf } from './execution.ts';
import type { Frame } from './frames.ts';
import { columnsOf, fieldsOf, statusOf } from './messages.ts';

/** A server's messages that end something. Rows are also read if their values are kept. */
export const SERVER_WANTS: ReadonlySet<string> = new Set(['T', 'E', 'Z', 'S', 'K', 'C', 'N']);

interface ServerEvents {
  readonly executed: (execution: Execution) => void;
  readonly reset: () => void;
  /** A failure of the connection as a whole, such as a refused password. */
  readonly refused: (fields: Readonly<Record<string, string>>) => void;
  readonly sentNow: SentNow;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

/** Reads a server's answers, and takes the answered messages from the queue. */
export function serverReader(exchange: Exchange, events: ServerEvents): (frame: Frame) => void {
  const { queue } = exchange;
  /** When the last statement ended. */
  let lastMs = events.now();
  return read;

  function read({ type, body, bytes }: Frame): void {
    const head = queue[0];
    switch (type) {
      case '1':
      case '2':
      case '3':
        if (head?.kind === { 1: 'parse', 2: 'bind', 3: 'close' }[type]) queue.shift();
        return;
      case 'T': {
        const columns = body === null ? [] : columnsOf(body);
        if (head?.kind === 'describe') {
          if (head.of !== undefined) head.of.columns = columns;
          queue.shift();
        } else if (head?.kind === 'simple' && head.runs[0] !== undefined) head.runs[0].columns = columns;
        return;
      }
      case 'n':
        if (head?.kind === 'describe') queue.shift();
        return;
      case 'D': {
        const run = head?.kind === 'simple' ? head.runs[0] : head?.kind === 'execute' ? head.run : null;
        if (run === null || run === undefined) return;
        addRow(run, body, bytes);
        return;
      }
      case 'G':
        exchange.isCopyingIn = true;
        // A sync that the client sent with the statement is ignored.
        if (head?.kind === 'execute' && queue[1]?.kind === 'sync') queue.splice(1, 1);
        return;
      case 'C':
        if (/^(?:DISCARD ALL|RESET)\0/.test(body?.toString('latin1') ?? '')) events.reset();
        ended(false);
        return;
      case 'I':
        ended(false);
        return;
      case 's':
        // Another execute of the same portal may fetch more of its rows.
        ended(false);
        return;
      case 'E':
        if (body !== null) failed(fieldsOf(body));
        return;
      case 'Z': {
        exchange.isSkipping = false;
        exchange.isCopyingIn = false;
        // Earlier messages of the queue were never answered: an error ended them.
        const end = queue.findIndex(({ kind }) => kind === 'sync' || kind === 'start' || kind === 'simple');
        if (end >= 0) queue.splice(0, end + 1);
        exchange.status = statusOf(body);
        lastMs = events.now();
        return;
      }
      default:
        return;
    }
  }

  function ended(isFailure: boolean): void {
    const head = queue[0];
    const run = head?.kind === 'simple' ? head.runs.shift() : head?.kind === 'execute' ? head.run : null;
    if (head?.kind === 'execute') queue.shift();
    if (run !== null && run !== undefined) report(run, isFailure);
  }

  function failed(fields: Readonly<Record<string, string>>): void {
    const head = queue[0];
    if (head?.kind === 'start') events.refused(fields);
    if (head === undefined || head.kind === 'start') return;
    if (head.kind === 'simple') {
      ended(true);
      head.runs.length = 0;
      return;
    }
    const next = queue.find(({ kind }) => kind === 'execute' || kind === 'sync');
    if (head.kind === 'parse' && head.statement !== undefined)
      report(runOf(head.statement, [], events.sentNow()), true);
    else if (next?.kind === 'execute' && next.run !== null) report(next.run, true);
    const sync = queue.findIndex(({ kind }) => kind === 'sync');
    exchange.isSkipping = sync < 0;
    queue.splice(0, sync < 0 ? queue.length : sync);
    exchange.isCopyingIn = false;
  }

  function report(run: Run, failed: boolean): void {
    const endedMs = events.now();
    const startedMs = Math.min(endedMs, Math.max(run.sentMs, lastMs));
    lastMs = endedMs;
    const isNew = run.execution === null;
    const execution = endRun(run, { startedMs, endedMs, failed });
    if (isNew) events.executed(execution);
  }
}
