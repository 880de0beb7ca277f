import { beforeAll, describe, expect, it } from 'vitest';
import { type Baselines, findBaseline } from '../../src/baseline/find.ts';
import { encodeBaseline } from '../../src/baseline/format.ts';
import { toBuild } from '../../src/baseline/substitute.ts';
import { shareOf } from '../../src/config/shard.ts';
import type { Plan } from '../../src/model/plan.ts';
import { SMALL } from '../merge/spoil.ts';
import { baselines, memory } from './shop.ts';

const { plan, report } = SMALL;
const commits = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40));
const [base = '', first = '', second = '', third = ''] = commits;
const day = (date: number) => `2026-11-${date}T12:00:00.000Z`;

const store = memory();

/** What was stored of a commit, by a run in which one subject took long. */
function keep(sha: string, savedAt: string, slowest: string): void {
  const subjects = report.subjects?.map((one) => ({ ...one, seconds: one.subject === slowest ? 100 : 10 }));
  const own = { ...report, head: { sha, dirty: false }, ...(subjects && { subjects }) };
  store.kept.set(sha, encodeBaseline({ sha, savedAt, report: own, evidence: [] }));
}

beforeAll(() => {
  keep(first, day(20), 'list');
  keep(third, day(10), 'home');
});

async function find(given: Partial<Baselines>, shard: { index: number; count: number } | null = null, of: Plan = plan) {
  store.asked.length = 0;
  const found = await findBaseline({
    baselines: baselines(store, { ancestorsOf: async () => [first, second, third], ...given }),
    base: { sha: base, reason: 'before' },
    plan: of,
    folder: '',
    shard,
    time: (_name, _side, _what, work) => work(),
    now: Date.parse(day(22)),
    signal: new AbortController().signal,
  });
  return { ...found, asked: [...store.asked] };
}

describe('what is stored', () => {
  it('of base alone is looked for by `auto`, and of all that came before it by `stored`', async () => {
    expect(await find({ use: 'auto' })).toMatchObject({ stored: null, asked: [base] });
    const found = await find({ use: 'stored' });
    expect(found).toMatchObject({ stored: { sha: first, behind: 1, age: 2 * 24 * 3_600 } });
    expect(found.asked).toEqual([base, first, second, third]);
  });

  it('is not looked for where every metric is sampled', async () => {
    const sampled = { ...plan, subjects: plan.subjects.filter(({ check }) => check !== 'bundle') };
    expect(await find({ use: 'stored' }, null, sampled)).toMatchObject({ use: null, asked: [] });
  });

  it('saves base a build where nothing else is to be measured of it', async () => {
    const bundles = { ...plan, subjects: plan.subjects.filter(({ subject }) => subject.name === 'app') };
    const found = await find({ use: 'stored' });
    const commit = { sha: base, reason: 'before' };
    expect(toBuild(commit, bundles, found)).toEqual({ sha: null, reason: 'its figures are stored' });
    expect(toBuild(commit, plan, found)).toEqual(commit);
    const nothing = { ...found, stored: null };
    expect(toBuild(commit, bundles, nothing)).toMatchObject({
      sha: null,
      reason: expect.stringContaining('stored of'),
    });
    expect(toBuild(commit, plan, nothing)).toEqual(commit);
    expect(toBuild(commit, bundles, { ...nothing, use: 'auto' })).toEqual(commit);
  });
});

describe('subjects are dealt out', () => {
  const shards = [1, 2].map((index) => ({ index, count: 2 }));
  const dealt = async (sentAt: string | null) => {
    const shares = await Promise.all(
      shards.map(async (shard) => {
        const { durations } = await find({ sentAt }, shard);
        return shareOf(plan, shard, durations).subjects.map(({ subject }) => subject.name);
      }),
    );
    return shares;
  };

  it('by what they took at the nearest commit that was stored before the code was sent', async () => {
    expect(await dealt(day(21))).toEqual([['list'], ['app', 'lost', 'home', 'dead']]);
    // Whatever was stored since: another job of the same run may have come too early for it.
    expect(await dealt(day(15))).toEqual([['home'], ['app', 'lost', 'list', 'dead']]);
  });

  it('as estimated where nobody knows when that was, or nothing is as old', async () => {
    const estimated = shards.map((shard) => shareOf(plan, shard).subjects.map(({ subject }) => subject.name));
    expect(await dealt(null)).toEqual(estimated);
    expect(await dealt(day(1).replace('-1T', '-01T'))).toEqual(estimated);
  });
});
