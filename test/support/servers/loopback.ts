import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { expect } from 'vitest';
import { type LoadOptions, load } from '../../../src/checks/api/load.ts';
import type { LoadResult } from '../../../src/checks/api/load-result.ts';
import type { RunningServer } from '../../../src/workspace/servers/server.ts';

/** A server in this process, for one test. */
export interface Loopback<S extends Server = Server> extends RunningServer {
  readonly port: number;
  readonly server: S;
}

export async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<Loopback<HttpServer>> {
  return listening(createServer(listener), host);
}

/** Speaks HTTP by hand: `answer` is called for each request, the first of all with 0. */
export async function serveRaw(answer: (socket: Socket, index: number) => void): Promise<Loopback> {
  let requests = 0;
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      if (chunk.includes('\r\n\r\n')) answer(socket, requests++);
    });
  });
  return listening(server, '127.0.0.1');
}

async function listening<S extends Server>(server: S, host: string): Promise<Loopback<S>> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    server,
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    pid: null,
    failure: () => null,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const getRequest = { method: 'GET', path: '/', headers: {}, body: null };

export function loadOf(server: Pick<Loopback, 'origin'>, options: Partial<LoadOptions> = {}): Promise<LoadResult> {
  return load({
    origin: server.origin,
    request: getRequest,
    connections: 4,
    amount: 40,
    timeoutMs: 10_000,
    limitMs: 60_000,
    signal: new AbortController().signal,
    ...options,
  });
}

/**
 * What holds of every load that was not cut: each request is accounted for once, and since a connection has one request
 * under way, the times of all answers fit into what the connections had. Answers that were paired with an earlier
 * request overlap, and don't fit.
 */
export function expectAccounted(result: LoadResult, connections = 4): void {
  const { answers, timeouts, unanswered, sent, durationMs } = result;
  expect({ cut: result.cut, accounted: answers.length + timeouts + unanswered }).toEqual({
    cut: null,
    accounted: sent,
  });
  expect(answers.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThanOrEqual(connections * durationMs);
}

export const statusesOf = ({ answers }: LoadResult): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
