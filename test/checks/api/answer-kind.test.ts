import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { kindOf, type ReadAnswer } from '../../../src/checks/api/answer-kind.ts';

const answer = (body: string | Buffer, more: Partial<ReadAnswer> = {}): ReadAnswer => {
  const bytes = Buffer.from(body);
  return { status: 200, type: 'application/json', encoding: '', body: bytes, bytes: bytes.length, ...more };
};

describe('the kind of an answer', () => {
  test.each([
    ['an object', '{"a":1}', 'json'],
    ['a list', '[{"a":1}]', 'json'],
    ['no error in a list of errors', '{"data":{},"errors":[]}', 'json'],
    ['errors of items, which are data', '[{"id":1,"error":"offline"}]', 'json'],
    ['errors of GraphQL', '{"data":null,"errors":[{"message":"x"}]}', 'errors'],
    ['a batch of which one fails', '[{"data":{}},{"errors":[{"message":"x"}]}]', 'errors'],
    ['an error of JSON-RPC', '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"x"}}', 'errors'],
    ['an error in words', '{"error":"x"}', 'errors'],
    ['an error of JSON:API', '{"errors":[{"status":"500","title":"x"}]}', 'errors'],
    ['an error with its words beside it', '{"error":true,"message":"x"}', 'errors'],
  ])('of JSON: %s', (_, body, kind) => {
    expect(kindOf(answer(body))).toEqual({ kind, error: kind === 'errors' ? 'x' : null });
  });

  test.each([
    ['JSON that is labelled as html', answer('{"a":1}', { type: 'text/html' }), 'json'],
    ['a page that is labelled as JSON', answer('<!doctype html><p>', { type: 'text/plain' }), 'html'],
    ['a page', answer('<p>hello', { type: 'text/html; charset=utf-8' }), 'html'],
    ['words', answer('hello', { type: '' }), 'text'],
    ['bytes', answer(Buffer.from([0, 255, 1]), { type: 'image/png' }), 'binary'],
    ['nothing', answer(''), 'nothing'],
    ['a redirect', answer('<p>moved', { status: 302, type: 'text/html' }), 'redirect'],
    ['an answer that nothing changed', answer('', { status: 304 }), 'nothing'],
    ['compressed JSON', answer(gzipSync('{"errors":[{"message":"x"}]}'), { encoding: 'gzip' }), 'errors'],
    ['JSON that was cut', answer('{"errors":[{"mess', { bytes: 9_000_000 }), 'json'],
  ])('of %s', (_, given, kind) => {
    expect(kindOf(given).kind).toBe(kind);
  });
});
