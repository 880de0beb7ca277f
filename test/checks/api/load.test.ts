import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/folders/temporary.ts';
import { certify } from '../../support/servers/certificate.ts';
import { expectAccounted, getRequest, loadOf, serve, statusesOf } from '../../support/servers/loopback.ts';

const later = (ms: number, action: () => void): void => void setTimeout(action, ms);

describe('the certificate of a server', () => {
  const openTls = async (folder: string, received: string[]) => {
    certify(folder);
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name)));
    const server = createServer({ key, cert }, (request, response) => {
      received.push(request.headers.authorization ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { port, [Symbol.asyncDispose]: async () => void server.closeAllConnections() };
  };
  const request = { ...getRequest, headers: { authorization: 'Bearer secret' } };

  test('nothing is sent to a server beyond this machine whose certificate nobody signed', async () => {
    await using folder = await temporaryFolder();
    const received: string[] = [];
    await using server = await openTls(folder.path, received);
    const origin = `https://shop.example:${server.port}`;
    const result = await loadOf({ origin }, { ip: '127.0.0.1', request, amount: 6 });
    expect(result).toMatchObject({
      answers: [],
      error: 'its certificate is not valid: DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(received).toEqual([]);
  });

  test('on this machine any will do', async () => {
    await using folder = await temporaryFolder();
    const received: string[] = [];
    await using server = await openTls(folder.path, received);
    const { answers } = await loadOf({ origin: `https://127.0.0.1:${server.port}` }, { request, amount: 6 });
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(received)).toEqual(new Set(['Bearer secret']));
  });
});

describe('the times of a load', () => {
  test('times of a load are exact, and those of the answers', async () => {
    const spans: number[] = [];
    await using server = await serve((_, response) => {
      const from = performance.now();
      later(1 + (spans.length % 7), () => {
        spans.push(performance.now() - from);
        response.end();
      });
    });
    const result = await loadOf(server);
    expectAccounted(result);
    const times = result.answers.map(({ ms }) => ms).sort((a, b) => a - b);
    spans.sort((a, b) => a - b);
    expect(times.some((ms) => ms % 1 !== 0)).toBe(true);
    expect(times.filter((ms, index) => ms < (spans[index] as number))).toEqual([]);
  });

  test('times of a load include those of slow answers, which end after all others', async () => {
    let requests = 0;
    await using server = await serve((_, response) => {
      const slow = requests++ % 10 === 9;
      response.statusCode = slow ? 201 : 200;
      later(slow ? 150 : 1, () => response.end());
    });
    const result = await loadOf(server);
    expectAccounted(result);
    expect(statusesOf(result)).toEqual({ 200: 36, 201: 4 });
  });

  test('times of a load keep answers that waited for a connection apart from the others', async () => {
    const sockets = new WeakSet<object>();
    await using server = await serve((request, response) => {
      response.statusCode = sockets.has(request.socket) ? 200 : 201;
      sockets.add(request.socket);
      response.end();
    });
    const { answers } = await loadOf(server, { connections: 5 });
    expect(answers.filter(({ first }) => first).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(answers.filter(({ first, status }) => !first && status !== 200)).toEqual([]);
  });

  test('a load ends without a second of waiting', async () => {
    await using server = await serve((_, response) => response.end());
    for (let load = 0; load < 25; load++) await loadOf(server, { amount: 8 });
  });
});

describe('a load', () => {
  test('a load is a closed loop: as many requests under way as it has connections', async () => {
    let underWay = 0;
    let most = 0;
    await using server = await serve((_, response) => {
      most = Math.max(most, ++underWay);
      later(5, () => {
        underWay--;
        response.end();
      });
    });
    expectAccounted(await loadOf(server, { connections: 7, amount: 70 }), 7);
    expect(most).toBe(7);
  });

  test('a load may be smaller than the number of connections', async () => {
    await using server = await serve((_, response) => response.end());
    expect(statusesOf(await loadOf(server, { connections: 10, amount: 3 }))).toEqual({ 200: 3 });
  });

  test('a load sends method, path, headers and body as they are written, and asks for nothing compressed', async () => {
    const body = '{"name":"Zoë","text":"日本語 🙂"}';
    const wrong: unknown[] = [];
    await using server = await serve(async (request, response) => {
      const { method, url, headers } = request;
      const got = Buffer.concat(await request.toArray()).toString();
      const { authorization, 'content-length': length, 'accept-encoding': encoding } = headers;
      const told = [method, url, got, authorization, Number(length), encoding];
      const expected = ['POST', '/caf%C3%A9?q=a%20b', body, 'Bearer x', Buffer.byteLength(body), undefined];
      if (JSON.stringify(told) !== JSON.stringify(expected)) wrong.push(told);
      response.end();
    });
    const request = { method: 'POST', path: '/café?q=a b', headers: { authorization: 'Bearer x' }, body };
    expectAccounted(await loadOf(server, { request }));
    expect(wrong).toEqual([]);
  });

  test('a load says that a POST has no body, as some servers insist on it', async () => {
    await using server = await serve(({ headers }, response) => {
      response.writeHead(headers['content-length'] === '0' ? 200 : 411).end();
    });
    const result = await loadOf(server, { request: { ...getRequest, method: 'POST' } });
    expect(statusesOf(result)).toEqual({ 200: 40 });
  });

  test('a load counts what came over the connection, whatever its characters and chunks', async () => {
    const body = Buffer.from('aé日🙂'.repeat(20_000));
    await using server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': body.length });
      for (let at = 0; at < body.length; at += 33_333) response.write(body.subarray(at, at + 33_333));
      response.end();
    });
    const result = await loadOf(server, { amount: 12 });
    expectAccounted(result);
    expect(result.answers.filter(({ bytes }) => bytes <= body.length || bytes > body.length + 300)).toEqual([]);
  });

  test('a load does not follow redirects', async () => {
    const urls = new Set<string | undefined>();
    await using server = await serve(({ url }, response) => {
      urls.add(url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(statusesOf(await loadOf(server))).toEqual({ 302: 40 });
    expect([...urls]).toEqual(['/']);
  });

  test.each(['127.0.0.1', '::1'])('a load reaches a server on %s', async (host) => {
    await using server = await serve((_, response) => response.end(), host);
    expect(statusesOf(await loadOf(server))).toEqual({ 200: 40 });
  });
});

describe('a load ends', () => {
  test('a load ends when it is aborted', async () => {
    const controller = new AbortController();
    await using server = await serve((_, response) => {
      controller.abort(new Error('cancelled'));
      later(60_000, () => response.end());
    });
    await expect(loadOf(server, { signal: controller.signal })).rejects.toThrow('cancelled');
    await expect(loadOf(server, { signal: controller.signal })).rejects.toThrow('cancelled');
  });

  test('a load ends at its limit of time, and says so', async () => {
    await using server = await serve((_, response) => later(60_000, () => response.end()));
    expect(await loadOf(server, { limitMs: 50 })).toMatchObject({ cut: 'limit', answers: [] });
  });

  test('a load ends at once where nobody listens', async () => {
    const server = await serve((_, response) => response.end());
    await server[Symbol.asyncDispose]();
    const result = await loadOf(server, { amount: 1_000_000 });
    expect(result).toMatchObject({ cut: 'refused', answers: [], timeouts: 0 });
    expect(result.error).toContain('ECONNREFUSED');
  });

  test('a load ends at once when the server goes away', async () => {
    let requests = 0;
    await using server = await serve((_, response) => {
      response.end();
      if (++requests === 50) {
        server.server.close();
        server.server.closeAllConnections();
      }
    });
    const result = await loadOf(server, { amount: 1_000_000 });
    expect(result.cut).toBe('refused');
    expect(result.answers.length).toBeLessThanOrEqual(50);
  });
});
