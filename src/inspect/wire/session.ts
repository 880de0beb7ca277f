import { type Statement, statementsOf } from '../sql/statement.ts';
import { type Frame, frameReader } from './frames.ts';
import { bindOf, bodyReader, type Column, columnsOf, fieldsOf, message, rowOf } from './messages.ts';
import { bytesValue, textValue, type Value } from './values.ts';

/** A column of what a statement returned: which values it held. */
export interface ColumnSeen {
  readonly name: string;
  readonly values: Set<string>;
}

/** A statement that was executed. */
export interface Execution {
  readonly statement: Statement;
  readonly parameters: readonly Value[];
  /** When it was sent, or when the one before it on the connection ended, if that was later. */
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
  /** What the rows held, as far as it was kept. */
  readonly columns: readonly ColumnSeen[];
}

/** As the server reports it: idle, in a transaction, in a failed one; null before the first report. */
export type Status = 'I' | 'T' | 'E' | null;

/** The answer to a question of our own. `error` has the server's own words. */
export interface Answer {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly error: string | null;
}

/** A connection that is idle, and that nobody else may use meanwhile. */
export interface Line {
  ask(sql: string): Promise<Answer>;
}

export interface SessionOptions {
  readonly toServer: (bytes: Buffer) => void;
  readonly toClient: (bytes: Buffer) => void;
  readonly executed: (execution: Execution) => void;
  /**
   * A plan in JSON from `auto_explain`, which the client does not get; and the statement that it belongs to, where the plan
   * names a text of several.
   */
  readonly planned: (json: string, statement: Statement | null) => void;
  /** The session was reset, and `auto_explain` with it. */
  readonly reset: () => void;
  /** Where the client has to wait once more for the server. */
  readonly roundTrip: () => void;
  /** A failure of the connection as a whole, such as a refused password. */
  readonly refused: (fields: Readonly<Record<string, string>>) => void;
  /** Whether what rows hold is kept for a while. */
  readonly keepsValues: () => boolean;
  /** Bytes that the client had sent before those that it is read from. */
  readonly sentBytes: () => number;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

export interface Session {
  /** @throws NotPostgres if it is something else; the bytes have gone on. */
  fromClient(chunk: Buffer): void;
  /** @throws NotPostgres if it is something else; the bytes have gone on. */
  fromServer(chunk: Buffer): void;
  readonly status: () => Status;
  /** Since when something has been under way; null if nothing is. */
  readonly busySince: () => number | null;
  /** `is_superuser`, `server_version` and the like. */
  readonly settings: ReadonlyMap<string, string>;
  /** What to send to end what is under way: the body of a CancelRequest behind its code; null if unknown. */
  readonly cancelKey: () => Buffer | null;
  /** The last statement that was executed; null if there was none. */
  readonly last: () => Execution | null;
  /**
   * Has the connection for itself as soon as it is idle; what the client sends waits meanwhile.
   *
   * @returns null if the connection ends before
   */
  borrow<T>(use: (line: Line) => Promise<T>): Promise<T | null>;
  /** `auto_explain` has been turned on or off, as far as we know. */
  explains: boolean;
  /** The connection has ended: whoever waits for it waits no longer. */
  end(): void;
}

interface Prepared {
  readonly statement: Statement | undefined;
  columns: readonly Column[];
}

/** A statement that runs, or will. */
interface Run {
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

/** What was sent and is not answered yet. */
type Sent =
  | { readonly kind: 'start' | 'sync' | 'bind' | 'close' }
  | { readonly kind: 'parse'; readonly statement: Statement | undefined }
  | { readonly kind: 'describe'; readonly of: Prepared | Run | undefined }
  | { readonly kind: 'execute'; readonly run: Run | null }
  | { readonly kind: 'simple'; readonly runs: Run[] };

/** Rows with more are not looked into. */
const ROW_BYTES = 16_384;
/** As many values of a column are kept. */
const MOST_VALUES = 5_000;
const PLAN = /^duration: [\d.]+ ms\s+plan:\s*/;
const CLIENT_WANTS = new Set(['Q', 'P', 'B', 'E', 'D', 'C']);
const SERVER_WANTS = new Set(['T', 'E', 'Z', 'S', 'K', 'C', 'N']);

/** Reads along on one connection, from its start-up message on. It has no clock and no socket of its own. */
export function openSession(options: SessionOptions): Session {
  const { toServer, toClient, now } = options;
  const settings = new Map<string, string>();
  const statements = new Map<string, Prepared>();
  const portals = new Map<string, Run>();
  const queue: Sent[] = [{ kind: 'start' }];
  let status: Status = null;
  let lastMs = now();
  let busyMs: number | null = lastMs;
  let lastRun: Execution | null = null;
  let cancelKey: Buffer | null = null;
  let hasStarted = false;
  /** After an error, the server ignores all up to the next sync. */
  let isSkipping = false;
  let isCopyingIn = false;
  let hasEnded = false;

  const waiting: (() => void)[] = [];
  let held: Buffer[] | null = null;
  let question: { rows: (string | null)[][]; error: string | null; answer: (answer: Answer) => void } | null = null;

  const session: Session = {
    explains: false,
    settings,
    status: () => status,
    busySince: () => busyMs,
    cancelKey: () => cancelKey,
    last: () => lastRun,
    fromClient(chunk) {
      if (held !== null) held.push(chunk);
      else fromClient(chunk);
    },
    fromServer(chunk) {
      server.push(chunk);
      if (queue.length === 0) busyMs = null;
      lend();
    },
    borrow: (use) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          if (hasEnded) return resolve(null);
          use({ ask }).then(resolve, reject).finally(release);
        });
        if (hasEnded) waiting.pop()?.();
        else lend();
      }),
    end() {
      hasEnded = true;
      question?.answer({ rows: [], error: 'the connection ended' });
      question = null;
      for (const one of waiting.splice(0)) one();
    },
  };

  const isIdle = () =>
    queue.length === 0 && status === 'I' && held === null && server.isBetween() && (!hasStarted || client.isBetween());

  function lend(): void {
    if (waiting.length === 0 || !isIdle()) return;
    held = [];
    waiting.shift()?.();
  }

  function release(): void {
    const chunks = held ?? [];
    held = null;
    for (const chunk of chunks) if (!hasEnded) fromClient(chunk);
    lend();
  }

  function ask(sql: string): Promise<Answer> {
    if (hasEnded) return Promise.resolve({ rows: [], error: 'the connection ended' });
    return new Promise((answer) => {
      question = { rows: [], error: null, answer };
      toServer(message('Q', sql));
    });
  }

  function fromClient(chunk: Buffer): void {
    if (hasStarted) {
      client.push(chunk);
      if (queue.length > 0) busyMs ??= now();
      return;
    }
    // The first message has no letter; what comes behind it, has.
    starting = Buffer.concat([starting, chunk]);
    const bytes = starting.length >= 4 ? starting.readInt32BE(0) : Number.POSITIVE_INFINITY;
    if (starting.length < bytes) return;
    hasStarted = true;
    toServer(starting.subarray(0, bytes));
    if (starting.length > bytes) fromClient(starting.subarray(bytes));
    starting = Buffer.alloc(0);
  }
  let starting: Buffer = Buffer.alloc(0);

  const client = frameReader({
    wants: (type) => CLIENT_WANTS.has(type),
    holds: () => false,
    pass: toServer,
    read(frame) {
      readClient(frame);
      return 'pass';
    },
  });

  const server = frameReader({
    wants: (type, bytes) =>
      question !== null || SERVER_WANTS.has(type) || (type === 'D' && bytes <= ROW_BYTES && options.keepsValues()),
    holds: () => question !== null || session.explains,
    pass: toClient,
    read: readServer,
  });

  return session;

  function runOf(statement: Statement, parameters: readonly Value[], prepared: Prepared | null = null): Run {
    const constants = statement.values.flatMap((value) => (value === null ? [] : [textValue(value)]));
    const all = [...constants, ...parameters];
    return {
      statement,
      parameters: all,
      sentMs: now(),
      sentAt: options.sentBytes(),
      columns: [],
      values: [],
      rows: 0,
      bytes: 0,
      execution: null,
      prepared,
    };
  }

  function send(sent: Sent): void {
    if (!isSkipping) queue.push(sent);
  }

  function readClient({ type, body }: Frame): void {
    const reader = bodyReader(body ?? Buffer.alloc(0));
    switch (type) {
      case 'Q': {
        const text = reader.text();
        isSkipping = false;
        send({ kind: 'simple', runs: statementsOf(text).map((statement) => runOf(statement, [])) });
        options.roundTrip();
        return;
      }
      case 'P': {
        const name = reader.text();
        const [statement] = statementsOf(reader.text());
        if (!isSkipping) statements.set(name, { statement, columns: [] });
        send({ kind: 'parse', statement });
        return;
      }
      case 'B': {
        const bind = bindOf(body ?? Buffer.alloc(0));
        const prepared = statements.get(bind.statement);
        if (prepared?.statement !== undefined) {
          const values = bind.parameters.map(({ bytes, isBinary }) => bytesValue(bytes, isBinary));
          portals.set(bind.portal, runOf(prepared.statement, values, prepared));
        } else portals.delete(bind.portal);
        send({ kind: 'bind' });
        return;
      }
      case 'D': {
        const isPortal = body?.[0] === 0x50;
        const name = body?.toString('utf8', 1, body.length - 1) ?? '';
        send({ kind: 'describe', of: isPortal ? portals.get(name) : statements.get(name) });
        return;
      }
      case 'E': {
        const portal = portals.get(reader.text());
        if (portal !== undefined) Object.assign(portal, { sentMs: now(), sentAt: options.sentBytes() });
        send({ kind: 'execute', run: portal ?? null });
        return;
      }
      case 'C': {
        const name = body?.toString('utf8', 1, body.length - 1) ?? '';
        if (body?.[0] === 0x53) statements.delete(name);
        send({ kind: 'close' });
        return;
      }
      case 'H':
        options.roundTrip();
        return;
      case 'S':
        // While rows are copied in, the server ignores it.
        if (isCopyingIn) return;
        isSkipping = false;
        queue.push({ kind: 'sync' });
        options.roundTrip();
        return;
      case 'F':
        isSkipping = false;
        queue.push({ kind: 'sync' });
        options.roundTrip();
        return;
      case 'c':
      case 'f':
        isCopyingIn = false;
        return;
      default:
        return;
    }
  }

  function readServer(frame: Frame): 'pass' | 'drop' {
    const { type, body } = frame;
    if (type === 'N' && session.explains && body !== null) {
      const text = fieldsOf(body).M ?? '';
      if (PLAN.test(text)) {
        const head = queue[0];
        const run = head?.kind === 'simple' ? head.runs[0] : undefined;
        options.planned(text.replace(PLAN, ''), run?.statement ?? null);
        return 'drop';
      }
    }
    if (type === 'S' && body !== null) {
      const reader = bodyReader(body);
      settings.set(reader.text(), reader.text());
      return 'pass';
    }
    if (question !== null && type !== 'N' && type !== 'A') {
      readAnswer(question, frame);
      return 'drop';
    }
    readOthers(frame);
    return 'pass';
  }

  function readAnswer(asked: NonNullable<typeof question>, { type, body }: Frame): void {
    if (type === 'D' && body !== null) asked.rows.push(rowOf(body).map((value) => value?.toString('utf8') ?? null));
    if (type === 'E' && body !== null) asked.error ??= fieldsOf(body).M ?? 'it failed';
    if (type !== 'Z') return;
    status = statusOf(body);
    question = null;
    asked.answer({ rows: asked.rows, error: asked.error });
  }

  function readOthers({ type, body, bytes }: Frame): void {
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
        run.rows += 1;
        run.bytes += bytes;
        if (body !== null && run.rows <= MOST_VALUES) keepValues(run, body);
        return;
      }
      case 'G':
        isCopyingIn = true;
        // A sync that the client sent with the statement is ignored.
        if (head?.kind === 'execute' && queue[1]?.kind === 'sync') queue.splice(1, 1);
        return;
      case 'C':
        if (/^(?:DISCARD ALL|RESET)\0/.test(body?.toString('latin1') ?? '') && session.explains) {
          session.explains = false;
          options.reset();
        }
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
      case 'K':
        cancelKey = body;
        return;
      case 'Z': {
        isSkipping = false;
        isCopyingIn = false;
        // What is before it was never answered: an error has ended it.
        const end = queue.findIndex(({ kind }) => kind === 'sync' || kind === 'start' || kind === 'simple');
        if (end >= 0) queue.splice(0, end + 1);
        status = statusOf(body);
        lastMs = now();
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
    if (head?.kind === 'start') options.refused(fields);
    if (head === undefined || head.kind === 'start') return;
    if (head.kind === 'simple') {
      ended(true);
      head.runs.length = 0;
      return;
    }
    const next = queue.find(({ kind }) => kind === 'execute' || kind === 'sync');
    if (head.kind === 'parse' && head.statement !== undefined) report(runOf(head.statement, []), true);
    else if (next?.kind === 'execute' && next.run !== null) report(next.run, true);
    const sync = queue.findIndex(({ kind }) => kind === 'sync');
    isSkipping = sync < 0;
    queue.splice(0, sync < 0 ? queue.length : sync);
    isCopyingIn = false;
  }

  function report(run: Run, isFailure: boolean): void {
    const endedMs = now();
    const startedMs = Math.min(endedMs, Math.max(run.sentMs, lastMs));
    const durationMs = (run.execution?.durationMs ?? 0) + endedMs - startedMs;
    lastMs = endedMs;
    if (run.execution !== null) {
      Object.assign(run.execution, { durationMs, rows: run.rows, bytes: run.bytes });
      return;
    }
    const columns = run.columns.length > 0 ? run.columns : (run.prepared?.columns ?? []);
    run.execution = {
      statement: run.statement,
      parameters: run.parameters,
      startedMs,
      sentAt: run.sentAt,
      durationMs,
      rows: run.rows,
      bytes: run.bytes,
      failed: isFailure,
      columns: run.values.map((values, index) => ({ name: columns[index]?.name ?? '', values })),
    };
    lastRun = run.execution;
    options.executed(run.execution);
  }
}

function keepValues(run: Run, body: Buffer): void {
  rowOf(body).forEach((bytes, index) => {
    run.values[index] ??= new Set();
    for (const meaning of bytesValue(bytes, null)) run.values[index]?.add(meaning);
  });
}

const statusOf = (body: Buffer | null): Status => {
  const letter = String.fromCharCode(body?.[0] ?? 0);
  return letter === 'T' || letter === 'E' ? letter : 'I';
};
