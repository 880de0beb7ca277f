import { expect, it } from 'vitest';
import { hasMarker, isNewer, readAccepted, writeMarker } from '../../../src/github/publish/marker.ts';

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

const accepted = [
  {
    label: 'perf-budget:accept/a --> b <c',
    at: '2026-11-23T10:00:00Z',
    figures: [
      { id: 'bundle/--> @ada/javascript', head: 250_000, change: 50_000 },
      { id: 'api/list/p95', head: 612.3, change: 124.2, low: 0.21, high: 0.3, ratio: true as const },
    ],
  },
];

it('a marker carries what labels were set on, whatever they are called', () => {
  const marker = writeMarker('default', author, accepted);
  expect(marker.indexOf('>')).toBe(marker.length - 1);
  expect(readAccepted('default', `${marker}\nbody`)).toEqual(accepted);
  expect(isNewer('default', marker, { ...author, attempt: 1 })).toBe(true);
  expect(readAccepted('other', marker)).toEqual([]);
});

it('of too many figures a marker carries the first, and says that it was cut', () => {
  const figures = Array.from({ length: 500 }, (_, index) => ({ id: `bundle/${'x'.repeat(index)}/css`, head: index }));
  const marker = writeMarker('default', author, [{ label: 'a', at: null, figures }]);
  expect(marker.length).toBeLessThan(9_000);
  const [read] = readAccepted('default', marker);
  expect(read).toMatchObject({ label: 'a', cut: true });
  expect(read?.figures).toEqual(figures.slice(0, read?.figures.length));
});

it.each([
  ['an older version', `{"v":1,"sha":"","run":1,"attempt":1}`],
  ['an unknown form', `{"v":1,"sha":"","run":1,"attempt":1,"accepted":[{"label":1}]}`],
])('a marker of %s carries none, and is read otherwise', (_, json) => {
  const body = `<!-- perf-budget:default ${json} -->`;
  expect(readAccepted('default', body)).toEqual([]);
  expect(isNewer('default', body, { sha: '', run: 0, attempt: 1 })).toBe(true);
});
