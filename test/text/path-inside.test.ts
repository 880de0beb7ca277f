import { expect, it } from 'vitest';
import { pathInside } from '../../src/text/path-inside.ts';

it.each([
  ['/home/ada/app', '/home/ada/app/dist/main.js', 'dist/main.js'],
  ['/home/ada/app', '/home/ada/app', ''],
  ['/home/ada/app', '/home/ada/app/..cache/main.js', '..cache/main.js'],
  ['/home/ada/app', '/home/ada/app/...', '...'],
  ['/home/ada/app', '/home/ada/app/dist/../../app/main.js', 'main.js'],
  ['/', '/home', 'home'],
])('inside of %s, %s is %j', (folder, path, inside) => {
  expect(pathInside(folder, path)).toBe(inside);
});

it.each([
  ['/home/ada/app', '/home/ada'],
  ['/home/ada/app', '/home/ada/application'],
  ['/home/ada/app', '/home/ada/app/../..cache'],
  ['/home/ada/app', '/etc/passwd'],
])('the folder %s does not hold %s', (folder, path) => {
  expect(pathInside(folder, path)).toBeNull();
});
