import { describe, expect, test } from 'vitest';
import { type Content, mismatch } from '../../../src/checks/api/answer-mismatch.ts';

const subject = {
  name: 'query',
  variant: null,
  server: 'api',
  metrics: [],
  settings: {
    server: 'api',
    request: { method: 'POST', path: '/graphql', headers: {}, body: null },
    expect: ['2xx'],
    connections: 10,
    timeoutMs: 10_000,
  },
};

const of = (kinds: Content['kinds'], bytes = 2_000, error: string | null = null): Content => ({
  kinds,
  bytes: bytes * Object.values(kinds).reduce((sum, count) => sum + count, 0),
  error,
});
const twice = (one: Content) => [one, one];
const between = (base: Content, head: Content) => mismatch(subject, { base: twice(base), head: twice(head) });

const json = of({ json: 16 });

describe('an endpoint whose answers are of another kind', () => {
  test('is invalid where head answers with errors, which it names', () => {
    expect(between(json, of({ errors: 16 }, 40, 'no such field'))).toMatchObject({
      effect: 'invalid',
      message: '`POST /graphql` answers errors (no such field) on head, and JSON on base',
    });
  });

  test('is invalid where head answers with html, or with errors to some requests', () => {
    expect(between(json, of({ html: 16 }))).toMatchObject({ effect: 'invalid' });
    expect(between(json, of({ json: 12, errors: 4 }, 900, 'x'))).toMatchObject({
      effect: 'invalid',
      message: '`POST /graphql` answers errors (x) on head to 25 % of its requests, and JSON on base',
    });
  });

  test('is not compared where neither side is broken by it, or both are', () => {
    expect(between(of({ html: 16 }), json)).toMatchObject({ effect: 'not-compared' });
    expect(between(json, of({ nothing: 16 }, 0))).toMatchObject({ effect: 'not-compared' });
    expect(between(of({ errors: 16 }), of({ errors: 16 }, 40, 'x'))).toMatchObject({
      effect: 'not-compared',
      message: '`POST /graphql` answers errors (x) on both sides',
    });
    expect(mismatch(subject, { base: [], head: twice(of({ errors: 16 })) })).toMatchObject({ effect: 'not-compared' });
  });

  test('is compared where the kind is the same, however seldom another one comes', () => {
    expect(between(json, json)).toBeNull();
    expect(between(of({ html: 16 }), of({ html: 16 }))).toBeNull();
    expect(between(of({ json: 12, errors: 4 }), of({ json: 11, errors: 5 }))).toBeNull();
    expect(between(json, of({ json: 63, errors: 1 }))).toBeNull();
  });

  test("is noted where a few of head's answers report errors, and none of base's does", () => {
    expect(between(json, of({ json: 60, errors: 2 }, 2_000, 'b failed'))).toMatchObject({
      effect: 'noted',
      message:
        '`POST /graphql` answers errors (b failed) to some of its requests on head (4 of the 124 answers that were read), and to none on base',
    });
  });

  test('is noted where an endpoint that only head has answers html', () => {
    expect(mismatch(subject, { base: [], head: twice(of({ html: 16 })) })).toMatchObject({
      effect: 'noted',
      message: '`POST /graphql` answers html',
    });
  });

  test('is not judged by one visit', () => {
    expect(mismatch(subject, { base: [json], head: [of({ html: 16 })] })).toBeNull();
    expect(mismatch(subject, { base: [], head: twice(json) })).toBeNull();
  });
});

describe('an endpoint whose answers are of another size', () => {
  test('is not compared where they shrank to next to nothing', () => {
    expect(between(of({ json: 16 }, 20_000), of({ json: 16 }, 40))).toMatchObject({
      effect: 'not-compared',
      message: 'The answers of `POST /graphql` shrank from 20 kB to 40 B',
    });
  });

  test('is noted where they are half or twice as large, and otherwise not', () => {
    expect(between(of({ json: 16 }, 20_000), of({ json: 16 }, 8_000))?.effect).toBe('noted');
    expect(between(of({ json: 16 }, 40), of({ json: 16 }, 20_000))?.effect).toBe('noted');
    expect(between(of({ json: 16 }, 20_000), of({ json: 16 }, 12_000))).toBeNull();
    expect(between(of({ json: 16 }, 400), of({ json: 16 }, 40))).toBeNull();
  });
});
