import { connect, createServer } from 'node:net';
import { LOOPBACK_ADDRESSES } from './loopback.ts';

/** Below the range that systems use for outgoing connections, and without the ports that browsers refuse. */
const FIRST = 20_000;
const LAST = 32_000;

const given = new Set<number>();

/** A TCP port that no address of this machine listens on. Never returns a port twice. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (given.has(port)) continue;
    // Some systems allow a socket for all addresses beside one for a single address, so try each.
    if ((await canListen(port, '127.0.0.1')) && (await canListen(port, '::1')) && (await canListen(port, '::'))) {
      given.add(port);
      return port;
    }
  }
  throw new Error(`No free port was found between ${FIRST} and ${LAST}.`);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Without IPv6, nothing can listen there.
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether something accepts connections on a port of this machine. */
export async function isOpen(port: number): Promise<boolean> {
  const accepts = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ port, host, timeout: 1_000 });
      const end = (accepted: boolean) => {
        socket.destroy();
        resolve(accepted);
      };
      socket
        .once('connect', () => end(true))
        .once('error', () => end(false))
        .once('timeout', () => end(false));
    });
  return (await Promise.all(LOOPBACK_ADDRESSES.map(accepts))).includes(true);
}
