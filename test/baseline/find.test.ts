import { beforeAll, describe, expect, it } from 'vitest';
import { type Baselines, findBaseline } from '../../src/baseline/find.ts';
import { encodeBaseline } from '../../src/baseline/format.ts';
import { baseToBuild } from '../../src/baseline/substitute.ts';
import type { Plan } from '../../src/model/plan.ts';
import { baselines, memory } from '../support/baselines/shop.ts';
import { SURROUNDINGS } from '../support/reports/a-run.ts';
import { SMALL } from '../support/reports/seeds.ts';

const { plan, report } = SMALL;
const commits = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40));
const [base = '', first = '', second = '', third = ''] = commits;
const day = (date: number) => `2026-11-${date}T12:00:00.000Z`;

const store = memory();

function keep(sha: string, savedAt: string): void {
  const own = { ...report, head: { sha, dirty: false } };
  store.kept.set(sha, encodeBaseline({ sha, savedAt, report: own, evidence: [] }));
}

beforeAll(() => {
  keep(first, day(20));
  keep(third, day(10));
});

async function find(given: Partial<Baselines>, of: Plan = plan) {
  store.asked.length = 0;
  const found = await findBaseline({
    baselines: baselines(store, { ancestorsOf: async () => [first, second, third], ...given }),
    base: { sha: base, reason: 'before' },
    plan: of,
    surroundings: SURROUNDINGS,
    time: (_name, _side, _what, work) => work(),
    now: Date.parse(day(22)),
    signal: new AbortController().signal,
  });
  return { ...found, asked: [...store.asked] };
}

describe('a stored baseline', () => {
  it('is looked for at base alone with `auto`, and at the commits before it with `stored`', async () => {
    expect(await find({ use: 'auto' })).toMatchObject({ stored: null, asked: [base] });
    const found = await find({ use: 'stored' });
    expect(found).toMatchObject({ stored: { sha: first, behind: 1, age: 2 * 24 * 3_600 } });
    expect(found.asked).toEqual([base, first, second, third]);
  });

  it('is not looked for if every metric is sampled', async () => {
    const sampled = { ...plan, subjects: plan.subjects.filter(({ check }) => check !== 'bundle') };
    expect(await find({ use: 'stored' }, sampled)).toMatchObject({ use: null, asked: [] });
  });

  it('saves the build of base if nothing else of base is measured', async () => {
    const bundles = { ...plan, subjects: plan.subjects.filter(({ subject }) => subject.name === 'app') };
    const found = await find({ use: 'stored' });
    const commit = { sha: base, reason: 'before' };
    expect(baseToBuild(commit, bundles, found)).toEqual({ sha: null, reason: 'its figures are stored' });
    expect(baseToBuild(commit, plan, found)).toEqual(commit);
    const nothing = { ...found, stored: null };
    expect(baseToBuild(commit, bundles, nothing)).toMatchObject({
      sha: null,
      reason: expect.stringContaining('no comparable baseline is stored'),
    });
    expect(baseToBuild(commit, plan, nothing)).toEqual(commit);
    expect(baseToBuild(commit, bundles, { ...nothing, use: 'auto' })).toEqual(commit);
  });
});
