// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what a user writes
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { metrics } from '../../../src/checks/api/metrics.ts';
import { probe } from '../../../src/checks/api/probe.ts';
import { type Cookies, keepCookie } from '../../../src/checks/api/requests/cookies.ts';
import { readRows } from '../../../src/checks/api/requests/row-file.ts';
import { savedFrom } from '../../../src/checks/api/requests/save.ts';
import { templateOf } from '../../../src/checks/api/requests/template.ts';
import type { ApiSettings } from '../../../src/checks/api/settings.ts';
import type { Side } from '../../../src/model/subject.ts';
import { getRequest, serve } from '../../support/servers/loopback.ts';

const signal = new AbortController().signal;

async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rows-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

interface Request {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that gives each login a token of its own, and writes down what is asked. */
async function shop() {
  const asked: Request[] = [];
  let logins = 0;
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ url: request.url ?? '', headers: request.headers, body });
      if (request.url !== '/login') return setTimeout(() => response.end('{"ok":true}'), 20);
      if (body.includes('wrong')) return response.writeHead(401).end('{"error":"no such user"}');
      const number = ++logins;
      response.setHeader('set-cookie', [`session=cookie-${number}; Path=/`, 'old=1; Max-Age=0']);
      return response.end(JSON.stringify({ user: { tokens: [`token-${number}`] } }));
    });
  });
  return { server, asked, orders: () => asked.filter(({ url }) => url !== '/login') };
}

const login = (save: Readonly<Record<string, string>>, body = '{"user":"ada"}') => [
  { request: { method: 'POST', path: '/login', headers: {}, body }, save, expect: ['2xx', '3xx'] },
];

function probeOf(settings: Partial<ApiSettings>, { side = 'head' as Side, directory = '/' } = {}) {
  const all = { server: 'api', request: getRequest, expect: ['2xx'], connections: 3, timeoutMs: 10_000, ...settings };
  const subject = { name: 'orders', variant: null, settings: all, server: 'api', metrics };
  return probe(subject, { side, startedAt: 0, directory: '/' }, directory);
}

describe('requests that need a login', () => {
  const request = { ...getRequest, path: '/orders', headers: { authorization: 'Bearer ${saved:token}' } };

  test('log in once for each connection of a launch, and keep what they got secret', async () => {
    const { server, asked, orders } = await shop();
    await using _ = server;
    const secrets = new Set<string>();
    const visits = probeOf({ request, before: login({ token: '$.user.tokens[0]' }), keepCookies: true });
    const target = { launch: 0, server, size: 12, signal, keepSecret: (value: string) => void secrets.add(value) };
    for (const round of [0, 1]) await visits.visit({ ...target, round });
    expect(asked.filter(({ url }) => url === '/login')).toHaveLength(3);
    expect(orders()).toHaveLength(24);
    for (const { headers } of orders()) {
      const [, number] = /^Bearer token-(\d)$/.exec(headers.authorization ?? '') ?? [];
      expect(headers.cookie).toBe(`session=cookie-${number}`);
    }
    expect(new Set(orders().map(({ headers }) => headers.authorization)).size).toBe(3);
    expect([...secrets]).toEqual(expect.arrayContaining(['token-1', 'token-3', 'cookie-2']));
    await visits.visit({ ...target, round: 2, launch: 1 });
    expect(asked.filter(({ url }) => url === '/login')).toHaveLength(6);
  });

  test('share their logins at a fixed rate, whatever the number of connections', async () => {
    const { server, asked, orders } = await shop();
    await using _ = server;
    const own = { ...request, path: '/orders/${uuid}' };
    const visits = probeOf({ request: own, before: login({ token: '$.user.tokens[0]' }), rate: 500, connections: 2 });
    await visits.visit({ launch: 0, round: 0, server, size: 40, signal });
    expect(asked.filter(({ url }) => url === '/login')).toHaveLength(2);
    expect(new Set(orders().map(({ url }) => url)).size).toBe(40);
    expect(new Set(orders().map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-1', 'Bearer token-2']),
    );
  });

  test('can not be measured if the login fails, in the words of its answer', async () => {
    const { server } = await shop();
    await using _ = server;
    const target = { round: 0, launch: 0, server, size: 12, signal };
    const failed = await probeOf({ request, before: login({ token: '$.token' }, 'wrong') }).visit(target);
    expect(failed).toMatchObject({
      ok: false,
      code: 'before-failed',
      message: 'what comes before GET /orders failed: POST /login answered 401: {"error":"no such user"}',
    });
  });

  test('can not be measured if there is nothing to save, and the report has no values of the answer', async () => {
    const { server } = await shop();
    await using _ = server;
    const target = { round: 0, launch: 0, server, size: 12, signal };
    const failed = await probeOf({ request, before: login({ token: '$.user.token' }) }).warmUp?.(target);
    expect(failed).toMatchObject({
      code: 'before-failed',
      message: expect.stringContaining(
        'nothing to save as token: its answer has nothing at $.user.token: $.user has tokens',
      ),
    });
  });
});

describe('what comes before requests', () => {
  const request = { ...getRequest, path: '/orders' };
  const failureOf = async (listener: RequestListener, before: NonNullable<ApiSettings['before']>) => {
    await using server = await serve(listener);
    return await probeOf({ request, before, connections: 1 }).visit({ round: 0, launch: 0, server, size: 2, signal });
  };

  test('fails in the words of an error that was answered with 200, by a page that is no JSON, and by a limiter', async () => {
    const steps = login({ token: '$.data.token' });
    const answered = (body: string, status = 200) =>
      failureOf((_, response) => response.writeHead(status).end(body), steps);
    expect(await answered('{"errors":[{"message":"login is off"}],"data":null}')).toMatchObject({
      message: expect.stringContaining('nothing at $.data.token: it reports an error (login is off)'),
    });
    expect(await answered('<!doctype html><title>Sign in</title>')).toMatchObject({
      message: expect.stringContaining('nothing to save as token: its answer is html'),
    });
    expect(await answered('{}', 429)).toMatchObject({ hint: expect.stringContaining('Lift the rate limit') });
  });

  test('fails without a word of a success or a redirect that was not expected: it may be the secret', async () => {
    for (const status of [200, 302]) {
      const steps = login({ token: '$.token' }).map((step) => ({ ...step, expect: ['201'] }));
      const failed = await failureOf((_, response) => response.writeHead(status).end('{"token":"s3cret"}'), steps);
      expect(failed).toMatchObject({
        message: `what comes before GET /orders failed: POST /login answered ${status}`,
      });
    }
  });

  test('fails with the name of a header that can not be sent, such as one with a saved token that is no latin1', async () => {
    const use = {
      request: { ...getRequest, path: '/me', headers: { authorization: 'Bearer ${saved:token}' } },
      ...{ save: {}, expect: ['2xx'] },
    };
    const steps = [...login({ token: '$.token' }), use];
    expect(await failureOf((_, response) => response.end('{"token":"日本"}'), steps)).toMatchObject({
      code: 'before-failed',
      message: expect.stringContaining('GET /me can not be sent: its header authorization has a character'),
      retry: false,
    });
  });

  test('fails if an answer does not end within 16 MB', async () => {
    const megabyte = Buffer.alloc(1_000_000, 'a');
    const failed = await failureOf(
      (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(megabyte));
        };
        response.on('drain', more);
        more();
      },
      login({ token: '$.token' }),
    );
    expect(failed).toMatchObject({ message: expect.stringContaining('no end of the answer within 16 MB') });
  });
});

test('a cookie is kept by its name, and forgotten once it is over', () => {
  const cookies: Cookies = new Map();
  keepCookie(cookies, ' a = b=c ; Path=/');
  keepCookie(cookies, 'no pair');
  keepCookie(cookies, '=no name');
  expect([...cookies]).toEqual([['a', 'b=c']]);
  // An expression that backtracks would take hours.
  keepCookie(cookies, `a=b;${' '.repeat(100_000)}`);
  keepCookie(cookies, `a=${' '.repeat(100_000)}b`);
  expect([...cookies]).toEqual([['a', 'b']]);
  keepCookie(cookies, 'a=; Max-Age = 0');
  expect(cookies.size).toBe(0);
});

describe('requests that differ', () => {
  const request = {
    method: 'POST',
    path: '/orders?sku=${data:sku}',
    headers: { 'content-type': 'application/json', 'x-id': '${uuid}' },
    body: '{"mail":"ada${counter}@example.com","number":"${counter}","sku":"${data:sku}"}',
  };

  test('are the same on both sides, one row after the other, and exactly as many as asked for', async () => {
    const directory = await folderWith({ 'skus.csv': 'sku,name\nA 1,"x, ""y"""\nB,z\n' });
    const sides = await Promise.all(
      (['base', 'head'] as const).map(async (side) => {
        const { server, orders } = await shop();
        await using _ = server;
        const visits = probeOf({ request, data: 'skus.csv' }, { side, directory });
        if (side === 'head') await visits.warmUp?.({ launch: 0, server, signal });
        const warm = orders().length;
        for (const round of [0, 1]) await visits.visit({ round, launch: 0, server, size: 9, signal });
        const all = orders();
        expect(new Set(all.map(({ body }) => body)).size).toBe(all.length);
        return all
          .slice(warm)
          .map(({ url, headers, body }) => `${url} ${headers['x-id']} ${body}`)
          .sort();
      }),
    );
    const [base = [], head] = sides;
    expect(base).toEqual(head);
    expect(base).toHaveLength(18);
    expect(base.filter((line) => line.includes('sku=A%201'))).toHaveLength(9);
    expect(base.some((line) => line.includes('{"mail":"ada1@example.com","number":1,"sku":"A 1"}'))).toBe(true);
  });
});

test.each([
  ['json', '{"a":"${saved:x}"}', 7, '{"a":7}'],
  ['json', '{"a":"b ${saved:x}"}', 'say "hi"', '{"a":"b say \\"hi\\""}'],
  ['json', '{"a":"${saved:x}${saved:x}"}', 1, '{"a":"11"}'],
  ['form', 'token=${saved:x}', 'a+b/c=', 'token=a%2Bb%2Fc%3D'],
  ['path', '/a/${saved:x}', 'b c/d?e=%20', '/a/b%20c/d?e=%20'],
  ['header', 'Bearer ${saved:x}', 'a\r\nevil: 1', 'Bearer a evil: 1'],
  ['text', '$${saved:x} ${other}', 'a', '${saved:x} ${other}'],
] as const)('in %s, %s with %j becomes %s', (format, text, value, filled) => {
  expect(templateOf(text, format).fill(() => value)).toBe(filled);
});

test.each([
  ['$.items[1].id', { value: 2 }],
  ["$['items'][0].id", { value: 1 }],
  ['header:X-Token', { value: 'abc' }],
  ['cookie:session', { value: 's1' }],
  ['cookie:sid', { problem: 'its answer has no cookie sid: it has session' }],
  ['$.items[2].id', { problem: 'its answer has nothing at $.items[2].id: $.items is a list of 2' }],
])('%s of an answer', (place, saved) => {
  const headers = { 'x-token': 'abc', 'set-cookie': ['session=s1; Path=/'] };
  expect(savedFrom({ status: 200, headers, body: '{"items":[{"id":1},{"id":2}]}' }, place)).toEqual(saved);
});

test('a token that is the whole answer is saved as it is', () => {
  const saved = (body: string) => savedFrom({ status: 200, headers: {}, body }, '$');
  expect(saved('abc.def-1\n')).toEqual({ value: 'abc.def-1' });
  expect(saved('"quoted"')).toEqual({ value: 'quoted' });
  expect(saved('<!doctype html><p>Sign in')).toEqual({ problem: 'its answer is html' });
});

test('a login that compresses its answer unasked is read, and its cookie is saved', async () => {
  const cookies = new Set<string | undefined>();
  await using server = await serve((request, response) => {
    cookies.add(request.url === '/login' ? undefined : request.headers['x-session']?.toString());
    response.setHeader('set-cookie', 'session=s1; HttpOnly; Path=/').setHeader('content-encoding', 'gzip');
    response.end(gzipSync('{"token":"t1"}'));
  });
  const before = login({ token: '$.token', session: 'cookie:session' });
  const request = { ...getRequest, headers: { 'x-session': '${saved:session} ${saved:token}' } };
  await probeOf({ request, before }).visit({ round: 0, launch: 0, server, size: 6, signal });
  expect([...cookies]).toEqual([undefined, 's1 t1']);
});

test.each([
  ['html:_csrf', { value: 'a&b' }],
  ['html:csrf-token', { value: 'meta' }],
  ['html:token', { problem: 'its answer has no field or meta named token: it has csrf-token, _csrf, user' }],
])('%s of a page is what its form sends', (place, saved) => {
  const body = `<!doctype html><meta name="csrf-token" content="meta"><form><!-- <input name=token value=1> -->
    <input type=hidden name="_csrf" value="a&amp;b"><input name=user value=""><textarea name=note></textarea></form>`;
  expect(savedFrom({ status: 200, headers: {}, body }, place)).toEqual(saved);
});

test('a data file that has not what the requests take is refused, with what is wrong', async () => {
  const folder = await folderWith({
    'empty.csv': 'sku\n',
    'list.json': '[1,2]',
    'bad.json': '[',
    'rows.json': '[{"sku":"a"},{"name":"b"}]',
    'uneven.csv': 'a,b\n1\n',
    'open.csv': 'sku,b\n1,"a\n2,b\n',
    'latin1.csv': Buffer.from('sku\nZo\xeb\n', 'latin1'),
  });
  const problemOf = async (file: string) => {
    const read = await readRows(folder, file, ['sku']);
    return read.ok ? null : read.problem;
  };
  expect(await problemOf('none.csv')).toBe('there is no file none.csv');
  expect(await problemOf('empty.csv')).toBe('empty.csv has no rows');
  expect(await problemOf('list.json')).toBe('list.json is no list of objects');
  expect(await problemOf('bad.json')).toContain('bad.json is no JSON');
  expect(await problemOf('rows.json')).toBe('row 2 of rows.json has no sku: it has name');
  expect(await problemOf('uneven.csv')).toBe('uneven.csv has 2 columns, and 1 in row 1');
  expect(await problemOf('open.csv')).toBe('open.csv has a quote that does not enclose a whole field: "a');
  expect(await problemOf('latin1.csv')).toBe('latin1.csv is not in UTF-8: save it so');
});
