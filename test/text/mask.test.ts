import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/text/cut.ts';
import { masked } from '../../src/text/mask.ts';
import { clean, cleanTerminalLine } from '../../src/text/sanitize.ts';

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

describe('Of a secret in a text that was cut', () => {
  const hide = masked(['s3cr3t-of-the-database']);
  const line = `${'x'.repeat(980)} s3cr3t-of-the-database`;

  test('the beginning is masked where a line was cut', () => {
    expect(hide(cleanTerminalLine(line))).toBe(`${'x'.repeat(980)} ***…`);
    expect(hide(clean(line, 990))).toBe(`${'x'.repeat(980)} ***…`);
    expect(hide(cut(line, 990))).toBe(`${'x'.repeat(980)} ***…`);
  });

  test('the end is masked where a beginning was cut away', () => {
    expect(hide(['…the-database and more', 'x…database', 'whole s3cr3t-of-the-database…'])).toEqual([
      '…*** and more',
      'x…***',
      'whole ***…',
    ]);
  });

  test('both are masked as they are written in JSON or base64', () => {
    const odd = masked(['"a quoted" secret']);
    expect(odd('{"is":"\\"a quo…')).toBe('{"is":"***…');
    expect(odd(`${Buffer.from('"a quoted" secret').toString('base64').slice(0, 12)}…`)).toBe('***…');
  });

  test('every line of several is masked by itself, but for short ones', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\n}\n-----END KEY-----';
    expect(masked([key])(`wrong line: MIIEvQIBADANBg }\n${key}`)).toBe('wrong line: *** }\n***');
  });

  test('words before an ellipsis stay', () => {
    expect(hide('Loading s3… the database…')).toBe('Loading s3… the database…');
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
