import { describe, expect, test } from 'vitest';
import { summarise } from '../../../src/checks/api/summarise.ts';
import { expectAccounted, getRequest, loadOf, serve, serveRaw, statusesOf } from '../../support/servers/loopback.ts';

const HEAD = 'HTTP/1.1 200 OK\r\n';
const later = (ms: number, action: () => void): void => void setTimeout(action, ms);
const head = { ...getRequest, method: 'HEAD' };

describe('a connection that the server ends', () => {
  test('a connection that the server ends with a word is followed by a new one', async () => {
    let requests = 0;
    await using server = await serve((_, response) => {
      requests++;
      response.setHeader('connection', 'close');
      later(3, () => response.end('hello'));
    });
    const result = await loadOf(server);
    expectAccounted(result);
    expect([requests, statusesOf(result)]).toEqual([40, { 200: 40 }]);
  });

  test('a connection that the server ends after a few answers is followed by a new one', async () => {
    await using server = await serve((_, response) => response.end('hello'));
    server.server.maxRequestsPerSocket = 3;
    const result = await loadOf(server);
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 40 });
  });

  test('a connection that ends by the rules of HTTP/1.0 is followed by a new one', async () => {
    await using server = await serveRaw((socket) => socket.end('HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello'));
    const result = await loadOf(server);
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 40 });
  });

  test.each([
    ['reset in the middle of a body', 'resetAndDestroy'],
    ['ended in the middle of a body', 'end'],
  ] as const)('%s leaves that request unanswered, and no other', async (_, how) => {
    await using server = await serveRaw((socket, index) => {
      if (index % 10 !== 9) socket.write(`${HEAD}Content-Length: 5\r\n\r\nhello`);
      else socket.write(`${HEAD}Content-Length: 500\r\n\r\nhello`, () => socket[how]());
    });
    const result = await loadOf(server);
    expectAccounted(result);
    expect([statusesOf(result), result.unanswered, result.timeouts]).toEqual([{ 200: 36 }, 4, 0]);
  });

  test('a connection that the server ends and resets once more is no concern of the next one', async () => {
    const empty = `${HEAD}Content-Length: 0\r\n\r\n`;
    await using server = await serveRaw((socket, index) => {
      if (index > 0) return later(150, () => socket.write(empty));
      // the client is still sending when it learns that the connection ended, and then that it failed
      socket.pause();
      socket.end(empty, () => later(50, () => socket.resetAndDestroy()));
    });
    const request = { ...getRequest, method: 'POST', body: 'x'.repeat(16_000_000) };
    const result = await loadOf(server, { request, connections: 1, amount: 4 });
    expectAccounted(result, 1);
    expect([statusesOf(result), result.unanswered]).toEqual([{ 200: 3 }, 1]);
  });

  test('a connection that the server ends without an answer leaves all requests unanswered', async () => {
    await using server = await serveRaw((socket) => socket.destroy());
    const result = await loadOf(server);
    expectAccounted(result);
    expect(result).toMatchObject({ answers: [], unanswered: 40 });
  });
});

describe('a body that lasts until the connection ends', () => {
  test('a body that lasts until the connection ends is an answer', async () => {
    await using server = await serveRaw((socket) => {
      socket.write(`${HEAD}\r\nhel`);
      later(2, () => socket.end('lo'));
    });
    const result = await loadOf(server);
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 40 });
  });

  test('a body cut by a reset connection is no answer', async () => {
    await using server = await serveRaw((socket) => socket.write(`${HEAD}\r\nhel`, () => socket.resetAndDestroy()));
    const result = await loadOf(server);
    expectAccounted(result);
    expect(result).toMatchObject({ answers: [], unanswered: 40 });
  });

  test('a body that does not end is a time-out', async () => {
    await using server = await serveRaw((socket) => socket.write(`${HEAD}\r\nhel`));
    const result = await loadOf(server, { amount: 4, timeoutMs: 1_000 });
    expect(result).toMatchObject({ answers: [], timeouts: 4, unanswered: 0, cut: 'hung' });
  });
});

describe('the answer to HEAD', () => {
  test('the answer to HEAD has no body, whatever its length says', async () => {
    await using server = await serve((_, response) => response.writeHead(200, { 'content-length': 12_345 }).end());
    const result = await loadOf(server, { request: head });
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 40 });
  });

  test('an answer to HEAD keeps its connection though it has no length', async () => {
    await using server = await serveRaw((socket) => socket.write(`${HEAD}\r\n`));
    let connections = 0;
    server.server.on('connection', () => connections++);
    const result = await loadOf(server, { request: head });
    expectAccounted(result);
    expect([connections, statusesOf(result)]).toEqual([4, { 200: 40 }]);
  });
});

test('early hints are no answers', async () => {
  await using server = await serve((_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    later(3, () => response.end());
  });
  const result = await loadOf(server);
  expectAccounted(result);
  expect(statusesOf(result)).toEqual({ 200: 40 });
});

test('what is not HTTP is no answer, and is not waited for', async () => {
  await using server = await serveRaw((socket) => socket.write('SSH-2.0-OpenSSH_9.7\r\n'));
  const result = await loadOf(server);
  expectAccounted(result);
  expect(result).toMatchObject({ answers: [], timeouts: 0, unanswered: 40 });
});

test('time-outs are counted, and are as slow as the timeout', async () => {
  let requests = 0;
  await using server = await serve((_, response) => {
    if (requests++ % 10 !== 9) later(1, () => response.end());
  });
  const result = await loadOf(server, { timeoutMs: 1_000 });
  expectAccounted(result);
  expect([statusesOf(result), result.timeouts, result.unanswered]).toEqual([{ 200: 36 }, 4, 0]);
  expect(summarise(result, ['2xx'], 1_000).values).toMatchObject({ p95: 1_000, 'error-rate': 0.1 });
});
