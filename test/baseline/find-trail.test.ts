import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { findTrail } from '../../src/baseline/find-trail.ts';
import { saveBaseline } from '../../src/baseline/save.ts';
import type { Store } from '../../src/baseline/store.ts';
import { grown } from '../../src/history/extend-trail.ts';
import { toTrail } from '../../src/history/line.ts';
import { pointOf } from '../../src/history/point.ts';
import type { Report } from '../../src/model/report.ts';
import { memory } from '../support/baselines/shop.ts';
import { aReport, heavyApp } from '../support/reports/a-report.ts';
import { SMALL } from '../support/reports/seeds.ts';

const sha = (number: number): string => number.toString(16).padStart(40, '0');
const HOUR = 3_600_000;
const START = Date.parse('2026-01-01T00:00:00Z');
/** As small as a baseline can be. */
const TINY: Report = {
  ...SMALL.report,
  results: SMALL.report.results.slice(0, 2),
  samples: SMALL.report.samples.filter(({ side }) => side === 'head').slice(0, 1),
  findings: [],
};
const never = new AbortController().signal;

type Kept = ReturnType<typeof memory>;

/** A line of commits and a store, as an action that runs on each push sees them. */
function repository(store: Kept = memory()) {
  const before = async (of: string) => {
    const number = Number.parseInt(of, 16);
    const all = Array.from({ length: Math.max(0, number - 1) }, (_, index) => sha(number - 1 - index));
    return { commits: all.slice(0, 50), isAll: all.length < 50 };
  };
  const find = async (number: number, stores: readonly Store[] = [store]) => {
    const { commits } = await before(sha(number + 1));
    return findTrail({ stores, commits, before, isComplete: true, signal: never });
  };
  /** Measures commit `number`, after looking for what was there before, and saves it. */
  const push = async (number: number, report: Report = TINY) => {
    const past = await find(number - 1);
    const own = { ...report, head: { sha: sha(number), dirty: false } };
    const point = pointOf(own, { sha: sha(number), at: new Date(START + number * 6 * HOUR).toISOString() });
    const trail = toTrail(grown(past.line, past.missed, point));
    const save = () =>
      saveBaseline({
        ...{ outcome: { report: own, evidence: [] }, sha: sha(number), stores: [store], trail },
        ...{ now: START + number * 6 * HOUR, signal: never },
      });
    return { past, trail, save };
  };
  return { store, find, push };
}

const shasOf = ({ line }: Awaited<ReturnType<typeof findTrail>>) => line?.points.map((one) => one.sha) ?? [];

it('two hundred pushes leave a small trail, with only commits of their line, in order, though the store forgets', async () => {
  const { store, push, find } = repository();
  for (let number = 1; number <= 200; number += 1) {
    await (await push(number)).save();
    store.kept.delete(sha(number - 30));
  }
  const numbers = shasOf(await find(200)).map((one) => Number.parseInt(one, 16));
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(store.kept.get(sha(200))?.length).toBeLessThan(100_000);
});

it('two pushes that are measured at once are both in the trail of the next', async () => {
  const { push, find } = repository();
  await (await push(1)).save();
  const [second, third] = [await push(2), await push(3)];
  await third.save();
  await second.save();
  await (await push(4)).save();
  expect(shasOf(await find(4))).toEqual([1, 2, 3, 4].map(sha));
});

it('a lost baseline loses no other point, and an older one without a trail begins one', async () => {
  const { store, push, find } = repository();
  for (const number of [1, 2, 3]) await (await push(number)).save();
  store.kept.delete(sha(3));
  await (await push(4)).save();
  expect(shasOf(await find(4))).toEqual([1, 2, 4].map(sha));
  const [head = '', body = ''] = gunzipSync(store.kept.get(sha(4)) as Buffer)
    .toString()
    .split('\n');
  const { trail: _, ...older } = JSON.parse(head);
  store.kept.set(sha(4), gzipSync(`${JSON.stringify(older)}\n${body}`));
  expect(shasOf(await find(4))).toEqual([4].map(sha));
});

/** The baseline of a commit with another trail. */
async function withTrail(number: number, change: (trail: never) => unknown) {
  const made = repository();
  for (let one = 1; one <= number; one += 1) await (await made.push(one)).save();
  const [head = '', body = ''] = gunzipSync(made.store.kept.get(sha(number)) as Buffer)
    .toString()
    .split('\n');
  const header = JSON.parse(head);
  const content = `${JSON.stringify({ ...header, trail: change(header.trail as never) })}\n${body}`;
  made.store.kept.set(sha(number), gzipSync(content));
  return made;
}

it.each<[string, (trail: never) => unknown, RegExp]>([
  ['damaged', () => ({ points: [{}], series: {} }), /is damaged/],
  [
    'giant',
    (trail: { points: object[] }) => ({ ...trail, points: Array.from({ length: 5_000 }, () => trail.points[0]) }),
    /far too large/,
  ],
  [
    "another repository's",
    (trail: { points: { sha: string }[] }) => ({
      ...trail,
      points: trail.points.map((one, index) => ({ ...one, sha: index === 2 ? one.sha : sha(0xabc + index) })),
    }),
    /of other commits/,
  ],
] as never)('a trail that is %s costs the trail, and not the baseline', async (_, change, why) => {
  const { find } = await withTrail(3, change);
  const past = await find(3);
  expect(past.notes).toEqual([expect.stringMatching(/^The trail of the baseline of 0000000 can't be used: /)]);
  expect(past.notes[0]).toMatch(why);
  expect(shasOf(past)).toEqual([sha(3)]);
});

it('without a store that answers there is no past, and nothing fails', async () => {
  const { find } = repository();
  expect(await find(9)).toEqual({ line: null, missed: [], notes: [] });
  const broken: Store = { name: 'broken', read: () => Promise.reject(new Error('no')), save: async () => {} };
  expect(await find(9, [broken])).toEqual({ line: null, missed: [], notes: [] });
});

it('a baseline holds neither the history nor the memory of its own report', async () => {
  const { store, push } = repository();
  const report = { ...SMALL.report, history: (await push(1, aReport({ results: [heavyApp()] }))).trail };
  await (await push(1, report)).save();
  const [, body = ''] = gunzipSync(store.kept.get(sha(1)) as Buffer)
    .toString()
    .split('\n');
  expect(JSON.parse(body)).not.toHaveProperty('history');
});
