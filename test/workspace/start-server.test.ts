import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ServerSettings } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { freePort } from '../../src/workspace/port.ts';
import { startServer } from '../../src/workspace/start-server.ts';
import { eventually, isAlive, linux, temporaryFolder, writeFiles } from '../support/folders/temporary.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a user writes it
const SIDE = '${side}';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let lines: string[];

/** Notes its process id, then listens as its environment says. */
const SERVER = `
  const { createServer } = require('node:http');
  const { writeFileSync } = require('node:fs');
  const { PORT, HOST = '127.0.0.1', SLOW = 0, STATUS = 200, LOCATION, SIDE, PERF_BUDGET_SIDE } = process.env;
  writeFileSync('pid', String(process.pid));
  console.log('starting');
  setTimeout(() => createServer((request, response) => {
    if (request.url === '/die') process.exit(7);
    if (request.url === '/other') return response.end('other');
    response.writeHead(Number(STATUS), LOCATION ? { location: LOCATION } : {});
    response.end(JSON.stringify({ url: request.url, SIDE, PERF_BUDGET_SIDE }));
  }).listen(Number(process.env.FIXED_PORT ?? PORT), HOST), Number(SLOW));
`;

beforeEach(async () => {
  folder = await temporaryFolder();
  lines = [];
  await writeFiles(folder.path, { '.git/HEAD': '', 'server.cjs': SERVER });
});
afterEach(() => folder[Symbol.asyncDispose]());

function launch(
  settings: Partial<Extract<ServerSettings, { kind: 'command' }>>,
  { side = 'head', signal = new AbortController().signal }: { side?: Side; signal?: AbortSignal } = {},
) {
  const command = { start: 'node server.cjs', prepare: null, env: {}, cwd: '.', ready: '/', timeoutMs: 15_000 };
  return startServer(
    'api',
    { kind: 'command', ...command, ...settings },
    { side, directory: folder.path, signal, onLine: (line) => lines.push(line) },
  );
}

async function launched(...args: Parameters<typeof launch>) {
  const result = await launch(...args);
  if (!result.ok) throw new Error(`${result.message}\n${result.output}`);
  return result.server;
}

const serverPid = (): Promise<number> =>
  eventually(async () => Number(await readFile(join(folder.path, 'pid'), 'utf8').catch(() => '')) || null);

describe('a command', () => {
  test("a server's command answers on the port it was given, with its environment, and ends with all of its processes", async () => {
    const server = await launched(
      { start: 'true; node server.cjs; true', env: { SIDE: `app_${SIDE}` }, ready: '/healthz' },
      { side: 'base' },
    );
    expect(await (await fetch(`${server.origin}/x`)).json()).toEqual({
      url: '/x',
      SIDE: 'app_base',
      PERF_BUDGET_SIDE: 'base',
    });
    expect(lines).toEqual(['starting']);
    expect(server.failure()).toBe(null);
    const pid = await serverPid();
    expect(server.pid).not.toBe(pid); // the shell
    await server[Symbol.asyncDispose]();
    expect(server.failure()).toBe(null);
    if (linux) expect([pid, server.pid ?? 0].filter(isAlive)).toEqual([]);
  });

  test('a server is asked again until it is ready', async () => {
    await using server = await launched({ env: { SLOW: '300' } });
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('a server may listen on the other loopback address', async (context) => {
    const probe = createServer();
    const ipv6 = await new Promise((resolve) => {
      probe.once('error', () => resolve(false)).listen(0, '::1', () => probe.close(() => resolve(true)));
    });
    if (!ipv6) context.skip();
    await using server = await launched({ env: { HOST: '::1' } });
    expect(server.origin).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(server.origin)).status).toBe(200);
  });

  test('a server may redirect to a page of its own', async () => {
    await using server = await launched({ env: { STATUS: '302', LOCATION: '/other' } });
    expect(server.failure()).toBe(null);
  });

  test('a server is prepared with the same environment first', async () => {
    const prepare = 'echo "$PERF_BUDGET_SIDE $PORT $SIDE" > prepared';
    await using server = await launched({ prepare, env: { SIDE } });
    const port = new URL(server.origin).port;
    expect(await readFile(join(folder.path, 'prepared'), 'utf8')).toBe(`head ${port} head\n`);
  });

  test('a server may run in a folder of the checkout', async () => {
    await writeFiles(folder.path, { 'packages/api/server.cjs': SERVER });
    await using server = await launched({ cwd: 'packages/api' });
    expect(server.failure()).toBe(null);
    expect(await readFile(join(folder.path, 'packages/api/pid'), 'utf8')).toMatch(/\d/);
  });

  test('a server that dies later says how', async () => {
    await using server = await launched({});
    await fetch(`${server.origin}/die`).catch(() => {});
    expect(await eventually(() => server.failure())).toEqual({
      message: 'Server api: `node server.cjs` ended with exit code 7',
      output: 'starting',
    });
  });
});

describe('a command that does not get there', () => {
  test('a server that dies does not start, with what it printed last', async () => {
    expect(await launch({ start: 'echo one; echo oh no >&2; exit 3' })).toMatchObject({
      ok: false,
      message: 'Server api: `echo one; echo oh no >&2; exit 3` ended with exit code 3 before it answered on /',
      output: expect.stringContaining('oh no'),
    });
  });

  test('a server whose preparation fails is not started', async () => {
    const result = await launch({ prepare: 'echo Error: connect ECONNREFUSED 127.0.0.1:5432; exit 1' });
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^Server api could not be prepared: .* ended with exit code 1: Error: connect ECONNREFUSED/,
      ),
      hint: expect.stringContaining('database'),
    });
    expect(lines).not.toContain('starting');
  });

  test('a server that answers something else does not start', async () => {
    const result = await launch({ env: { STATUS: '503' }, timeoutMs: 1_000, ready: '/healthz' });
    expect(result).toMatchObject({
      ok: false,
      message: 'Server api did not answer on /healthz within 1 s: it last answered 503',
    });
    if (linux) expect(isAlive(await serverPid())).toBe(false);
  });

  test('a server that redirects elsewhere does not start', async () => {
    const result = await launch({ env: { STATUS: '302', LOCATION: 'https://example.com/' }, timeoutMs: 1_000 });
    expect(result).toMatchObject({ message: expect.stringMatching(/it last answered 302, a redirect to https:/) });
  });

  test.runIf(linux)('a server that ignores PORT does not start: the port it chose instead is named', async () => {
    const port = await freePort();
    const result = await launch({
      start: 'true; setsid node server.cjs; true',
      env: { FIXED_PORT: String(port) },
      timeoutMs: 1_500,
    });
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringMatching(new RegExp(`: it ignores PORT, and listens on ${port} instead of \\d+$`)),
      hint: expect.stringContaining('PORT'),
    });
    expect(isAlive(await serverPid())).toBe(false);
  });

  test.runIf(linux)('a server that never listens does not start', async () => {
    expect(await launch({ start: 'sleep 1000', timeoutMs: 500 })).toMatchObject({
      message: 'Server api did not answer on / within 0.5 s: it listens on no port',
    });
  });

  test('a server whose folder is elsewhere does not start', async () => {
    expect(await launch({ cwd: '../..' })).toMatchObject({ ok: false, message: expect.stringContaining('outside') });
    expect(await launch({ cwd: 'gone' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('is not a folder of head'),
    });
  });

  test.runIf(linux)('a server does not start where the run is cancelled', async () => {
    const controller = new AbortController();
    const result = launch({ env: { SLOW: '1000000' } }, { signal: controller.signal });
    const pid = await serverPid();
    controller.abort(new Error('cancelled'));
    await expect(result).rejects.toThrow('cancelled');
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a url', () => {
  const settings = { kind: 'url', url: 'https://preview.example.com/', allowLoad: false } as const;
  const options = (side: Side) => ({
    side,
    directory: folder.path,
    signal: new AbortController().signal,
    onLine: () => {},
  });

  test('the url of a server is taken as it is, for each side its own', async () => {
    const both = { ...settings, baseUrl: 'https://www.example.com' };
    expect(await startServer('live', both, options('head'))).toMatchObject({
      server: { origin: 'https://preview.example.com' },
    });
    expect(await startServer('live', both, options('base'))).toMatchObject({
      server: { origin: 'https://www.example.com', pid: null },
    });
  });

  test('the url of a server may have no base', async () => {
    expect(await startServer('live', { ...settings, baseUrl: null }, options('base'))).toMatchObject({
      ok: false,
      message: 'Server live has no base-url, so there is no base to compare with',
    });
  });
});

test('each port is given to one server only', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort));
  expect(new Set(ports).size).toBe(20);
});
