import { expect, test } from 'vitest';
import { NO_ACCESS } from '../../../../src/checks/vitals/access/access.ts';
import { accessSecrets } from '../../../../src/checks/vitals/access/secrets.ts';
import { masked } from '../../../../src/text/mask.ts';

const access = {
  headers: { 'x-key': 'key-1234', authorization: 'Bearer token-1234' },
  cookies: { session: 'a%2Fb%2Fc', broken: '100%_off' },
  basicAuth: { username: 'ada', password: 'pass-1234' },
};

test('Of an access all values are secret, and what a page may show of them; names are not', () => {
  const mask = masked(accessSecrets(access));
  const basic = Buffer.from('ada:pass-1234').toString('base64');
  expect(mask(`key-1234, Bearer token-1234, token-1234, a%2Fb%2Fc, a/b/c, 100%_off, pass-1234, ${basic}`)).toBe(
    Array.from({ length: 8 }, () => '***').join(', '),
  );
  expect(mask('ada x-key session authorization Bearer')).toBe('ada x-key session authorization Bearer');
});

test('No access has no secrets', () => {
  expect(accessSecrets(NO_ACCESS)).toEqual([]);
});
