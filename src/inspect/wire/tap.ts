import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import type { Statement } from '../sql/statement.ts';
import { bodyReader } from './messages.ts';
import { type Execution, openSession, type Session } from './session.ts';

/** Where the database is: `{ host, port }`, or `{ path }` of a Unix socket. */
export type Upstream = { readonly host: string; readonly port: number } | { readonly path: string };

/** Why a connection was not read along, or could not be made. */
export type TapTrouble =
  | { readonly code: 'unreachable'; readonly message: string }
  /** The client or the server demands it. */
  | { readonly code: 'tls'; readonly message: string }
  /** What came is not PostgreSQL's protocol. */
  | { readonly code: 'other-protocol'; readonly message: string };

/** A connection of the app to its database. */
export interface TapConnection {
  readonly id: number;
  /** Of the app's end of it. */
  readonly port: number;
  readonly session: Session;
  /** Of the start-up message: connections with the same have the same rights. */
  readonly database: string;
  /** The app has closed it, and only we still use it. */
  readonly isLeft: boolean;
}

export interface TapEvents {
  opened(connection: TapConnection): void;
  closed(connection: TapConnection): void;
  executed(connection: TapConnection, execution: Execution): void;
  planned(connection: TapConnection, json: string, statement: Statement | null): void;
  /** The app has reset its session. */
  reset(connection: TapConnection): void;
  roundTrip(connection: TapConnection): void;
  /** Whenever bytes have come, on either side. */
  moved(connection: TapConnection): void;
  keepsValues(): boolean;
}

export interface Tap {
  readonly port: number;
  /** Those that are open and read along. */
  readonly connections: ReadonlySet<TapConnection>;
  /** What went wrong last; null once a connection has worked. */
  readonly trouble: () => TapTrouble | null;
  /** Keeps one connection for our own questions where the app would close it. */
  keepOne: boolean;
  close(): Promise<void>;
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
const CANCEL = 80_877_102;
const TLS = 80_877_103;
const GSS = 80_877_104;
const FIRST_BYTE_OF_TLS = 0x16;

/** Listens on 127.0.0.1 and forwards each connection to the database, untouched, reading along. */
export async function openTap(upstream: Upstream, events: TapEvents): Promise<Tap> {
  const connections = new Set<TapConnection>();
  const sockets = new Set<Socket>();
  let trouble: TapTrouble | null = null;
  let ids = 0;
  /** Once a client or the server has insisted on TLS, all goes through unread. */
  let isBlind = false;

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    return socket.setNoDelay(true);
  };
  const toUpstream = (): Socket => track(connect({ ...upstream, allowHalfOpen: true } as NetConnectOpts));

  const tap: Tap = {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    connections,
    trouble: () => trouble,
    keepOne: false,
    async close() {
      await Promise.all([...connections].map(cancel));
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return tap;

  function accept(client: Socket): void {
    track(client);
    const database = toUpstream();
    database.on('error', (error: NodeJS.ErrnoException) => {
      trouble ??= { code: 'unreachable', message: error.message };
      client.destroy();
    });
    join(client, database, () => isLeft);
    let isLeft = false;
    /** What reads the bytes at present. */
    let read: { client(chunk: Buffer): void; server(chunk: Buffer): void } = {
      client: start,
      // A server that speaks first is none of PostgreSQL's.
      server(chunk) {
        blind('other-protocol', 'the server speaks first');
        forward(client, chunk, database);
      },
    };
    let sentBytes = 0;
    client.on('data', (chunk: Buffer) => {
      guarded(() => read.client(chunk));
      sentBytes += chunk.length;
    });
    database.on('data', (chunk: Buffer) => guarded(() => read.server(chunk)));

    let first = Buffer.alloc(0);
    let wasAskedForTls = false;
    client.on('close', () => {
      // It asked for TLS, got a no, and left.
      if (wasAskedForTls && read.client === start) insistsOnTls('the client');
    });

    function start(chunk: Buffer): void {
      first = Buffer.concat([first, chunk]);
      if (isBlind || first[0] === FIRST_BYTE_OF_TLS) {
        if (!isBlind) insistsOnTls('the client');
        pass(first);
        return;
      }
      if (first.length < 8) return;
      const code = first.readInt32BE(4);
      if (code === TLS || code === GSS) {
        first = first.subarray(8);
        wasAskedForTls ||= code === TLS;
        client.write('N');
        if (first.length > 0) start(Buffer.alloc(0));
      } else if (code === CANCEL) pass(first);
      else if (code >>> 16 === 3) readAlong(first);
      else {
        blind('other-protocol', 'the client says something else');
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

    function blind(code: 'other-protocol', message: string): void {
      trouble = { code, message };
      pass(Buffer.alloc(0));
    }

    function readAlong(chunk: Buffer): void {
      const session = openSession({
        toServer: (bytes) => forward(database, bytes, client),
        toClient: (bytes) => {
          if (!isLeft) forward(client, bytes, database);
        },
        executed: (execution) => events.executed(connection, execution),
        planned: (json, statement) => events.planned(connection, json, statement),
        reset: () => events.reset(connection),
        roundTrip: () => events.roundTrip(connection),
        keepsValues: events.keepsValues,
        sentBytes: () => sentBytes,
        now: () => performance.now(),
        refused({ C: code = '', M: words = '' }) {
          if (code === '28000' && /no encryption|SSL off/i.test(words)) insistsOnTls('the database');
        },
      });
      ids += 1;
      const connection: TapConnection = {
        id: ids,
        port: client.remotePort ?? 0,
        session,
        database: databaseOf(chunk),
        get isLeft() {
          return isLeft;
        },
      };
      connections.add(connection);
      events.opened(connection);
      const leave = (): boolean => {
        const isKept = tap.keepOne && session.status() === 'I' && session.busySince() === null;
        const hasOne = [...connections].some((one) => one.isLeft && one.database === connection.database);
        if (!isKept || hasOne || isLeft) return isLeft;
        isLeft = true;
        client.end();
        events.closed(connection);
        // What the app has locked for as long as it is connected is free again.
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
          if (session.settings.size > 0) trouble = null;
          session.fromServer(bytes);
          events.moved(connection);
        },
      };
      database.on('close', () => {
        connections.delete(connection);
        session.end();
        if (!isLeft) events.closed(connection);
      });
      read.client(chunk);
    }

    /** Whatever can't be read goes on all the same, now and later. */
    function guarded(work: () => void): void {
      try {
        work();
      } catch (error) {
        trouble = { code: 'other-protocol', message: (error as Error).message };
        pass(Buffer.alloc(0));
      }
    }
  }

  function insistsOnTls(who: string): void {
    isBlind = true;
    trouble = { code: 'tls', message: `${who} insists on TLS` };
  }

  /** Ends what still runs in the database: it would notice only at its end that nobody listens. */
  async function cancel({ session }: TapConnection): Promise<void> {
    const key = session.cancelKey();
    if (key === null || session.busySince() === null) return;
    const head = Buffer.alloc(8);
    head.writeInt32BE(8 + key.length);
    head.writeInt32BE(CANCEL, 4);
    const socket = toUpstream();
    socket.end(Buffer.concat([head, key]));
    socket.resume();
    await Promise.race([once(socket, 'close'), once(socket, 'error'), sleep(CANCEL_MS)]).catch(() => {});
  }
}

const CANCEL_MS = 1_000;
const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());

/** Ends and breaks each of the two as the other one does. */
function join(client: Socket, database: Socket, isLeft: () => boolean): void {
  client.on('end', () => isLeft() || database.end());
  client.on('close', () => isLeft() || database.end());
  client.on('error', () => isLeft() || database.destroy());
  database.on('end', () => client.end());
  database.on('close', () => client.end());
}

/** With the pace of the slower side. */
function forward(to: Socket, bytes: Buffer, from: Socket): void {
  if (bytes.length === 0 || to.destroyed || to.writableEnded || to.write(bytes)) return;
  from.pause();
  to.once('drain', () => from.resume());
}

/** User and database of a start-up message, and what else decides its rights. */
function databaseOf(chunk: Buffer): string {
  const reader = bodyReader(chunk.subarray(8));
  const pairs: [string, string][] = [];
  for (let name = reader.text(); name !== ''; name = reader.text()) pairs.push([name, reader.text()]);
  const wanted = pairs.filter(([name]) => ['user', 'database', 'options', 'search_path'].includes(name));
  return JSON.stringify(wanted);
}
