import { expect, test } from 'vitest';
import { pageUrl } from '../../../src/checks/vitals/page-url.ts';

test.each([
  [undefined, '/', 'http://host/'],
  ['/app', '/', 'http://host/app/'],
  ['/app', '/pricing?a=1', 'http://host/app/pricing?a=1'],
  ['/app', '/app/pricing', 'http://host/app/pricing'],
  ['/app', '/app', 'http://host/app'],
  ['/app', '/apples', 'http://host/app/apples'],
])('below the base path %s, the page %s is at %s', (basePath, path, url) => {
  expect(pageUrl({ origin: 'http://host', ...(basePath && { basePath }) }, path)).toBe(url);
});
