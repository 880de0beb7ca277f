import { expect, test } from 'vitest';
import { withoutLosses } from '../../src/measure/lost-files.ts';
import type { Measurements, Sample } from '../../src/model/measurements.ts';
import type { Side } from '../../src/model/subject.ts';
import type { LostFile } from '../../src/model/visit.ts';

const key = { check: 'vitals', subject: 'home', variant: 'mobile', part: null };
const sample = (side: Side, round: number): Sample => ({
  ...{ ...key, metric: 'lcp', side, round, launch: round, order: 0, attempt: 0, value: 1 },
});
const samples = [0, 1].flatMap((round) => [sample('base', round), sample('head', round)]);
const script = (file: string, status: number | null = 404): LostFile => ({ file, status, isVital: true });
const data: LostFile = { file: '/api/me', status: 404, isVital: false };

const MEASURED: Pick<Measurements, 'samples' | 'failures' | 'notes'> = { samples, failures: [], notes: [] };

const judged = (base: readonly LostFile[], head: readonly LostFile[]) =>
  withoutLosses(MEASURED, [{ key, visits: { base: [base, base], head: [head, head] } }]);

test('a page that lost its script on head alone ends head with the words of what is missing', () => {
  const { samples: kept, failures, notes } = judged([], [script('/a.js'), script('/b.css')]);
  expect(failures).toMatchObject([{ ...key, side: 'head', round: 1, code: 'page-failed', retried: false }]);
  expect(failures[0]?.message).toBe("2 of the page's own files were answered 404: /a.js, /b.css");
  expect(notes).toEqual(["home, mobile (head): 2 of the page's own files were answered 404: /a.js, /b.css."]);
  expect(kept).toEqual(samples);
});

test('a page that lost its script on base alone has nothing to compare with', () => {
  const { samples: kept, failures } = judged([script('/a.js', null)], []);
  expect(failures).toMatchObject([{ side: 'base', message: "1 of the page's own files was not answered: /a.js" }]);
  expect(kept.map(({ side }) => side)).toEqual(['head', 'head']);
});

test('a page that lost as much on both sides is compared, and its losses are noted, the gravest first', () => {
  const {
    samples: kept,
    failures,
    notes,
  } = judged([data, script('/a-3f2a91bc.js')], [data, script('/a-77d01e4f.js', 502)]);
  expect({ kept, failures }).toEqual({ kept: samples, failures: [] });
  expect(notes).toEqual([
    "home, mobile (head): 2 of the page's own files were answered with an error, or not at all: /a-77d01e4f.js (answered 502), /api/me (answered 404).",
    "home, mobile (base): 2 of the page's own files were answered 404: /a-3f2a91bc.js, /api/me.",
  ]);
});

test('data that is answered 4xx, and a file that few visits lost, end no side', () => {
  expect(judged([], [data]).failures).toEqual([]);
  const rarely = [[script('/a.js')], [], []];
  const measured = withoutLosses(MEASURED, [{ key, visits: { base: [[], [], []], head: rarely } }]);
  expect(measured).toEqual({ samples, failures: [], notes: [] });
});

test('a page that lost another script on head than on base ends head, however many base lost', () => {
  const { failures } = judged([script('/env.js'), script('/old.js')], [script('/main.js', 200)]);
  expect(failures).toMatchObject([
    { side: 'head', message: "1 of the page's own files was answered with HTML: /main.js" },
  ]);
});

test('a second chunk whose name differs in its hash alone is lost as well', () => {
  const { failures } = judged([script('/a-3f2a91bc.js')], [script('/a-77d01e4f.js'), script('/a-5be0c913.js')]);
  expect(failures).toMatchObject([{ side: 'head', message: expect.stringMatching(/^1 of/) }]);
});

test('a file whose query is new on every visit is one file', () => {
  const head = [[script('/main.js?t=1'), script('/main.js?t=2')], [script('/main.js?t=3')], [script('/main.js?t=4')]];
  const { failures } = withoutLosses(MEASURED, [{ key, visits: { base: [[], [], []], head } }]);
  expect(failures).toMatchObject([{ side: 'head', message: "1 of the page's own files was answered 404: /main.js" }]);
});
