import type { Socket } from 'node:net';
import { firstMessage } from './first-message.ts';
import { openSession } from './session.ts';
import type { TapConnection, TapEvents, TapTrouble } from './tap-connection.ts';

/** State that the connections through one listener share. */
export interface Relayed {
  readonly connections: Set<TapConnection>;
  /** The last failure; null once a connection has worked. */
  trouble: TapTrouble | null;
  /** Once a client or the server has insisted on TLS, all goes through unread. */
  isBlind: boolean;
  /** Keeps one connection for our own questions where the app would close it. */
  keepOne: boolean;
  /** Id of the last connection. */
  lastId: number;
}

/** Characters of the database's own words that are reported. */
const MOST_WORDS = 300;

interface Reader {
  client(chunk: Buffer): void;
  server(chunk: Buffer): void;
}

/** Forwards a client's bytes to the database and back, untouched, and reads along where it can. */
export function relay(client: Socket, database: Socket, shared: Relayed, events: TapEvents): void {
  let isLeft = false;
  let sentBytes = 0;
  let first: Buffer = Buffer.alloc(0);
  let wasAskedForTls = false;
  /** The current reader of the bytes. */
  let read: Reader = {
    client: start,
    // PostgreSQL's server never speaks first.
    server(chunk) {
      unreadable('the server speaks first');
      forward(client, chunk, database);
    },
  };

  join(client, database, () => isLeft);
  database.on('error', ({ message }) => {
    shared.trouble ??= { code: 'unreachable', message };
    client.destroy();
  });
  client.on('data', (chunk: Buffer) => {
    guarded(() => read.client(chunk));
    sentBytes += chunk.length;
  });
  database.on('data', (chunk: Buffer) => guarded(() => read.server(chunk)));
  client.on('close', () => {
    // It asked for TLS, got a no, and left.
    if (wasAskedForTls && read.client === start) insistsOnTls('the client');
  });

  function start(chunk: Buffer): void {
    first = Buffer.concat([first, chunk]);
    const message = firstMessage(first);
    if (shared.isBlind) pass(first);
    else if (message.type === 'asks-encryption') {
      first = first.subarray(message.bytes);
      wasAskedForTls ||= message.isTls;
      client.write('N');
      if (first.length > 0) start(Buffer.alloc(0));
    } else if (message.type === 'start') readAlong(first, message.database);
    else if (message.type !== 'unfinished') {
      if (message.type === 'tls') insistsOnTls('the client');
      if (message.type === 'unknown') unreadable('the client says something else');
      pass(first);
    }
  }

  function pass(chunk: Buffer): void {
    read = {
      client: (bytes) => forward(database, bytes, client),
      server: (bytes) => forward(client, bytes, database),
    };
    read.client(chunk);
  }

  function unreadable(message: string): void {
    shared.trouble = { code: 'other-protocol', message };
    pass(Buffer.alloc(0));
  }

  function insistsOnTls(who: string): void {
    shared.isBlind = true;
    shared.trouble = { code: 'tls', message: `${who} insists on TLS` };
  }

  function readAlong(chunk: Buffer, rights: string): void {
    const session = openSession({
      toServer: (bytes) => forward(database, bytes, client),
      toClient: (bytes) => {
        if (!isLeft) forward(client, bytes, database);
      },
      executed: (execution) => events.executed(connection, execution),
      planned: (json, statementOf) => events.planned(connection, json, statementOf),
      reset: () => events.reset(connection),
      roundTrip: () => events.roundTrip(connection),
      keepsValues: events.keepsValues,
      sentBytes: () => sentBytes,
      now: () => performance.now(),
      refused({ C: code = '', M: words = '' }) {
        if (code === '28000' && /no encryption|SSL off/i.test(words)) insistsOnTls('the database');
        else shared.trouble = { code: 'refused', message: `the database refuses: ${words.slice(0, MOST_WORDS)}` };
      },
    });
    shared.lastId += 1;
    const connection: TapConnection = {
      id: shared.lastId,
      port: client.remotePort ?? 0,
      session,
      database: rights,
      get isLeft() {
        return isLeft;
      },
    };
    shared.connections.add(connection);
    events.opened(connection);
    const leave = (): boolean => {
      const isKept = shared.keepOne && session.status() === 'I' && session.busySince() === null;
      const hasOne = [...shared.connections].some((one) => one.isLeft && one.database === connection.database);
      if (!isKept || hasOne || isLeft) return isLeft;
      isLeft = true;
      client.end();
      events.closed(connection);
      // Frees the locks that the app held for as long as it was connected.
      void session.borrow((line) => line.ask('SELECT pg_advisory_unlock_all()'));
      return true;
    };
    read = {
      client(bytes) {
        // Terminate: the app leaves.
        if (bytes.length === 5 && bytes[0] === 0x58 && leave()) return;
        session.fromClient(bytes);
        events.moved(connection);
      },
      server(bytes) {
        session.fromServer(bytes);
        if (session.settings.size > 0) shared.trouble = null;
        events.moved(connection);
      },
    };
    database.on('close', () => {
      shared.connections.delete(connection);
      session.end();
      if (!isLeft) events.closed(connection);
    });
    read.client(chunk);
  }

  /** Forwards bytes that can't be read all the same, now and later. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      unreadable((error as Error).message);
    }
  }
}

/** Ends or breaks each connection when the other one ends or breaks. */
function join(client: Socket, database: Socket, isLeft: () => boolean): void {
  client.on('end', () => isLeft() || database.end());
  client.on('close', () => isLeft() || database.end());
  client.on('error', () => isLeft() || database.destroy());
  database.on('end', () => client.end());
  database.on('close', () => client.end());
}

/** Forwards at the pace of the slower side. */
function forward(to: Socket, bytes: Buffer, from: Socket): void {
  if (bytes.length === 0 || to.destroyed || to.writableEnded || to.write(bytes)) return;
  from.pause();
  to.once('drain', () => from.resume());
}
