import { expect, it } from 'vitest';
import { hasMarker, isNewer, readMarker, writeMarker } from '../../../src/github/publish/marker.ts';
import type { AcceptedFigures } from '../../../src/model/accepted-figures.ts';

const readAccepted = (name: string, body: string) => readMarker(name, body).accepted;
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
  const marker = writeMarker('default', author, { accepted });
  expect(marker.indexOf('>')).toBe(marker.length - 1);
  expect(readAccepted('default', `${marker}\nbody`)).toEqual(accepted);
  expect(isNewer('default', marker, { ...author, attempt: 1 })).toBe(true);
  expect(readAccepted('other', marker)).toEqual([]);
});

const many = (metric: string, length: number) =>
  Array.from({ length }, (_, index) => ({ id: `bundle/app ${index}/${metric}`, head: 100_000 + index }));
const idsOf = (figures: readonly { readonly id: string }[] = []) => figures.map(({ id }) => id);
const label = (name: string) => ({ label: name, at: '2026-11-23T10:00:00Z' });
/** What is read of a marker, which is written twice, as by two runs. */
const kept = (accepted: readonly AcceptedFigures[]) => {
  const first = readAccepted('default', writeMarker('default', author, { accepted }));
  expect(readAccepted('default', writeMarker('default', author, { accepted: first }))).toEqual(first);
  return first;
};

it('figures of what labels accepted have room before all others, for every label', () => {
  const accepted = () => many('javascript', 20);
  const read = kept(['a', 'b', 'c'].map((name) => ({ ...label(name), figures: accepted(), others: many('css', 500) })));
  expect(read.map(({ figures }) => figures)).toEqual([accepted(), accepted(), accepted()]);
  for (const { others = [], ids } of read) {
    expect(others.length).toBeGreaterThan(0);
    expect(others.length).toBeLessThan(500);
    expect(ids).toBeUndefined();
  }
});

it('of accepted results whose figures have no room a marker names the results', () => {
  const figures = many('javascript', 250);
  const few = many('css', 3);
  const [read, other] = kept([
    { ...label('a'), figures, others: many('total', 9) },
    { ...label('b'), figures: few },
  ]);
  expect(read?.figures.length).toBeGreaterThan(50);
  expect([...idsOf(read?.figures), ...(read?.ids ?? [])]).toEqual(idsOf(figures));
  expect(other).toEqual({ ...label('b'), figures: few });
});

it('a marker leaves most of a comment to the report, and names every label, however much was accepted', () => {
  const figures = () => many('x'.repeat(150), 100);
  const labels = Array.from({ length: 100 }, (_, index) => label(`perf-budget:accept/${index}`));
  const accepted = labels.map((one) => ({ ...one, figures: figures(), others: figures() }));
  expect(Buffer.byteLength(writeMarker('default', author, { accepted }))).toBeLessThan(32_000);
  expect(kept(accepted)).toMatchObject(labels);
});

it('a marker carries what was wrong at the last pushes, and cuts what would crowd the comment', () => {
  const findings = Array.from({ length: 20 }, (_, index) => ({
    ...{
      key: String(index).padStart(16, '0'),
      code: 'bundle.package-new',
      subject: '--> é'.repeat(30),
      about: 'lodash',
    },
  }));
  const push = { sha: 'a'.repeat(40), findings: findings.slice(0, 2), results: ['0123456789abcdef'] };
  const marker = writeMarker('default', author, { pushes: [push] });
  expect(marker.indexOf('>')).toBe(marker.length - 1);
  expect(readMarker('default', marker).pushes).toEqual([push]);
  const large = writeMarker('default', author, {
    pushes: [
      { ...push, findings },
      { ...push, findings },
    ],
  });
  expect(Buffer.byteLength(large)).toBeLessThan(10_000);
  const [first] = readMarker('default', large).pushes;
  expect(first?.more).toBe(true);
  expect(findings.slice(0, first?.findings.length)).toEqual(first?.findings);
});

it.each([
  ['an older version', `{"v":1,"sha":"","run":1,"attempt":1}`],
  ['an unknown form', `{"v":1,"sha":"","run":1,"attempt":1,"accepted":[{"label":1}]}`],
])('a marker of %s carries none, and is read otherwise', (_, json) => {
  const body = `<!-- perf-budget:default ${json} -->`;
  expect(readAccepted('default', body)).toEqual([]);
  expect(isNewer('default', body, { sha: '', run: 0, attempt: 1 })).toBe(true);
});
