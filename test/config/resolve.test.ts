import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { planOf, subjectOf } from '../support/plans/from-yaml.ts';

test('A config in full becomes a plan in full', async () => {
  const plan = await planOf(`install: npm ci
build: npm run build
servers:
  site: { static: dist }
  api:
    start: node server.js
    prepare: npm run migrate
    env: { DATABASE_URL: "postgres://localhost/app_\${side}", PORTS: 3, DEBUG: true }
    cwd: packages/api
    ready: /healthz
    timeout: 1 min
  live:
    url: https://preview.example.com
    base-url: https://www.example.com
    allow-load: true
bundle:
  app: { path: dist, compression: brotli, exclude: "*.txt" }
  parts: { files: [a.js, b.js] }
vitals:
  home: { server: site }
  checkout: { server: live, path: /checkout, device: desktop }
api:
  list: { server: api, request: GET /api/list }
  pay:
    server: live
    request: { method: POST, path: /api/pay, headers: { x-count: 3 }, body: { amount: 5 } }
    expect: [200, 201]
    connections: 2
    timeout: 3 s
measure:
  rounds: { api: 7 }
  time: 90 s
`);
  expect(plan).toMatchObject({
    config: 'perf-budget.yml',
    install: 'npm ci',
    build: 'npm run build',
    servers: {
      site: {
        settings: { kind: 'static', static: 'dist', basePath: null, proxy: null },
        source: { file: 'perf-budget.yml', line: 4 },
      },
      api: {
        settings: {
          kind: 'command',
          start: 'node server.js',
          prepare: 'npm run migrate',
          stop: null,
          env: { DATABASE_URL: 'postgres://localhost/app_$' + '{side}', PORTS: '3', DEBUG: 'true' },
          cwd: 'packages/api',
          ready: '/healthz',
          readyStatus: ['2xx'],
          timeoutMs: 60_000,
        },
        source: { line: 5 },
      },
      live: {
        settings: {
          kind: 'url',
          url: 'https://preview.example.com',
          baseUrl: 'https://www.example.com',
          allowLoad: true,
          ready: '/',
          readyStatus: null,
          timeoutMs: 30_000,
        },
      },
    },
    measure: { timeMs: 90_000 },
    notes: [],
  });
  expect(
    plan.subjects.map(({ check, subject, source }) => [check, subject.name, subject.server, source?.line]),
  ).toEqual([
    ['bundle', 'app', null, 17],
    ['bundle', 'parts', null, 18],
    ['vitals', 'home', 'site', 20],
    ['vitals', 'checkout', 'live', 21],
    ['api', 'list', 'api', 23],
    ['api', 'pay', 'live', 24],
    ['api', 'api', 'api', 5],
  ]);
  expect(subjectOf(plan, 'bundle', 'app').subject.settings).toMatchObject({
    compression: 'brotli',
    exclude: ['*.txt'],
  });
  expect(subjectOf(plan, 'vitals', 'checkout').subject.settings).toMatchObject({
    path: '/checkout',
    device: 'desktop',
  });
  expect(subjectOf(plan, 'api', 'pay').subject.settings).toMatchObject({
    request: {
      method: 'POST',
      path: '/api/pay',
      headers: { 'x-count': '3', 'content-type': 'application/json' },
      body: '{"amount":5}',
    },
    expect: ['200', '201'],
    connections: 2,
    timeoutMs: 3_000,
  });
});

test('A server says by which name it is called, and by which answer it is ready', async () => {
  const plan = await planOf(`
servers:
  a: { start: npm start, host: Acme.localhost, ready: { status: 4xx } }
  b: { url: "http://localhost:3000", ready: { path: /up, status: [401, 2xx] }, timeout: 2 s }
api: { list: { server: a, request: GET / } }`);
  expect(plan.servers).toMatchObject({
    a: { settings: { host: 'acme.localhost', ready: '/', readyStatus: ['4xx'] } },
    b: { settings: { ready: '/up', readyStatus: ['401', '2xx'], timeoutMs: 2_000 } },
  });
});

test('What is not written has its default', async () => {
  const plan = await planOf('servers: { api: { start: npm start } }\napi: { list: { server: api, request: GET / } }');
  expect(plan).toMatchObject({ install: null, build: null, measure: { isTimeWritten: false, confidence: 0.99 } });
  expect(plan.servers.api?.settings).toEqual({
    kind: 'command',
    start: 'npm start',
    prepare: null,
    stop: null,
    env: {},
    cwd: '.',
    host: null,
    inspect: true,
    database: { variables: null, pool: null, slowMs: 500 },
    ready: '/',
    readyStatus: null,
    timeoutMs: 30_000,
  });
  expect(subjectOf(plan, 'api', 'list').subject.settings).toMatchObject({
    request: { method: 'GET', path: '/', headers: {}, body: null },
    expect: ['2xx'],
    connections: 10,
    timeoutMs: 10_000,
  });
});

test.each([
  ['docker compose up', 'docker compose down'],
  ['docker compose -f ci.yml --profile web up --build -d', 'docker compose -f ci.yml --profile web down'],
  ['TAG=1 docker-compose up api', 'TAG=1 docker-compose down'],
  ['make && docker compose up', null],
  ['docker compose run --rm --service-ports api', null],
  ['docker compose --file up.yml start', null],
])('What %s starts is taken down by %s', async (start, stop) => {
  const plan = await planOf(`servers: { api: { start: "${start}" } }\napi: { list: { server: api, request: GET / } }`);
  expect(plan.servers.api?.settings).toMatchObject({ stop });
});

const defaults = Object.fromEntries(checks.map((check) => [check.id, check.schedule.rounds]));

test.each([
  ['the default of each check', 'build: make', defaults],
  ['one number for all that are sampled', 'measure: { rounds: 3 }', { ...defaults, vitals: 3, api: 3, bench: 3 }],
  ['one number for each that is named', 'measure: { rounds: { vitals: 4 } }', { ...defaults, vitals: 4 }],
])('Rounds are %s', async (_, text, rounds) => {
  expect((await planOf(text)).measure.rounds).toEqual(rounds);
});
