import { describe, expect, test } from 'vitest';
import { schema } from '../../../src/checks/vitals/settings.ts';
import { check } from '../../../src/config/mistakes.ts';
import { limitsOf } from '../../../src/settings/limits.ts';

const page = schema(limitsOf([]));

const settingsOf = (keys: object) => {
  const checked = check(page, { server: 'site', ...keys });
  return checked.ok
    ? checked.value
    : checked.mistakes.map(({ path, at, message }) => `${path.join('.')} (${at}): ${message}`);
};

test('A page needs no more than its server', () => {
  expect(settingsOf({})).toEqual({
    server: 'site',
    path: '/',
    device: ['mobile'],
    throttling: 'simulate',
    before: [],
    block: [],
    interactions: [],
    access: { headers: {}, cookies: {}, basicAuth: null },
  });
});

test('A page has one device, or a list of both', () => {
  expect(settingsOf({ device: 'desktop' })).toMatchObject({ device: ['desktop'] });
  expect(settingsOf({ device: ['desktop', 'mobile'] })).toMatchObject({ device: ['desktop', 'mobile'] });
});

test('What lets a visit in is one access; numbers are text', () => {
  const keys = {
    headers: { 'X-Key': 5 },
    cookies: { '__Host-id': 7, theme: 'a b="c"' },
    'basic-auth': { username: '', password: 1234 },
  };
  const access = {
    headers: { 'X-Key': '5' },
    cookies: { '__Host-id': '7', theme: 'a b="c"' },
    basicAuth: { username: '', password: '1234' },
  };
  expect(settingsOf(keys)).toMatchObject({ access });
});

describe('A mistake is', () => {
  test.each<[string, object, string]>([
    ['an unknown device', { device: 'phone' }, 'device (value): expected mobile or desktop, found "phone"'],
    ['an unknown one in a list', { device: ['phone'] }, 'device.0 (value): expected mobile or desktop, found "phone"'],
    ['no device', { device: [] }, 'device (value): expected at least 1 entry, found a list'],
    ['a device twice', { device: ['mobile', 'mobile'] }, 'device (value): each device can be listed only once'],
    [
      'an unknown throttling',
      { throttling: 'none' },
      'throttling (value): expected simulate or devtools, found "none"',
    ],
    [
      'a header that is none',
      { headers: { 'a b': 'x' } },
      'headers.a b (key): expected the name of a header, such as accept',
    ],
    ['a header of two lines', { headers: { a: 's3cret\nb: c' } }, 'headers.a (value): a header is one line'],
    ['a header that is a list', { headers: { a: ['s3cret'] } }, 'headers.a (value): expected text or a number'],
    [
      'a header twice',
      { headers: { a: '1', A: '2' } },
      'headers.A (value): this header is set twice; header names are case-insensitive',
    ],
    [
      'a header that the browser sets',
      { headers: { Host: 'x' } },
      "headers.Host (key): this header can't be set here: the browser sets it",
    ],
    [
      'one of its fetch metadata',
      { headers: { 'Sec-Fetch-Site': 'x' } },
      "headers.Sec-Fetch-Site (key): this header can't be set here: the browser sets it",
    ],
    [
      'a header of cookies',
      { headers: { cookie: 'a=b' } },
      "headers.cookie (key): this header can't be set here: use the key cookies",
    ],
    [
      'a header that asks for a part',
      { headers: { range: 'bytes=0-1' } },
      "headers.range (key): this header can't be set here: the response would be partial",
    ],
    [
      'a cookie without a name',
      { cookies: { '': 'x' } },
      'cookies. (key): expected the name of a cookie, such as session',
    ],
    [
      'two cookies in one',
      { cookies: { a: 's3cret; b=c' } },
      'cookies.a (value): a cookie can not contain semicolons or control characters',
    ],
    [
      'a cookie that no browser takes',
      { cookies: { a: 's'.repeat(5_000) } },
      'cookies.a (value): a cookie has at most 4096 bytes',
    ],
    [
      'a user name with a colon',
      { 'basic-auth': { username: 's3cret:b', password: 'x' } },
      'basic-auth.username (value): a user name can not contain colons or control characters',
    ],
    [
      'a password of two lines',
      { 'basic-auth': { username: 'a', password: 's3cret\n' } },
      'basic-auth.password (value): a password can not contain control characters',
    ],
    [
      'only waiting',
      { interactions: [{ 'wait-for': '.a' }] },
      'interactions (value): wait-for alone is not an interaction: list the step whose effect it waits for before it',
    ],
    ['no password', { 'basic-auth': { username: 'a' } }, 'basic-auth.password (value): expected text'],
    [
      'authorization twice',
      { headers: { Authorization: 'Bearer x' }, 'basic-auth': { username: 'a', password: 'b' } },
      ' (value): headers.authorization and basic-auth set the same header',
    ],
  ])('%s, told without any secret', (_, keys, mistake) => {
    expect(settingsOf(keys)).toEqual([mistake]);
    expect(mistake).not.toContain('s3cret');
  });
});
