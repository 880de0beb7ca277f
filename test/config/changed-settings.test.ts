import { describe, expect, test } from 'vitest';
import { changedSettings } from '../../src/config/changed-settings.ts';
import { parseLoaded } from '../../src/config/load.ts';
import { noConfig, resolve, type WrittenPlan } from '../../src/config/resolve.ts';

const plan = (text: string): WrittenPlan => resolve(parseLoaded(text, 'perf-budget.yml', null));

/** `api/list connections 10 → 1`, for each setting that changed. */
const between = (base: string, head: string): string[] =>
  changedSettings(plan(base), plan(head)).map(
    ({ check, subject, setting }) => `${check}/${subject} ${setting?.key} ${setting?.from} → ${setting?.to}`,
  );

const server = (lines = 'start: node server.js') => `servers:\n  api: { ${lines} }\n`;
const api = (lines = '') => `${server()}api:\n  list: { server: api, request: GET /list${lines} }\n`;
const page = (lines = '') => `servers: { site: { static: dist } }\nvitals:\n  home: { server: site${lines} }\n`;
const anImport = (lines = '') => `bundle:\n  app: { import: "{ a }"${lines} }\n`;
const bundle = (lines = '') => `bundle:\n  app: { path: dist${lines} }\n`;

describe('A change of how a subject is measured is reported as it was and as it is:', () => {
  test.each<[string, string, string, ...string[]]>([
    ['what is imported', anImport(), anImport().replace('{ a }', '*'), 'bundle/app import { a } → *'],
    ['what stays outside', anImport(), anImport(', external: react'), 'bundle/app external none → react'],
    ['the module that is imported', anImport(), anImport(', from: ./server'), 'bundle/app from none → ./server'],
    ['connections', api(), api(', connections: 1'), 'api/list connections 10 → 1'],
    ['a lower rate', api(', rate: 200/s'), api(', rate: 20/s'), 'api/list rate 200/s → 20/s'],
    [
      'a rate instead of connections',
      api(', connections: 20'),
      api(', rate: 20/s'),
      'api/list connections 20 → 10',
      'api/list rate none → 20/s',
    ],
    ['a timeout', api(), api(', timeout: 60 s'), 'api/list timeout 10 s → 60 s'],
    ['answers that are right', api(), api(', expect: [2xx, 500]'), 'api/list expect 2xx → 2xx, 500'],
    [
      'a request',
      api(),
      api().replace('GET /list', '"GET /list?limit=1"'),
      'api/list request GET /list → GET /list?limit=1',
    ],
    [
      'a part of a request',
      api().replace('GET /list', '{ method: POST, path: /list, body: { size: 100, all: true } }'),
      api().replace('GET /list', '{ method: POST, path: /list, body: { size: 1, all: true } }'),
      'api/list request.body.size 100 → 1',
    ],
    [
      'a request in another form',
      api(),
      api().replace('GET /list', '{ method: POST, path: /list }'),
      'api/list request GET /list → method POST, path /list',
    ],
    [
      'no inspections',
      api(),
      api().replace('start: node server.js', 'start: node server.js, inspect: off'),
      'servers/api inspect on → off',
    ],
    [
      'a database that is not watched',
      api(),
      api().replace('start: node server.js', 'start: node server.js, database: off'),
      'servers/api database default → off',
    ],
    ['the path of a page', page(), page(', path: /light'), 'vitals/home path / → /light'],
    [
      'devices',
      page(', device: [mobile, desktop]'),
      page(', device: desktop'),
      'vitals/home device mobile, desktop → desktop',
    ],
    ['throttling', page(), page(', throttling: devtools'), 'vitals/home throttling simulate → devtools'],
    [
      'interactions',
      page(', interactions: [{ click: "#menu" }, { wait-for: ".open" }, { click: "#buy" }]'),
      page(', interactions: [{ click: "#menu" }]'),
      'vitals/home interactions click #menu, wait-for .open, click #buy → click #menu',
    ],
    ['steps before', page(', before: [{ click: "#login" }]'), page(), 'vitals/home before click #login → none'],
    ['compression', bundle(), bundle(', compression: brotli'), 'bundle/app compression gzip → brotli'],
    ['compression back', bundle(', compression: brotli'), bundle(), 'bundle/app compression brotli → gzip'],
    ['files that are left out', bundle(), bundle(', exclude: vendor/**'), 'bundle/app exclude none → vendor/**'],
    [
      'files in place of a folder',
      bundle(),
      'bundle: { app: { files: "dist/*.js" } }',
      'bundle/app path dist → none',
      'bundle/app files none → dist/*.js',
    ],
    [
      'the command of a server',
      api(),
      api().replace('node server.js', 'node fast.js'),
      'servers/api start node server.js → node fast.js',
    ],
    [
      'a server’s other settings',
      `${server('start: x, ready: /ok, env: { MODE: "full", LEVEL: 1 }')}api: { list: { server: api, request: GET / } }`,
      `${server('start: x, prepare: warm, timeout: 1 min, cwd: pkg, env: { MODE: lite, LEVEL: "1", MORE: 2 }')}api: { list: { server: api, request: GET / } }`,
      'servers/api ready /ok → /',
      'servers/api env.MODE full → lite',
      'servers/api env.MORE none → 2',
      'servers/api prepare none → warm',
      'servers/api timeout 30 s → 1 min',
      'servers/api cwd . → pkg',
    ],
    [
      'another server',
      api(),
      `${api().replace('server: api', 'server: fast').replace('servers:\n', 'servers:\n  fast: { start: y }\n')}`,
      'servers/fast start node server.js → y',
      'api/list server api → fast',
    ],
    [
      'another kind of server, under another name',
      page(),
      page()
        .replace('site: { static: dist }', 'live: { url: "http://localhost:1", base-url: "http://localhost:1" }')
        .replace('server: site', 'server: live'),
      'servers/live static dist → none',
      'servers/live url none → http://localhost:1',
      'servers/live base-url none → http://localhost:1',
      'vitals/home server site → live',
    ],
    [
      'a server that two subjects leave for different ones, each once',
      `${api()}  more: { server: api, request: GET / }\n  rest: { server: api, request: GET / }\n`,
      `servers: { one: { start: node server.js }, two: { start: z } }
api: { list: { server: one, request: GET /list }, more: { server: two, request: GET / }, rest: { server: two, request: GET / } }`,
      'servers/two start node server.js → z',
      'api/list server api → one',
      'api/more server api → two',
      'api/rest server api → two',
    ],
    ['a build', bundle(), `build: npm run fast\n${bundle()}`, 'config/config build default → npm run fast'],
    ['an install', `install: npm ci\n${bundle()}`, bundle(), 'config/config install npm ci → default'],
    [
      'rounds, time and confidence',
      api(),
      `${api()}measure: { rounds: { api: 8 }, time: 10 s, confidence: 99.9% }`,
      'measure/measure rounds.api 48 → 8',
      'measure/measure time default → 10 s',
      'measure/measure confidence 99 % → 99.9 %',
    ],
    [
      'a confidence that is lower',
      `${api()}measure: { confidence: 99.9% }`,
      api(),
      'measure/measure confidence 99.9 % → 99 %',
    ],
  ])('%s', (_, base, head, ...expected) => {
    expect(between(base, head)).toEqual(expected);
  });

  test('a config that moved, and one that was deleted', () => {
    const base = { ...plan(bundle()), config: '.github/perf-budget.yml' };
    const file = (head: WrittenPlan) => changedSettings(base, head).map(({ setting }) => setting);
    expect(file(plan(bundle()))).toEqual([{ key: 'file', from: '.github/perf-budget.yml', to: 'perf-budget.yml' }]);
    expect(file(noConfig)).toEqual([{ key: 'file', from: '.github/perf-budget.yml', to: 'none' }]);
  });

  test('with the line of head’s config that sets it, or that of its parent if it is gone', () => {
    const lines = (base: string, head: string) =>
      changedSettings(plan(base), plan(head)).map(({ source }) => source?.line);
    const head = 'bundle:\n  app:\n    path: dist\n    compression: none\n';
    expect(lines(bundle(), head)).toEqual([4]);
    expect(lines(head, 'build: x\nbundle:\n  app:\n    path: dist\n')).toEqual([1, 3]);
  });
});

describe('No change of a setting is', () => {
  test.each<[string, string, string]>([
    ['the same', api(', timeout: 10 s'), api(', timeout: 10 s')],
    ['the same in another unit', api(', timeout: 20 s'), api(', timeout: 20000 ms')],
    ['a default that is written out', api(), api(', connections: 10, timeout: 10 s, expect: 2xx')],
    ['a default of a server', api(), api().replace('node server.js', 'node server.js, cwd: ., timeout: 30 s')],
    ['a default of the run', api(), `${api()}measure: { rounds: 48, confidence: 0.99 }`],
    ['a list of one', page(', device: mobile'), page(', device: [mobile]')],
    ['the long form of a request', api(), api().replace('GET /list', '{ path: /list }')],
    ['a limit', bundle(), bundle(', ratchet: true, budgets: { css: 1 kB }, thresholds: { bundle-size: 5% }')],
    [
      'a subject or a server more',
      api(),
      `${api()}  more: { server: api, request: GET / }\n`.replace('servers:\n', 'servers:\n  x: { start: y }\n'),
    ],
    ['the rounds of a check that base does not use', bundle(), `${bundle()}measure: { rounds: { api: 8 } }`],
  ])('%s', (_, base, head) => {
    expect(between(base, head)).toEqual([]);
  });

  test('a first config, whatever it builds', () => {
    expect(changedSettings(noConfig, plan(`build: x\n${bundle(', compression: none')}`))).toEqual([]);
    expect(changedSettings(noConfig, plan(`${bundle()}measure: { time: 40 s, confidence: 95% }`))).toEqual([]);
  });
});

describe('What may be a credential is not shown:', () => {
  test.each<[string, string, string, string]>([
    [
      'a header',
      page(', headers: { x-key: abc1 }'),
      page(', headers: { x-key: abc2 }'),
      'headers.x-key a value → another value',
    ],
    ['a cookie', page(), page(', cookies: { session: abc2 }'), 'cookies none → session a value'],
    [
      'a password',
      page(', basic-auth: { username: ada, password: abc1 }'),
      page(', basic-auth: { username: ada, password: abc2 }'),
      'basic-auth.password a value → another value',
    ],
    [
      'a header of a request',
      api().replace('GET /list', '{ path: /, headers: { authorization: abc1 } }'),
      api().replace('GET /list', '{ path: /, headers: { authorization: abc2 } }'),
      'request.headers.authorization a value → another value',
    ],
    [
      'a typed text',
      page(', before: [{ type: { into: "#password", text: abc1 } }]'),
      page(', before: [{ type: { into: "#password", text: abc2 } }]'),
      'before type (into #password, text a value) → type (into #password, text a value), changed',
    ],
    [
      'a variable of a server by its name, and an address with a password',
      `${server('start: x, env: { API_TOKEN: abc1, DB: "postgres://ada:abc1@localhost/x" }')}api: { list: { server: api, request: GET / } }`,
      `${server('start: x, env: { API_TOKEN: abc2, DB: "postgres://ada:abc1@localhost/y" }')}api: { list: { server: api, request: GET / } }`,
      'env.API_TOKEN a value → another value',
    ],
    [
      'a part of a command',
      api().replace('node server.js', 'TOKEN=abc1 node a.js'),
      api().replace('node server.js', 'TOKEN=abc1 node b.js'),
      'start TOKEN=… node a.js → TOKEN=… node b.js',
    ],
  ])('%s', (_, base, head, expected) => {
    const found = between(base, head);
    expect(found[0]).toContain(expected);
    expect(found.join('\n')).not.toMatch(/abc/);
  });

  test('the name of a variable that a value is taken from is no credential', () => {
    const key = (name: string) => page(`, headers: { x-key: "\${env:${name}}" }`);
    expect(between(key('ONE'), key('TWO'))).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
      'vitals/home headers.x-key ${env:ONE} → ${env:TWO}',
    ]);
  });
});

test('Of long values the part that differs is shown', () => {
  const steps = (last: string) =>
    page(`, interactions: [${'{ click: "#one-of-many" }, '.repeat(20)}{ click: "${last}" }]`);
  expect(between(steps('#buy'), steps('#sell'))).toEqual(['vitals/home interactions … #buy → … #sell']);
  const [long = ''] = between(api(), api().replace('node server.js', 'x'.repeat(5_000)));
  expect(long.length).toBeLessThan(200);
});
