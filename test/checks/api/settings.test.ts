import { describe, expect, test } from 'vitest';
import { metrics } from '../../../src/checks/api/metrics.ts';
import { schema } from '../../../src/checks/api/settings.ts';
import { limitsOf } from '../../../src/settings/limits.ts';

const settings = schema(limitsOf(metrics));

const parse = (value: object) => settings.parse({ server: 'api', request: 'GET /', ...value });
const mistakes = (value: object): string =>
  JSON.stringify(settings.safeParse({ server: 'api', request: 'GET /', ...value }).error?.issues ?? null);

describe('an endpoint', () => {
  test('an endpoint has defaults for all but server and request', () => {
    expect(parse({ request: 'GET /api/resumes' })).toEqual({
      server: 'api',
      request: { method: 'GET', path: '/api/resumes', headers: {}, body: null },
      expect: ['2xx'],
      connections: 10,
      timeoutMs: 10_000,
    });
  });

  test('an endpoint may have a fixed rate instead of connections', () => {
    expect(parse({ rate: '200/s' })).toMatchObject({ rate: 200, connections: 10, isFixed: true });
    expect(parse({ rate: 200 })).toMatchObject({ rate: 200 });
    expect(mistakes({ rate: '200/s', connections: 10 })).toContain('connections and rate exclude each other');
  });

  test.each([
    ['200 rps', 'write 200/s'],
    ['0.5/s', 'at least 1/s'],
    ['100000/s', 'at most 10000/s'],
    ['fast', 'is not a rate'],
    ['off', 'is not a rate'],
  ])('an endpoint may not have a rate of %s', (rate, message) => {
    expect(mistakes({ rate })).toContain(message);
  });

  test.each([
    ['GET /', { method: 'GET', path: '/' }],
    ['  DELETE   /a?b=c ', { method: 'DELETE', path: '/a?b=c' }],
    ['OPTIONS /a', { method: 'OPTIONS', path: '/a' }],
    [{ path: '/a' }, { method: 'GET', path: '/a' }],
    [
      { method: 'POST', path: '/a', body: 'a=b' },
      { method: 'POST', body: 'a=b', headers: {} },
    ],
    [
      { method: 'POST', path: '/a', body: { name: 'Zoë' } },
      { body: '{"name":"Zoë"}', headers: { 'content-type': 'application/json' } },
    ],
    [
      { method: 'PUT', path: '/a', body: [1], headers: { 'Content-Type': 'text/x' } },
      { body: '[1]', headers: { 'Content-Type': 'text/x' } },
    ],
    [{ path: '/a', headers: { 'x-version': 2 } }, { headers: { 'x-version': '2' } }],
  ])('an endpoint may ask for %j', (request, expected) => {
    expect(parse({ request }).request).toMatchObject(expected);
  });

  test.each([
    ['get /a', 'write GET /a'],
    ['POST a', 'write POST /a'],
    ['/a', 'write GET /path'],
    ['GET /a b', 'is not a request'],
    ['FETCH /a', 'write GET /path'],
    [{ method: 'FETCH', path: '/a' }, 'expected one of GET, HEAD'],
    [{ path: 'a' }, 'expected a path such as /api/resumes'],
    [{ path: '/a', headers: { 'x y': 'z' } }, 'expected the name of a header'],
    [{ path: '/a', headers: { x: 'y\r\nz: a' } }, 'a header is one line'],
    [{ path: '/a', header: {} }, 'Did you mean \\"headers\\"'],
  ])('an endpoint may not ask for %j', (request, message) => {
    expect(mistakes({ request })).toContain(message);
  });

  test.each([
    [200, ['200']],
    ['2xx', ['2xx']],
    [
      [200, '404', '3XX'],
      ['200', '404', '3XX'],
    ],
  ])('an endpoint may expect %j', (written, read) => {
    expect(parse({ expect: written }).expect).toEqual(read);
  });

  test.each([[600], [20], ['2x'], ['ok'], [[]], [[200, 'x']]])('an endpoint may not expect %j', (written) => {
    expect(mistakes({ expect: written })).not.toBe('null');
  });

  test.each([
    [{ connections: 0 }, 'at least 1 connection'],
    [{ connections: 1_001 }, 'at most 1000 connections'],
    [{ connections: 2.5 }, 'connections'],
    [{ timeout: '10 ms' }, 'a timeout is at least 1 s'],
    [{ server: '' }, 'server'],
    [{ budgets: { p96: '1 s' } }, 'Did you mean'],
  ])('an endpoint may not be %j', (value, message) => {
    expect(mistakes(value)).toContain(message);
  });

  test('an endpoint has a timeout with a unit', () => {
    expect(parse({ timeout: '2 s' }).timeoutMs).toBe(2_000);
  });
});
