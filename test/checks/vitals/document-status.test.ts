import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { NO_ACCESS } from '../../../src/checks/vitals/access/access.ts';
import { documentTrouble } from '../../../src/checks/vitals/document-status.ts';
import { certify } from '../../support/servers/certificate.ts';

const server = createServer((request, response) => {
  if (request.url === '/away') {
    response.writeHead(302, { location: `http://localhost:${(server.address() as AddressInfo).port}/private` });
  } else if (request.url === '/private') {
    const { key, cookie, authorization } = request.headers;
    response.writeHead(key === 'k' && cookie === 'a=1; b=2' && authorization === 'Basic YWRhOnB3' ? 410 : 401);
  } else if (request.url === '/slash') response.writeHead(301, { location: '/slash/?token=1' });
  else if (request.url === '/slash/?token=1') response.writeHead(301, { location: '/slash' });
  else if (request.url === '/nowhere') response.writeHead(302, { location: 'http://127.0.0.1:1/' });
  else if (request.url?.startsWith('/longer')) response.writeHead(302, { location: `${request.url}r` });
  else if (request.url === '/moved') response.writeHead(302, { location: '/gone' });
  else response.writeHead(request.url === '/gone' ? 410 : 200);
  response.end();
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const signal = new AbortController().signal;
const errorStatus = async (...of: Parameters<typeof documentTrouble>) => (await documentTrouble(...of)).status;

it.each([
  ['/gone', 410],
  ['/moved', 410],
  ['/', null],
])('the status of the document at %s is %s', async (path, status) => {
  expect(await errorStatus(origin + path, {}, NO_ACCESS, signal)).toBe(status);
});

it.each([
  ['/slash', 'redirects lead in a circle: /slash → /slash/ → /slash'],
  ['/nowhere', 'a redirect leads to where nobody answers: /nowhere → http://127.0.0.1:1/'],
  ['/longer', expect.stringContaining('redirects never end: /longer → /longerr →')],
  ['/moved', null],
])('the redirects from %s are named if they lead to no page', async (path, redirects) => {
  expect(await documentTrouble(origin + path, {}, NO_ACCESS, signal)).toMatchObject({ redirects });
});

it('the status of a document is null for a server that does not answer', async () => {
  expect(await errorStatus('http://127.0.0.1:1/', {}, NO_ACCESS, signal)).toBeNull();
});

it("asking for a document's status sends credentials to the page’s origin only", async () => {
  const access = { headers: { key: 'k' }, cookies: { a: '1', b: '2' }, basicAuth: { username: 'ada', password: 'pw' } };
  expect(await errorStatus(`${origin}/private`, {}, access, signal)).toBe(410);
  expect(await errorStatus(`${origin}/away`, {}, access, signal)).toBe(401);
});

it("asking for a document's status sends credentials by TLS to loopback, but to no server elsewhere that nobody vouches for", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  certify(folder);
  const [key, cert] = await Promise.all(['key.pem', 'cert.pem'].map((name) => readFile(join(folder, name))));
  await rm(folder, { recursive: true });
  let asked = 0;
  const secure = createSecureServer({ key, cert }, (_, response) => {
    asked++;
    response.writeHead(410).end();
  });
  await new Promise<void>((listening) => secure.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void secure.close());
  const { port } = secure.address() as AddressInfo;
  expect(await errorStatus(`https://127.0.0.1:${port}/`, {}, NO_ACCESS, signal)).toBe(410);
  const elsewhere = `https://shop.example:${port}/`;
  expect(await errorStatus(elsewhere, { ip: '127.0.0.1' }, NO_ACCESS, signal)).toBeNull();
  expect(asked).toBe(1);
});
