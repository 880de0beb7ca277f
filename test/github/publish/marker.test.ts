import { expect, it } from 'vitest';
import { hasMarker, isNewer, writeMarker } from '../../../src/github/publish/marker.ts';

const author = { sha: 'a'.repeat(40), run: 7, attempt: 2 };

it('a marker names the version, the commit, the run and the attempt', () => {
  expect(writeMarker('default', author)).toBe(
    `<!-- perf-budget:default {"v":1,"sha":"${'a'.repeat(40)}","run":7,"attempt":2} -->`,
  );
});

it.each(['-->', '--!> <b>', 'a b', '{"v":1}', '\ud800', 'é 😀', '>', '<!--'])(
  'a name cannot end the html comment: %j',
  (name) => {
    const marker = writeMarker(name, author);
    expect(marker.indexOf('>')).toBe(marker.length - 1);
    expect(marker).not.toContain('\n');
    expect(hasMarker(name, marker)).toBe(true);
    expect(isNewer(name, marker, { ...author, attempt: 1 })).toBe(true);
  },
);

it('a marker counts only at the very start', () => {
  const marker = writeMarker('default', author);
  expect(hasMarker('default', `> ${marker}`)).toBe(false);
  expect(hasMarker('default', `\n${marker}`)).toBe(false);
});

it('the marker of a name is not that of a longer one', () => {
  expect(hasMarker('api', writeMarker('api v2', author))).toBe(false);
  expect(hasMarker('api', writeMarker('api2', author))).toBe(false);
});

it.each([
  [{ run: 8, attempt: 1 }, false],
  [{ run: 7, attempt: 3 }, false],
  [{ run: 7, attempt: 2 }, false],
  [{ run: 7, attempt: 1 }, true],
  [{ run: 6, attempt: 9 }, true],
])('a comment of run 7, attempt 2, is newer than %j: %s', (than, newer) => {
  expect(isNewer('default', writeMarker('default', author), { sha: '', ...than })).toBe(newer);
});

it.each(['{"v":2,"run":9}', 'nonsense', '{"v":1,"run":"9"}'])(
  'a marker that cannot be read is not newer: %s',
  (json) => {
    expect(isNewer('default', `<!-- perf-budget:default ${json} -->`, { ...author, run: 0 })).toBe(false);
  },
);
