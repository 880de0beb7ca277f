import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, get, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../src/workspace/servers/server.ts';
import { startServer } from '../../../src/workspace/servers/start-server.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

/** What the server behind the page got last, and what it answers next. */
let seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };
let answer: RequestListener = (_, response) => response.end('ok');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let behind: Server;
let site: RunningServer;

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const running = (origin: string): RunningServer => ({
  ...{ origin, pid: null, failure: () => null },
  [Symbol.asyncDispose]: async () => {},
});

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, '.git'));
  await writeFiles(folder.path, { 'dist/index.html': '<title>home</title>', 'dist/apix/a.txt': 'a file' });
  behind = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    seen = { method: request.method, url: request.url, headers: request.headers, body };
    answer(request, response);
  }).listen(0, '127.0.0.1');
  behind.on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Path: ');
    socket.write(`${request.url}\r\n\r\n`);
    socket.on('data', (data) => socket.write(`echo ${data}`));
  });
  await once(behind, 'listening');
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const goneAt = addressOf(gone);
  gone.close();
  const launched = await startServer(
    'site',
    { kind: 'static', static: 'dist', basePath: null, proxy: { '/api': 'api', '/api/gone': 'gone' } },
    {
      side: 'head',
      directory: folder.path,
      signal: new AbortController().signal,
      onLine: () => {},
      behind: { api: running(addressOf(behind)), gone: running(goneAt) },
    },
  );
  if (!launched.ok) throw new Error(launched.message);
  site = launched.server;
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  behind.closeAllConnections();
  behind.close();
  await folder[Symbol.asyncDispose]();
});

test('a request below a prefix goes to the server behind it as it is: method, path, query, headers, cookies and body', async () => {
  answer = (_, response) =>
    response
      .writeHead(201, 'Made', { 'set-cookie': ['a=1; Path=/', 'b=2'], 'x-own': 'yes', 'content-encoding': 'identity' })
      .end('{"made":true}');
  const response = await fetch(`${site.origin}/api/rows?full=1`, {
    method: 'POST',
    body: '{"name":"Ada"}',
    headers: { 'content-type': 'application/json', cookie: 'session=s', 'x-key': 'k' },
  });
  expect(seen).toMatchObject({ method: 'POST', url: '/api/rows?full=1', body: '{"name":"Ada"}' });
  expect(seen.headers).toMatchObject({ 'content-type': 'application/json', cookie: 'session=s', 'x-key': 'k' });
  // The page's own origin, as a server that checks it expects.
  expect(seen.headers.host).toBe(new URL(site.origin).host);
  expect(seen.headers['x-forwarded-host']).toBe(seen.headers.host);
  expect({ status: response.status, text: response.statusText }).toEqual({ status: 201, text: 'Created' });
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  expect(response.headers.get('x-own')).toBe('yes');
  expect(await response.json()).toEqual({ made: true });
});

test('the prefix itself belongs to the server behind, a name that only begins like it does not', async () => {
  answer = (_, response) => response.end('behind');
  expect(await (await fetch(`${site.origin}/api`)).text()).toBe('behind');
  expect(await (await fetch(`${site.origin}/apix/a.txt`)).text()).toBe('a file');
  expect(await (await fetch(`${site.origin}/`)).text()).toBe('<title>home</title>');
});

test('what the server behind answers without a file comes as it is, and no page in its place', async () => {
  answer = (_, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"none"}');
  const response = await fetch(`${site.origin}/api/none`, { headers: { accept: 'text/html' } });
  expect({ status: response.status, body: await response.text() }).toEqual({ status: 404, body: '{"error":"none"}' });
});

test("a redirect to the server's own address stays at the page's origin", async () => {
  const locationOf = async (location: string) => {
    answer = (_, response) => response.writeHead(302, { location }).end();
    return (await fetch(`${site.origin}/api/login`, { redirect: 'manual' })).headers.get('location');
  };
  expect(await locationOf(`${addressOf(behind)}/api/home?a=1`)).toBe(`${site.origin}/api/home?a=1`);
  expect(await locationOf(`${addressOf(behind).toUpperCase()}`)).toBe(`${site.origin}/`);
  expect(await locationOf('/api/home')).toBe('/api/home');
  expect(await locationOf('https://login.example.com/')).toBe('https://login.example.com/');
});

test('an answer that goes on comes piece by piece', async () => {
  let goOn = () => {};
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('first');
    goOn = () => response.end('second');
  };
  const chunks = await new Promise<string[]>((resolve, reject) => {
    get(`${site.origin}/api/events`, { agent: false }, (response) => {
      const all: string[] = [];
      response.setEncoding('utf8').on('data', (chunk: string) => {
        all.push(chunk);
        if (all.length === 1) goOn();
      });
      response.on('end', () => resolve(all)).on('error', reject);
    }).on('error', reject);
  });
  expect(chunks).toEqual(['first', 'second']);
});

test('a server behind that is gone is a 502 which says what did not answer, and why', async () => {
  const response = await fetch(`${site.origin}/api/gone/rows`);
  expect(response.status).toBe(502);
  expect(await response.text()).toMatch(
    /^The server gone behind this path, http:\/\/127\.0\.0\.1:\d+, did not answer GET \/api\/gone\/rows: .*ECONNREFUSED/,
  );
});

test('a status that HTTP does not know is a 502, its words are left out, and the next request is answered', async () => {
  const statusOf = async (line: string) => {
    answer = (_, response) => response.socket?.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`);
    return (await fetch(`${site.origin}/api/odd`)).status;
  };
  expect(await statusOf('000 None')).toBe(502);
  expect(await statusOf('042 Odd')).toBe(502);
  expect(await statusOf('200 \x01')).toBe(200);
  answer = (_, response) => response.end('fine');
  expect(await (await fetch(`${site.origin}/api/next`)).text()).toBe('fine');
});

test('a request without a host is passed on', async () => {
  answer = (_, response) => response.writeHead(302, { location: `${addressOf(behind)}/api/home` }).end();
  const { hostname, port } = new URL(site.origin);
  const socket = connect(Number(port), hostname);
  socket.write('GET /api/old HTTP/1.0\r\n\r\n');
  const text = Buffer.concat(await socket.toArray()).toString();
  expect(text).toMatch(/^HTTP\/1\.1 302 /);
  expect(text).toMatch(/\r\nlocation: \/api\/home\r\n/);
});

test('an answer that breaks off breaks off for the page, too', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setImmediate(() => response.destroy());
  };
  const broken = await fetch(`${site.origin}/api/half`);
  await expect(broken.text()).rejects.toThrow();
});

test('a WebSocket is passed on, and ends with the server', async () => {
  const { hostname, port } = new URL(site.origin);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /api/live HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  let text = '';
  const until = async (part: string) => {
    while (!text.includes(part)) text += String((await once(socket, 'data'))[0]);
  };
  await until('/api/live');
  expect(text).toMatch(/^HTTP\/1\.1 101 /);
  socket.write('hello');
  await until('echo hello');
  const closed = once(socket, 'close');
  await site[Symbol.asyncDispose]();
  await closed;
});
