import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readersOf } from '../../../src/checks/api/read-answers.ts';
import { searchFor, wrongText } from '../../../src/checks/api/search-answers.ts';

const answer = (body: Buffer, encoding = '', bytes = body.length) => ({
  ...{ status: 200, type: 'application/json', encoding, body, bytes },
});
const not = { body: [], not: ['"errors"'] };

test.each(['zstd', 'gzip', 'gzip, br'])(
  'an answer that can not be read, labelled as %s, is not right for want of an unwanted text',
  (encoding) => {
    expect(wrongText(answer(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), encoding), not)).toMatch(
      /encoding that can't be read/,
    );
  },
);

test.each([
  ['packed', answer(gzipSync('{"data":1}'), 'gzip')],
  ['in latin1, and packed', answer(gzipSync(Buffer.from('{"data":"ä"}', 'latin1')), 'gzip')],
  ['in latin1', answer(Buffer.from('{"data":"ä"}', 'latin1'))],
])('an answer %s is searched', (_, packed) => {
  expect(wrongText(packed, { ...not, body: ['"data"'] })).toBeNull();
  expect(wrongText(packed, { body: [], not: ['"data"'] })).toBe('with "data"');
});

test('an empty answer has no unwanted text, whatever its encoding', () => {
  expect(wrongText(answer(Buffer.alloc(0), 'gzip'), not)).toBeNull();
});

test('an answer of more than 16 MB is kept and searched in part, and is not right for what is not known of it', () => {
  const reader = readersOf(1, true)();
  reader.head({ statusCode: 200, headers: [], versionMajor: 1, versionMinor: 1 });
  reader.chunk(Buffer.from('"data"'));
  for (let count = 0; count < 20; count++) reader.chunk(Buffer.alloc(1_000_000, 'a'));
  const { read } = reader.shown();
  if (read === null) throw new Error('not read');
  expect(read.bytes).toBe(20_000_006);
  expect(read.body.length).toBeLessThan(17_000_000);
  expect(wrongText(read, { body: ['"data"'], not: [] })).toBeNull();
  expect(wrongText(read, { body: ['"more"'], not: [] })).toBe('too long to be searched');
  expect(wrongText(read, not)).toBe('too long to be searched');
});

test('answers are searched after their load, and each has its own fault', () => {
  const search = searchFor(not);
  const [right, wrong] = ['{"data":1}', '{"errors":[]}'].map((text) => answer(gzipSync(text), 'gzip'));
  for (const [index, one] of [right, wrong, wrong, right].entries()) if (one) search.add(index, one);
  expect([...search.faults()]).toEqual([
    [1, 'with "errors"'],
    [2, 'with "errors"'],
  ]);
});
