import { describe, expect, test } from 'vitest';
import { landingMismatch, placeOf } from '../../../src/checks/vitals/landing.ts';
import { plainPage } from '../../../src/checks/vitals/settings.ts';
import { aPage } from '../../support/browser/a-page.ts';

const ORIGIN = 'http://127.0.0.1:4000';

test.each([
  ['http://127.0.0.1:4000/login?token=abc', '/login'],
  ['http://127.0.0.1:4000/', '/'],
  ['http://127.0.0.1:4000/account/', '/account'],
  ['http://127.0.0.1:4000/docs/index.html', '/docs'],
  ['http://localhost:9999/account', '/account'],
  ['http://127.0.0.1:4000/#/login?next=a', '/#/login'],
  ['http://127.0.0.1:4000/#top', '/'],
  ['https://id.example.com/authorize?state=1', 'id.example.com/authorize'],
])('the place of %s is %s', (address, place) => {
  expect(placeOf(address, ORIGIN)).toBe(place);
});

describe('a page whose sides end at different places', () => {
  const subject = {
    name: 'account',
    variant: 'mobile',
    server: 'app',
    metrics: [],
    settings: { ...plainPage('app', '/account'), device: 'mobile' as const },
  };
  const visits = (...places: string[]) => places.map((landed) => aPage({ landed }));

  test('is not compared', () => {
    const found = landingMismatch(subject, { base: visits('/account', '/account'), head: visits('/login', '/login') });
    expect(found).toMatchObject([
      {
        effect: 'not-compared',
        message: '`/account` leads to `/login` on head, and to `/account` on base',
        hint: expect.stringContaining('`cookies`'),
      },
    ]);
  });

  test('is compared where both end alike, where the place is new each time, and until there are two visits', () => {
    expect(landingMismatch(subject, { base: visits('/login', '/login'), head: visits('/login', '/login') })).toEqual(
      [],
    );
    expect(landingMismatch(subject, { base: visits('/c/1', '/c/2'), head: visits('/c/3', '/c/4') })).toEqual([]);
    expect(landingMismatch(subject, { base: visits('/account'), head: visits('/login') })).toEqual([]);
  });
});
