import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { masked } from '../../src/text/mask.ts';

const SECRET = `p"a/s<s> wörd&'+`;
const mask = masked([SECRET, 'abcd']);

describe('A secret is masked', () => {
  test('a secret is masked in every string of plain data, and in its keys', () => {
    const data = { a: ['x abcd y', { deep: 'abcdabcd' }], 'key abcd': 1, none: null, number: 7, missing: undefined };
    expect(mask(data)).toEqual({
      a: ['x *** y', { deep: '******' }],
      'key ***': 1,
      none: null,
      number: 7,
      missing: undefined,
    });
  });

  test.each(['true', 'null', '1234'])(
    '%s is a setting, of which the data of every report is made, and never masked',
    (value) => {
      expect(masked([value])(`{"loaded":true,"at":null,"size":1234}`)).toBe(`{"loaded":true,"at":null,"size":1234}`);
    },
  );

  test.each([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in JSON within a page', JSON.stringify(SECRET).slice(1, -1).replaceAll('<', '\\u003c')],
    ['in an address', encodeURIComponent(SECRET)],
    ['in an address with small letters', encodeURIComponent(SECRET).replace(/%../g, (byte) => byte.toLowerCase())],
    ['in a form', encodeURIComponent(SECRET).replaceAll('%20', '+')],
    ['in HTML', SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    [
      'in an attribute',
      SECRET.replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
    ],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 of addresses', Buffer.from(SECRET).toString('base64url')],
  ])('%s', (_, written) => {
    expect(mask(`before ${written} after`)).toBe('before *** after');
  });

  test('a secret is masked in bytes that are text, and in gzipped ones', () => {
    expect(mask({ content: Buffer.from('ö abcd') })).toEqual({ content: Buffer.from('ö ***') });
    expect(mask(new Uint8Array(Buffer.from('abcd')))).toEqual(new Uint8Array(Buffer.from('***')));
    expect(gunzipSync(mask(gzipSync('x abcd'))).toString()).toBe('x ***');
  });

  test('a secret is masked whole, where another is a part of it', () => {
    expect(masked(['abcd', 'abcd-efgh'])('abcd-efgh')).toBe('***');
  });
});

describe('Left alone is', () => {
  test('a secret of less than four characters is not masked', () => {
    expect(masked(['abc', ''])('abc abc')).toBe('abc abc');
  });

  test('masking leaves alone what is no text', () => {
    const image = Buffer.concat([Buffer.from([0x89, 0xff, 0xfe]), Buffer.from('abcd')]);
    const broken = Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from('abcd')]);
    const date = new Date(0);
    const map = new Map([['a', 'abcd']]);
    for (const data of [image, broken, date, map, 5, null]) expect(mask(data)).toBe(data);
  });

  test('masking leaves all alone where there are no secrets', () => {
    const data = { a: 1 };
    expect(masked([])(data)).toBe(data);
  });
});
