import { type Statement, statementsOf } from '../sql/statement.ts';
import { CLIENT_WANTS, clientReader } from './client-messages.ts';
import { newExchange } from './exchange.ts';
import type { Execution } from './execution.ts';
import { type Frame, frameReader } from './frames.ts';
import { bodyReader, fieldsOf, type Status, statusOf } from './messages.ts';
import { type OwnQuestions, ownQuestions } from './own-questions.ts';
import { SERVER_WANTS, serverReader } from './server-messages.ts';

interface SessionOptions {
  readonly toServer: (bytes: Buffer) => void;
  readonly toClient: (bytes: Buffer) => void;
  readonly executed: (execution: Execution) => void;
  /**
   * Called with a JSON plan from `auto_explain`, which the client does not get. `statementOf` finds its statement by
   * the text that the plan names.
   */
  readonly planned: (json: string, statementOf: (text: string) => Statement | undefined) => void;
  /** The session was reset, and `auto_explain` with it. */
  readonly reset: () => void;
  /** Called when the client has to wait once more for the server. */
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
  /** The body of a CancelRequest behind its code, which ends the current statement; null if unknown. */
  readonly cancelKey: () => Buffer | null;
  readonly borrow: OwnQuestions['borrow'];
  /** Whether `auto_explain` is on, as far as we know. */
  explains: boolean;
  /** The connection has ended, and with it every wait for it. */
  end(): void;
}

/** Rows with more are not looked into. */
const ROW_BYTES = 16_384;
const PLAN = /^duration: [\d.]+ ms\s+plan:\s*/;

/** Reads along on one connection, from its start-up message on. It has no clock and no socket of its own. */
export function openSession(options: SessionOptions): Session {
  const { toServer, toClient, now } = options;
  const settings = new Map<string, string>();
  const exchange = newExchange();
  const { queue } = exchange;
  let busyMs: number | null = now();
  let cancelKey: Buffer | null = null;
  /** The bytes of the start-up message that have come so far; null once it is whole. */
  let starting: Buffer | null = Buffer.alloc(0);

  const sentNow = () => ({ sentMs: now(), sentAt: options.sentBytes() });
  // https://www.postgresql.org/docs/current/runtime-config-compatible.html#GUC-STANDARD-CONFORMING-STRINGS
  const statements = (text: string) => statementsOf(text, settings.get('standard_conforming_strings') !== 'off');
  const readClient = clientReader(exchange, { sentNow, roundTrip: options.roundTrip, statementsOf: statements });
  const readServer = serverReader(exchange, {
    executed: options.executed,
    reset() {
      if (!session.explains) return;
      session.explains = false;
      options.reset();
    },
    refused: options.refused,
    sentNow,
    now,
  });

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
      own.isAsking() || SERVER_WANTS.has(type) || (type === 'D' && bytes <= ROW_BYTES && options.keepsValues()),
    holds: () => own.isAsking() || session.explains,
    pass: toClient,
    read: (frame) => (isOurs(frame) ? 'drop' : 'pass'),
  });
  const own = ownQuestions({
    isIdle: () =>
      queue.length === 0 && exchange.status === 'I' && server.isBetween() && (starting !== null || client.isBetween()),
    toServer,
    fromClient,
  });

  const session: Session = {
    explains: false,
    settings,
    status: () => exchange.status,
    busySince: () => busyMs,
    cancelKey: () => cancelKey,
    fromClient(chunk) {
      if (!own.hold(chunk)) fromClient(chunk);
    },
    fromServer(chunk) {
      server.push(chunk);
      if (queue.length === 0) busyMs = null;
      own.lend();
    },
    borrow: own.borrow,
    end: own.end,
  };
  return session;

  function fromClient(chunk: Buffer): void {
    if (starting === null) {
      client.push(chunk);
      if (queue.length > 0) busyMs ??= now();
      return;
    }
    // The first message has no letter; all later ones do.
    const first = Buffer.concat([starting, chunk]);
    const bytes = first.length >= 4 ? first.readInt32BE(0) : Number.POSITIVE_INFINITY;
    starting = first.length < bytes ? first : null;
    if (starting !== null) return;
    toServer(first.subarray(0, bytes));
    if (first.length > bytes) fromClient(first.subarray(bytes));
  }

  /**
   * The running statement of a text of several statements. For any other text the plan may come late: within a
   * transaction, when the next statement is bound, or with the commit.
   */
  function statementOfPlan(text: string): Statement | undefined {
    const [only, ...others] = statements(text);
    const head = queue[0];
    return others.length > 0 && head?.kind === 'simple' ? head.runs[0]?.statement : only;
  }

  /** Reads a message of the server. Returns whether it answers our own question: then the client does not get it. */
  function isOurs(frame: Frame): boolean {
    const { type, body } = frame;
    if (type === 'N' && session.explains && body !== null) {
      const text = fieldsOf(body).M ?? '';
      if (PLAN.test(text)) {
        options.planned(text.replace(PLAN, ''), statementOfPlan);
        return true;
      }
    }
    if (type === 'S' && body !== null) {
      const reader = bodyReader(body);
      settings.set(reader.text(), reader.text());
      return false;
    }
    if (own.isAsking() && type !== 'N' && type !== 'A') {
      if (own.read(frame)) exchange.status = statusOf(body);
      return true;
    }
    if (type === 'K') cancelKey = body;
    readServer(frame);
    return false;
  }
}
