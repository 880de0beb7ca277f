import { expect, it } from 'vitest';
import { pathInside } from '../../src/text/path-inside.ts';

it.each([
  ['/work/app', '/work/app/dist/main.js', 'dist/main.js'],
  ['/work/app', '/work/app', ''],
  ['/work/app', '/work/app/..cache/main.js', '..cache/main.js'],
  ['/work/app', '/work/app/...', '...'],
  ['/work/app', '/work/app/dist/../../app/main.js', 'main.js'],
  ['/', '/work', 'work'],
])('inside of %s, %s is %j', (folder, path, inside) => {
  expect(pathInside(folder, path)).toBe(inside);
});

it.each([
  ['/work/app', '/work'],
  ['/work/app', '/work/application'],
  ['/work/app', '/work/app/../..cache'],
  ['/work/app', '/etc/passwd'],
])('nothing of %s is %s', (folder, path) => {
  expect(pathInside(folder, path)).toBeNull();
});
