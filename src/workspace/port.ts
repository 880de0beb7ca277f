import { createServer } from 'node:net';

/** Below the range from which systems take the ports of outgoing connections, and clear of those that browsers refuse. */
const FIRST = 20_000;
const LAST = 32_000;

const given = new Set<number>();

/** A TCP port on which nothing listens, on no address of this machine; no port is given twice. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (given.has(port)) continue;
    // Some systems let a socket for all addresses open beside one for a single address, so each is tried.
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
    // A machine without IPv6 can't have the port taken there.
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
