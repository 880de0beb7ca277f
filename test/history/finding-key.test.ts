import { describe, expect, it, test } from 'vitest';
import { aboutOf, findingKey } from '../../src/history/finding-key.ts';
import type { ReportFinding } from '../../src/model/report.ts';
import { aFinding } from '../support/reports/a-report.ts';

const shift = (given: Partial<ReportFinding>): ReportFinding =>
  aFinding({
    code: 'vitals.layout-shift-new',
    check: 'vitals',
    subject: 'home',
    metric: 'cls',
    evidence: {},
    ...given,
  });

describe('the key of a finding', () => {
  const key = findingKey(aFinding());

  it('is 16 hexadecimal digits', () => {
    expect(key).toMatch(/^[0-9a-f]{16}$/);
  });

  it('stays while figures, versions, the importer, the variant and the metric change', () => {
    const evidence = { name: 'lodash', version: '4.18.0', compressed: 25_000, importers: ['src/other.ts'] };
    const later = {
      evidence,
      current: 74_000,
      target: 12,
      location: 'src/other.ts:17',
      variant: 'mobile',
      metric: 'total',
    };
    expect(findingKey(aFinding({ ...later, impact: 'low', suggestion: null }))).toBe(key);
  });

  it('differs by code, check, subject and what it is about', () => {
    const others = [
      aFinding({ code: 'bundle.package-grew' }),
      aFinding({ check: 'vitals' }),
      aFinding({ subject: 'admin' }),
      aFinding({ evidence: { name: 'moment' } }),
    ];
    expect(new Set([key, ...others.map(findingKey)]).size).toBe(5);
  });
});

test.each<[string, Partial<ReportFinding>, Partial<ReportFinding>]>([
  ['a hash in a file name', { location: 'assets/index-CD5neIF8.js' }, { location: 'assets/index-B9rT2kQx.js' }],
  ['a line and a column', { location: 'src/list.ts:12' }, { location: 'src/list.ts:340:2' }],
  ['the place among siblings', { location: 'ul > li:nth-child(3) > img' }, { location: 'ul > li:nth-child(7) > img' }],
  ['a class that a tool makes anew', { location: 'div.card_box__a8F3x > p' }, { location: 'div.card_box__k2Lm9 > p' }],
  ['a number in an id', { location: 'div#radix-41' }, { location: 'div#radix-97' }],
])('%s is no part of a key', (_, one, other) => {
  expect(findingKey(shift(one))).toBe(findingKey(shift(other)));
});

test.each<[Partial<ReportFinding>, string | null]>([
  [{ evidence: { name: 'lodash' }, location: 'src/total.ts' }, 'lodash'],
  [{ evidence: { thirdParty: 'Ads', url: 'https://ads.example/x.js' }, location: 'x.js' }, 'Ads'],
  [
    { evidence: { shape: 'select * from users where id = ?', function: 'list' }, location: 'src/a.js:3' },
    'select * from users where id = ?',
  ],
  [{ evidence: { table: 'users', index: 'users_email', shape: 'select ?' }, location: 'users' }, 'users.users_email'],
  [{ evidence: { function: 'render', place: 'src/a.js:12' }, location: 'src/a.js:12' }, 'render in src/a.js'],
  [{ evidence: { what: '500' }, location: null }, '500'],
  [{ evidence: { url: '/logo.png' }, location: 'header > img.logo' }, 'header > img.logo'],
  [{ evidence: { name: 7, shape: [] }, location: null }, null],
  [{ evidence: {}, location: 'button', part: 'click #menu' }, 'click #menu: button'],
])('what a finding with %j is about', (given, about) => {
  expect(aboutOf(shift(given))).toBe(about);
});
