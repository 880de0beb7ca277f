import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelRequest } from './first-message.ts';
import { type Relayed, relay } from './relay.ts';
import type { TapConnection, TapEvents, TapTrouble } from './tap-connection.ts';

/** The database's address: `{ host, port }`, or `{ path }` of a Unix socket. */
export type Upstream = { readonly host: string; readonly port: number } | { readonly path: string };

export interface Tap {
  readonly port: number;
  /** Connections that are open and read along. */
  readonly connections: ReadonlySet<TapConnection>;
  /** The last failure; null once a connection has worked. */
  readonly trouble: () => TapTrouble | null;
  /** Keeps one connection for our own questions where the app would close it. */
  keepOne(): void;
  close(): Promise<void>;
}

const CANCEL_MS = 1_000;

/** Listens on 127.0.0.1 and forwards each connection to the database, untouched, reading along. */
export async function openTap(upstream: Upstream, events: TapEvents): Promise<Tap> {
  const sockets = new Set<Socket>();
  const shared: Relayed = { connections: new Set(), trouble: null, isBlind: false, keepOne: false, lastId: 0 };

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    return socket.setNoDelay(true);
  };
  const toUpstream = (): Socket => track(connect({ ...upstream, allowHalfOpen: true } as NetConnectOpts));

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) =>
    relay(track(client), toUpstream(), shared, events),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    connections: shared.connections,
    trouble: () => shared.trouble,
    keepOne() {
      shared.keepOne = true;
    },
    async close() {
      await Promise.all([...shared.connections].map(cancel));
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };

  /** Cancels the running statement: the database would otherwise notice only at its end that nobody listens. */
  async function cancel({ session }: TapConnection): Promise<void> {
    const key = session.cancelKey();
    if (key === null || session.busySince() === null) return;
    const socket = toUpstream();
    socket.end(cancelRequest(key));
    socket.resume();
    await Promise.race([once(socket, 'close'), once(socket, 'error'), sleep(CANCEL_MS, null, { ref: false })]).catch(
      () => {},
    );
  }
}
