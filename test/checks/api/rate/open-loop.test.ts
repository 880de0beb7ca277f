import { describe, expect, test } from 'vitest';
import type { LoadResult } from '../../../../src/checks/api/load-result.ts';
import { type OpenLoopOptions, openLoop } from '../../../../src/checks/api/rate/open-loop.ts';
import { summarise } from '../../../../src/checks/api/summarise.ts';
import { getRequest, type Loopback, serve, serveRaw, statusesOf } from '../../../support/servers/loopback.ts';

const loopOf = (server: Pick<Loopback, 'origin'>, options: Partial<OpenLoopOptions> = {}): Promise<LoadResult> =>
  openLoop({
    origin: server.origin,
    request: getRequest,
    rate: 200,
    amount: 40,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    ...options,
  });

/** The lateness of timers that response times leave out; milliseconds. */
const FLOOR_MS = 1;

const later = (ms: number, action: () => void): void => void setTimeout(action, ms);

/** Serves one request at a time, each in `ms`, and counts its connections. */
async function inTurn(ms: number) {
  let freeAt = 0;
  let connections = 0;
  const server = await serve((_, response) => {
    freeAt = Math.max(performance.now(), freeAt) + ms;
    later(Math.max(1, Math.ceil(freeAt - performance.now()) + 1), () => response.end());
  });
  server.server.on('connection', () => connections++);
  return { ...server, connections: () => connections };
}

const expectAccounted = ({ answers, timeouts, unanswered, sent, cut }: LoadResult): void =>
  expect({ cut, accounted: answers.length + timeouts + unanswered }).toEqual({ cut: null, accounted: sent });

describe('a load of a fixed rate', () => {
  test('a load of a fixed rate sends each request when it is due, and not before', async () => {
    const at: number[] = [];
    await using server = await serve((_, response) => {
      at.push(performance.now());
      response.end();
    });
    const startedAt = performance.now();
    const result = await loopOf(server);
    expectAccounted(result);
    expect(at.filter((time, index) => time < startedAt + 5 * index)).toEqual([]);
    expect(result.answers.map(({ dueMs }) => Math.round(dueMs ?? 0)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, index) => 5 * index),
    );
  });

  test('a load of a fixed rate goes on while no answer comes, so that a stall shows in all the requests that it delays', async () => {
    const stuck: (() => void)[] = [];
    await using server = await serve((_, response) => {
      stuck.push(() => response.end());
      if (stuck.length >= 100) for (const answer of stuck) answer();
    });
    const result = await loopOf(server, { amount: 120 });
    expectAccounted(result);
    // Nothing is answered before the request with number 99, which is due after 495 ms.
    expect(result.answers.filter(({ ms, dueMs = 0 }) => ms < 495 - dueMs - FLOOR_MS)).toEqual([]);
  });

  test('a server that needs 10 ms for each request has the p95 of its queue at 150 a second', async () => {
    await using server = await inTurn(10);
    const result = await loopOf(server, { rate: 150, amount: 100 });
    expectAccounted(result);
    // Request k is answered after 10 ms × (k + 1), and was due after 6.7 ms × k.
    const { p95 = 0 } = summarise(result, ['2xx'], 10_000).values;
    expect(p95).toBeGreaterThan(950 - (94 * 1_000) / 150 - FLOOR_MS);
  });

  test('connections are kept, and are opened as they are needed', async () => {
    await using server = await inTurn(1);
    expectAccounted(await loopOf(server, { rate: 20, amount: 10 }));
    expect(server.connections()).toBeLessThan(10);
    await using slow = await inTurn(100);
    expectAccounted(await loopOf(slow, { amount: 20 }));
    expect(slow.connections()).toBeGreaterThan(10);
  });

  test('the time of a request that waits for a connection counts from when it was due', async () => {
    await using server = await inTurn(20);
    const result = await loopOf(server, { amount: 20, connections: 1 });
    expectAccounted(result);
    expect(server.connections()).toBe(1);
    // Request k is answered after 20 ms × (k + 1), and was due after 5 ms × k.
    expect(result.answers.filter(({ ms, dueMs = 0 }, index) => dueMs + ms < 20 * (index + 1))).toEqual([]);
  });

  test('a request without an answer in time after it was due is a time-out, and ends the load in bounded time', async () => {
    await using server = await serve(() => {});
    expect(await loopOf(server, { timeoutMs: 200 })).toMatchObject({ answers: [], timeouts: 40, unanswered: 0 });
    // Requests of the load before may still come in at the other server.
    let requests = 0;
    await using other = await serve(() => requests++);
    expect(await loopOf(other, { timeoutMs: 100, connections: 1 })).toMatchObject({ answers: [], timeouts: 40 });
    // One that is overdue before a connection is free is not sent; none is sent twice.
    expect(requests).toBeLessThanOrEqual(40);
  });

  test('a load of a fixed rate accounts for each request of a server that answers, and then hangs', async () => {
    let requests = 0;
    await using server = await serve((_, response) => {
      if (requests++ < 20) response.end();
    });
    const result = await loopOf(server, { timeoutMs: 300 });
    expectAccounted(result);
    expect(result.unanswered).toBe(0);
    expect(result.timeouts).toBeGreaterThanOrEqual(20);
  });

  test.each([
    ['after each answer, and says so', 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok'],
    ['to end each answer', 'HTTP/1.1 200 OK\r\n\r\nok'],
  ])('a server may end the connection %s', async (_, answer) => {
    await using server = await serveRaw((socket) => socket.end(answer));
    const result = await loopOf(server);
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 40 });
  });

  test('requests whose connections end without an answer are unanswered', async () => {
    await using server = await serve(({ socket }) => socket.destroy());
    expect(await loopOf(server)).toMatchObject({ answers: [], unanswered: 40, timeouts: 0, cut: null });
  });

  test('an answer that nobody asked for is no answer', async () => {
    const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
    await using server = await serveRaw((socket) =>
      socket.write(`${ok}HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n`),
    );
    const result = await loopOf(server, { rate: 50, amount: 20 });
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 20 });
  });

  test('a load of a fixed rate ends at once where nobody listens, and when it is aborted', async () => {
    const gone = await serve((_, response) => response.end());
    await gone[Symbol.asyncDispose]();
    expect(await loopOf(gone, { amount: 100_000 })).toMatchObject({ cut: 'refused', answers: [] });
    const controller = new AbortController();
    await using server = await serve(() => controller.abort(new Error('cancelled')));
    await expect(loopOf(server, { amount: 100_000, signal: controller.signal })).rejects.toThrow('cancelled');
    await expect(loopOf(server, { signal: controller.signal })).rejects.toThrow('cancelled');
  });

  test('a load of a fixed rate says by how much it was late itself', async () => {
    await using server = await serve((_, response) => response.end());
    const work = setInterval(() => {
      const until = performance.now() + 40;
      while (performance.now() < until);
    }, 45);
    const { own } = await loopOf(server);
    clearInterval(work);
    expect(own?.lateMs).toBeGreaterThan(20);
  });
});
