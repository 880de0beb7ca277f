import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorStatus } from '../../../src/checks/vitals/document-status.ts';

const server = createServer((request, response) => {
  if (request.url === '/moved') response.writeHead(302, { location: '/gone' });
  else response.writeHead(request.url === '/gone' ? 410 : 200);
  response.end();
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const signal = new AbortController().signal;

it.each([
  ['/gone', 410],
  ['/moved', 410],
  ['/', null],
])('tells of %s the status %s', async (path, status) => {
  expect(await errorStatus(origin + path, signal)).toBe(status);
});

it('tells nothing of a server that is not there', async () => {
  expect(await errorStatus('http://127.0.0.1:1/', signal)).toBeNull();
});
