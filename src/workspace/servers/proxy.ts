import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { isLoopback } from './loopback.ts';
import { send } from './send.ts';
import type { RunningServer } from './server.ts';

/** A server behind another one's origin: its address, and its name in answers. */
interface Upstream {
  readonly name: string;
  readonly server: Pick<RunningServer, 'origin' | 'ip'>;
}

/** Passes requests on to the servers behind an origin, by the longest prefix of their paths. */
interface Proxy {
  /** The server of a path such as `/api/me?full`; null if the path belongs to none. */
  upstreamOf(url: string): Upstream | null;
  /** Streams the server's answer; 502 with the reason if it does not answer. */
  pass(upstream: Upstream, request: IncomingMessage, response: ServerResponse): void;
  /** The same for a request that becomes a WebSocket. */
  upgrade(upstream: Upstream, request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** @param prefixes upstreams by paths such as `/api`, which stand for all below them, too. */
export function proxyTo(prefixes: Readonly<Record<string, Upstream>>): Proxy {
  const longestFirst = Object.entries(prefixes).sort(([a], [b]) => b.length - a.length);
  return {
    upstreamOf(url) {
      const path = url.split('?', 1)[0] ?? '';
      return longestFirst.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1] ?? null;
    },
    pass(upstream, request, response) {
      const refuse = (error: Error) =>
        response.writeHead(502, { 'Content-Type': 'text/plain;charset=utf-8' }).end(reason(upstream, request, error));
      const outgoing = ask(upstream, request, {}, (answer) => {
        try {
          response.writeHead(answer.statusCode ?? 502, answerHeaders(upstream, request, answer));
        } catch (error) {
          // A head that HTTP does not allow, such as status 000.
          refuse(error as Error);
          return;
        }
        response.flushHeaders();
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      });
      outgoing.on('error', (error) => {
        if (response.headersSent) response.destroy();
        else refuse(error);
      });
      response.on('close', () => outgoing.destroy());
      request.pipe(outgoing);
    },
    upgrade(upstream, request, socket, head) {
      const asUpgrade = { connection: 'Upgrade', upgrade: request.headers.upgrade };
      const outgoing = ask(upstream, request, asUpgrade, (answer) => {
        socket.write(statusLine(answer, { ...answerHeaders(upstream, request, answer), connection: 'close' }));
        answer.pipe(socket);
      });
      outgoing.on('upgrade', (answer, behind, rest) => {
        socket.write(statusLine(answer, answer.headers));
        socket.write(rest);
        behind.write(head);
        behind.on('error', () => socket.destroy()).on('close', () => socket.destroy());
        socket.on('error', () => behind.destroy()).on('close', () => behind.destroy());
        behind.pipe(socket).pipe(behind);
      });
      outgoing.on('error', (error) => {
        const words = reason(upstream, request, error);
        socket.end(`HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${words}`);
      });
      socket.on('error', () => outgoing.destroy());
      outgoing.end();
    },
  };
}

const reason = ({ name, server: { origin } }: Upstream, { method, url }: IncomingMessage, error: Error): string =>
  `The server ${name} behind this path, ${origin}, did not answer ${method} ${url}: ${error.message}\n`;

/** Belong to one connection (https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1). */
const OF_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name) && !named.includes(name)),
  );
}

/** The same request for the server behind. The caller ends it. */
function ask(
  { server }: Upstream,
  { method, url = '/', headers, socket }: IncomingMessage,
  extra: OutgoingHttpHeaders,
  onAnswer: (answer: IncomingMessage) => void,
) {
  const to = new URL(server.origin);
  const isNamed = server.ip !== undefined || !isLoopback(to.hostname);
  const all = {
    ...endToEnd(headers),
    // A server of this side belongs to the page's own origin. A server elsewhere is found by its host name.
    ...(isNamed ? { host: to.host } : {}),
    'x-forwarded-for': socket.remoteAddress ?? '127.0.0.1',
    ...(headers.host !== undefined && { 'x-forwarded-host': headers.host }),
    'x-forwarded-proto': 'http',
    ...extra,
  };
  const path = to.pathname.replace(/\/$/, '') + url;
  return send(to, { ip: server.ip ?? null, ...(method !== undefined && { method }), path, headers: all }, onAnswer);
}

/** A redirect to the server's own address stays at the page's origin. */
function answerHeaders({ server: { origin } }: Upstream, request: IncomingMessage, { headers }: IncomingMessage) {
  const { host } = request.headers;
  const to = URL.parse(headers.location ?? '');
  const isOwn = to !== null && to.origin === new URL(origin).origin;
  const site = host === undefined ? '' : `http://${host}`;
  return { ...endToEnd(headers), ...(isOwn && { location: site + to.pathname + to.search + to.hash }) };
}

function statusLine({ statusCode = 502 }: IncomingMessage, headers: IncomingHttpHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value = '']) => [value].flat().map((one) => `${name}: ${one}`));
  return [`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`, ...lines, '', ''].join('\r\n');
}
