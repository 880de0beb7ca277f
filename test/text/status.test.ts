import { expect, test } from 'vitest';
import { isExpected } from '../../src/text/status.ts';

test.each([
  [200, ['2xx'], true],
  [299, ['2XX'], true],
  [302, ['2xx'], false],
  [404, ['200', '404'], true],
  [405, ['404'], false],
  [503, ['4xx', '5xx'], true],
])('the status %d where %j is expected is expected: %s', (status, expected, right) => {
  expect(isExpected(status, expected)).toBe(right);
});
