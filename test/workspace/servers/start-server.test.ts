import { chmod, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ServerSettings } from '../../../src/model/plan.ts';
import type { Side } from '../../../src/model/subject.ts';
import { keepLogs } from '../../../src/workspace/processes/command-log.ts';
import { freePort } from '../../../src/workspace/servers/port.ts';
import type { StartServerOptions } from '../../../src/workspace/servers/server.ts';
import { startServer } from '../../../src/workspace/servers/start-server.ts';
import { eventually, isAlive, linux, temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { certify } from '../../support/servers/certificate.ts';
import { loadOf, serve } from '../../support/servers/loopback.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a user writes it
const SIDE = '${side}';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let lines: string[];

/** For a busy machine to start a server that is then found out. */
const ENOUGH_MS = 3_000;

/** Notes its process id, then listens as its environment says. */
const SERVER = `
  const { readFileSync, writeFileSync } = require('node:fs');
  const { PORT, HOST = '127.0.0.1', SLOW = 0, STATUS = 200, LOCATION, SIDE, PERF_BUDGET_SIDE } = process.env;
  const { BOOT = '', NAME, TLS } = process.env;
  const { createServer } = require(TLS ? 'node:https' : 'node:http');
  const booting = BOOT.split(' ').filter(Boolean);
  writeFileSync('pid', String(process.pid));
  console.log('starting');
  const tls = TLS ? { key: readFileSync('key.pem'), cert: readFileSync('cert.pem') } : {};
  setTimeout(() => createServer(tls, (request, response) => {
    if (booting.length > 0) return response.writeHead(Number(booting.shift())).end();
    if (NAME && request.headers.host !== NAME + ':' + PORT) return response.writeHead(400).end();
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
  { side = 'head', signal = new AbortController().signal, ...options }: Partial<StartServerOptions> = {},
) {
  const command = { start: 'node server.cjs', prepare: null, stop: null, env: {}, cwd: '.', host: null };
  const ready = { ready: '/', readyStatus: null, timeoutMs: 15_000 };
  return startServer(
    'api',
    { kind: 'command', inspect: true, database: null, ...command, ...ready, ...settings },
    { side, directory: folder.path, signal, onLine: (line) => lines.push(line), ...options },
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
      log: 'logs/head-start-api.log',
    });
  });
});

describe('what a server prints', () => {
  test('of thousands of lines the first and the last are shown, and none in a launch after the first', async () => {
    const start = 'node -e "for (let i = 0; i < 5000; i++) console.log(i)"; exec node server.cjs';
    const server = await launched({ start });
    expect(lines).toHaveLength(41);
    expect(lines.slice(19, 22)).toEqual(['19', '… 4961 lines left out …', '4981']);
    await fetch(`${server.origin}/die`).catch(() => {});
    expect(await eventually(() => server.failure())).toMatchObject({ output: expect.stringContaining('starting') });
    await server[Symbol.asyncDispose]();
    lines.length = 0;
    await (await launched({ start }, { quiet: true }))[Symbol.asyncDispose]();
    expect(lines).toEqual([]);
  });
});

describe.runIf(linux)('a command with a stop', () => {
  /** Keeps one "container" a project, which is no process of the one who started it. */
  const DOCKER = `#!/usr/bin/env bash
    set -e
    file="$CONTAINERS/$COMPOSE_PROJECT_NAME"
    case "$2 $3" in
      'up -d')
        test ! -e "$file" || { echo "$COMPOSE_PROJECT_NAME runs already"; exit 1; }
        env -u PERF_BUDGET_PROCESS setsid node server.cjs > /dev/null 2>&1 < /dev/null &
        echo $! > "$file" ;;
      'down ') kill "$(cat "$file")"; rm "$file"; echo down >> "$CONTAINERS/log" ;;
    esac`;
  const env = () => ({ CONTAINERS: join(folder.path, 'containers'), PATH: `${folder.path}/bin:${process.env.PATH}` });
  const compose = () => ({ start: 'docker compose up -d', stop: 'docker compose down', env: env() });
  const containers = async () => (await readdir(join(folder.path, 'containers'))).filter((name) => name !== 'log');
  const sideIn = (side: Side) => ({ side, directory: join(folder.path, side, 'app') });

  beforeEach(async () => {
    const apps = { 'base/app/server.cjs': SERVER, 'head/app/server.cjs': SERVER };
    await writeFiles(folder.path, { 'bin/docker': DOCKER, 'containers/log': '', ...apps });
    await chmod(join(folder.path, 'bin/docker'), 0o755);
  });

  test('the containers of both sides run beside each other, and are taken down in the end', async () => {
    const base = await launched(compose(), sideIn('base'));
    const head = await launched(compose(), sideIn('head'));
    expect((await containers()).toSorted()).toEqual([
      expect.stringMatching(/^perf-budget-base-[0-9a-f]{8}$/),
      expect.stringMatching(/^perf-budget-head-[0-9a-f]{8}$/),
    ]);
    await head[Symbol.asyncDispose]();
    expect((await fetch(base.origin)).status).toBe(200);
    expect(base.failure()).toBe(null);
    await base[Symbol.asyncDispose]();
    expect(await containers()).toEqual([]);
  });

  test('what a command without a stop leaves in the background is its server, and is ended with it', async () => {
    const server = await launched({ start: '(setsid node server.cjs > /dev/null 2>&1 &)', env: { SLOW: '300' } });
    const pid = await serverPid();
    expect(server.failure()).toBe(null);
    expect(server.pid).toBe(pid);
    expect((await fetch(server.origin)).status).toBe(200);
    await server[Symbol.asyncDispose]();
    expect(isAlive(pid)).toBe(false);
  });

  test('what a command without a stop leaves to a daemon is its server, and is said to run on', async () => {
    const told: string[] = [];
    const onUnstopped = (sentence: string) => void told.push(sentence);
    const server = await launched({ ...compose(), stop: null }, { ...sideIn('head'), onUnstopped });
    expect(server.failure()).toBe(null);
    await server[Symbol.asyncDispose]();
    process.kill(Number(await readFile(join(folder.path, 'head/app/pid'), 'utf8')));
    expect(told).toEqual([expect.stringMatching(/^Server api still answers on head, .*servers\.api\.stop\.$/)]);
  });

  test("a project's name of the user's own holds", async () => {
    const project = { COMPOSE_PROJECT_NAME: `shop-${SIDE}` };
    await using _ = await launched({ ...compose(), env: { ...env(), ...project } }, sideIn('head'));
    expect(await containers()).toEqual(['shop-head']);
  });

  test('a server that is not ready, or whose preparation fails, is stopped too', async () => {
    const prepare = 'docker compose up -d; exit 1';
    expect(await launch({ ...compose(), prepare }, sideIn('head'))).toMatchObject({ ok: false });
    expect(await containers()).toEqual([]);
    const late = { ...compose(), env: { ...env(), SLOW: '1000000' }, timeoutMs: 500 };
    expect(await launch(late, sideIn('head'))).toMatchObject({
      message: expect.stringContaining('did not answer on / within 0.5 s'),
    });
    expect(await containers()).toEqual([]);
  });

  test('a server is stopped where the run is cancelled', async () => {
    const controller = new AbortController();
    const late = { ...compose(), env: { ...env(), SLOW: '1000000' } };
    const result = launch(late, { ...sideIn('head'), signal: controller.signal });
    await eventually(async () => (await containers())[0]);
    controller.abort(new Error('cancelled'));
    await expect(result).rejects.toThrow('cancelled');
    expect(await containers()).toEqual([]);
  });

  test('a server that can not be stopped says so, and its processes are ended', async () => {
    const logs = keepLogs();
    const told: string[] = [];
    const onUnstopped = (sentence: string) => void told.push(sentence);
    const server = await launched({ stop: 'echo no such container >&2; exit 1' }, { keepLog: logs.keep, onUnstopped });
    const pid = await serverPid();
    await server[Symbol.asyncDispose]();
    expect(told).toEqual([
      expect.stringMatching(
        /^Server api could not be stopped on head, and may still run: .* ended with exit code 1.* \(logs\/head-stop-api\.log\)\.$/,
      ),
    ]);
    expect(logs.all()).toContainEqual(
      expect.objectContaining({ content: expect.stringContaining('no such container') }),
    );
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a command that answers something else than 2xx', () => {
  test('a server is ready by the answer that its config names', async () => {
    await using server = await launched({ env: { STATUS: '401', BOOT: '200 503' }, readyStatus: ['401'] });
    expect((await fetch(server.origin)).status).toBe(401);
  });

  test('a server that keeps answering 404 is ready by its port, and by that answer from then on', async () => {
    const env = { STATUS: '404', BOOT: '503 404 500' };
    const first = await launch({ env, timeoutMs: 6_000 });
    if (!first.ok) throw new Error(first.message);
    await first.server[Symbol.asyncDispose]();
    expect(first).toMatchObject({
      settledOn: 404,
      note: expect.stringContaining('no path answered 2xx; ready once its port answered (404 to /)'),
    });
    const next = await launch({ env: { STATUS: '404' }, timeoutMs: 1_000_000 }, { settledOn: 404 });
    if (!next.ok) throw new Error(next.message);
    await next.server[Symbol.asyncDispose]();
  });

  test('a server that keeps answering 503 boots, and is not ready', async () => {
    expect(await launch({ env: { STATUS: '503' }, timeoutMs: ENOUGH_MS })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Server api did not answer on \/ within 3 s: it last answered 503: “.*head.*”$/),
      hint: expect.stringMatching(/^Fix what makes it fail/),
    });
  });
});

describe('a command that is called by a name', () => {
  test('a server is called by the name that its config gives it, and by localhost where only that is answered', async () => {
    const env = { NAME: 'acme.localhost' };
    await using named = await launched({ env, host: 'acme.localhost' });
    expect(named).toMatchObject({ origin: expect.stringMatching(/^http:\/\/acme\.localhost:\d+$/), ip: '127.0.0.1' });
    const { answers } = await loadOf(named, { ip: named.ip });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await using found = await launched({ env: { NAME: 'localhost' } });
    expect(found.origin).toMatch(/^http:\/\/localhost:\d+$/);
  });

  test('a server that speaks TLS with a certificate of its own is found out', async () => {
    certify(folder.path);
    await using server = await launched({ env: { TLS: '1', NAME: 'acme.localhost' }, host: 'acme.localhost' });
    expect(server).toMatchObject({
      origin: expect.stringMatching(/^https:\/\/acme\.localhost:\d+$/),
      certificate: expect.stringMatching(/^[\w+/]{43}=$/),
    });
    const { answers } = await loadOf(server, { ip: server.ip });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
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
    const result = await launch({
      env: { STATUS: '401' },
      timeoutMs: ENOUGH_MS,
      ready: '/healthz',
      readyStatus: ['2xx'],
    });
    expect(result).toMatchObject({
      ok: false,
      message: 'Server api did not answer on /healthz within 3 s: it last answered 401',
      hint: expect.stringContaining('write servers.api.ready: { path: /healthz, status: 401 }'),
    });
    if (linux) expect(isAlive(await serverPid())).toBe(false);
  });

  test('a server that redirects elsewhere does not start', async () => {
    const env = { STATUS: '302', LOCATION: 'https://example.com/in?token=s3cret#x' };
    const result = await launch({ env, timeoutMs: ENOUGH_MS, readyStatus: ['2xx'] });
    expect(result).toMatchObject({
      message: expect.stringMatching(/it last answered 302, a redirect to https:\/\/example\.com\/in$/),
    });
  });

  test.runIf(linux)('a server that ignores PORT does not start: the port it chose instead is named', async () => {
    const port = await freePort();
    const result = await launch({
      start: 'true; setsid node server.cjs; true',
      env: { FIXED_PORT: String(port) },
      timeoutMs: ENOUGH_MS,
    });
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringMatching(new RegExp(`: it ignores PORT, and listens on ${port} instead of \\d+$`)),
      hint: expect.stringContaining('PORT'),
    });
    expect(isAlive(await serverPid())).toBe(false);
  });

  test.each([
    ['throw new Error("DATABASE_URL is not set")', /^DATABASE_URL is not set here\. .*servers\.api\.env/],
    ['throw new Error("Missing required environment variable: PATH, or API_TOKEN_")', undefined],
    [
      'console.log(\'{"path": [\\n"SESSION_SECRET"\\n], "message": "Required"}\'); process.exit(1)',
      /^SESSION_SECRET is not/,
    ],
    ['require("./gone.js")', undefined],
    ['console.log("usage: serve")', /^`start` has to run for as long as the server does.*servers\.api\.stop/],
    [
      'console.error("Conflict. The container name /shop is already in use by container 4f1c"); process.exit(1)',
      /servers\.api\.stop/,
    ],
    [
      'console.error("Error: listen EADDRINUSE: address already in use :::3000"); process.exit(1)',
      /^Let it listen on the port/,
    ],
  ])('a server that ends at once by %s has a hint where the cause is known', async (script, hint) => {
    await writeFiles(folder.path, { 'ends.cjs': script });
    const result = await launch({ start: 'node ends.cjs' });
    expect(result.ok || result.hint).toEqual(hint && expect.stringMatching(hint));
  });

  test('an error that a server repeats for each request is shown once', async () => {
    const start = 'for i in 1 2 3 4; do echo "Error: no such table"; done; echo bye; exit 1';
    expect(await launch({ start })).toMatchObject({ output: 'Error: no such table\n…\nbye' });
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
  const settings = { kind: 'url', allowLoad: false, ready: '/', readyStatus: null, timeoutMs: 15_000 } as const;
  const options = (side: Side) => ({
    side,
    directory: folder.path,
    signal: new AbortController().signal,
    onLine: () => {},
  });

  test('the url of a server is each side its own, and is waited for', async () => {
    let asked = 0;
    await using head = await serve((_, response) => response.writeHead(asked++ < 2 ? 503 : 200).end());
    await using base = await serve((_, response) => response.end());
    const both = { ...settings, url: `${head.origin}/`, baseUrl: base.origin };
    expect(await startServer('live', both, options('head'))).toMatchObject({ server: { origin: head.origin } });
    expect(asked).toBe(3);
    expect(await startServer('live', both, options('base'))).toMatchObject({
      server: { origin: base.origin, pid: null },
    });
  });

  test('a url at which nothing listens is not ready, and its password is not shown', async () => {
    const url = `http://ada:secret@127.0.0.1:${await freePort()}`;
    const result = await startServer('live', { ...settings, url, baseUrl: null, timeoutMs: 100 }, options('head'));
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/within 0.1 s: nothing listens there$/) });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  test('the url of a server may have no base', async () => {
    const url = 'https://preview.example.com';
    expect(await startServer('live', { ...settings, url, baseUrl: null }, options('base'))).toMatchObject({
      ok: false,
      message: 'Server live has no base-url, so there is no base to compare with',
    });
  });
});

test('each port is given to one server only', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort));
  expect(new Set(ports).size).toBe(20);
});
