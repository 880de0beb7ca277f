import type { Result } from 'lighthouse';
import { expect, test } from 'vitest';
import { addressOf, thirdPartyOf } from '../../../../src/checks/vitals/read/address.ts';

const SITE = 'http://127.0.0.1:4000';

const lhr = (given: Partial<Result> = {}) => ({ mainDocumentUrl: `${SITE}/`, ...given }) as Result;

test.each([
  [`${SITE}/assets/app.js?v=1`, '/assets/app.js?v=1'],
  [`${SITE}/`, '/'],
  [SITE, '/'],
  ['http://127.0.0.1:40001/app.js', 'http://127.0.0.1:40001/app.js'],
  ['https://example.com/app.js', 'https://example.com/app.js'],
  ['Unattributable', 'Unattributable'],
  [undefined, ''],
])('the address %s is reported as %s', (url, told) => {
  expect(addressOf(url, SITE)).toBe(told);
});

test('No page can fill the evidence with one address', () => {
  expect(addressOf(`${SITE}/${'a'.repeat(100_000)}`, SITE)).toHaveLength(1_000);
});

test('On one machine another port or another name is another party, whatever Lighthouse makes of it', () => {
  const origins = [SITE, 'http://127.0.0.1:5000'];
  const entities = [{ name: '127.0.0.1', isFirstParty: true, isUnrecognized: true, origins }];
  const partyOf = thirdPartyOf(lhr({ entities }), SITE);
  expect(partyOf(`${SITE}/app.js`)).toBe(null);
  expect(partyOf('http://127.0.0.1:5000/tag.js')).toBe('http://127.0.0.1:5000');
  expect(partyOf('http://localhost:4000/tag.js')).toBe('http://localhost:4000');
  expect(partyOf('http://[::1]:4000/tag.js')).toBe('http://[::1]:4000');
});

test('Elsewhere a party is what Lighthouse knows by its domain', () => {
  const entities = [
    { name: 'shop.test', isFirstParty: true, origins: ['https://shop.test', 'https://static.shop.test'] },
    { name: 'Google Fonts', origins: ['https://fonts.googleapis.com'] },
  ];
  const partyOf = thirdPartyOf(lhr({ mainDocumentUrl: 'https://www.shop.test/', entities }), 'https://shop.test');
  expect(partyOf('https://static.shop.test/app.js')).toBe(null);
  expect(partyOf('https://www.shop.test/app.js')).toBe(null);
  expect(partyOf('https://fonts.googleapis.com/css')).toBe('Google Fonts');
  expect(partyOf('https://unknown.test/x')).toBe('https://unknown.test');
  expect(partyOf('not an address')).toBe(null);
});
