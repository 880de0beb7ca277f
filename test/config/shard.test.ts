import { describe, expect, test } from 'vitest';
import { parseLoaded } from '../../src/config/load.ts';
import { resolve } from '../../src/config/resolve.ts';
import { deal, ofSubjects, shareOf, withoutOthers } from '../../src/config/shard.ts';
import { parseShard, readShard, shardText } from '../../src/config/shard-number.ts';
import { UsageError } from '../../src/errors.ts';
import type { PlannedSubject } from '../../src/model/plan.ts';

const plan = resolve(
  parseLoaded(
    `
servers: { site: { static: dist }, api: { start: node server.js } }
bundle: { app: { path: dist }, admin: { path: admin } }
vitals:
  home: { server: site, path: /, device: [mobile, desktop] }
  cart: { server: site, path: /cart }
  pay: { server: site, path: /pay }
api:
  list: { server: api, request: GET /list }
  show: { server: api, request: GET /show }
`,
    'perf-budget.yml',
    null,
  ),
);

const named = ({ check, subject }: PlannedSubject) => `${check}/${subject.name}`;
const dealt = (count: number) => Array.from({ length: count }, (_, at) => deal(plan, { index: at + 1, count }));

describe('A shard', () => {
  test('is the number of a job and of all jobs', () => {
    expect(readShard('2/5')).toEqual({ index: 2, count: 5 });
    expect(readShard(' 256/256 ')).toEqual({ index: 256, count: 256 });
    expect(shardText({ index: 2, count: 5 })).toBe('2/5');
  });

  test.each(['', '2', '0/5', '6/5', '2/0', '2/257', '02/5', '2 / 5', '-1/5', '1e1/20', '2/5/6', '٢/٥'])(
    '%j is none',
    (text) => {
      expect(parseShard(text)).toBe(null);
      expect(() => readShard(text)).toThrow(UsageError);
      expect(() => readShard(text)).toThrow(
        `--shard ${JSON.stringify(text)}: expected the number of this job and of all jobs`,
      );
    },
  );
});

describe('Subjects', () => {
  test.each([1, 2, 3, 5, 9])('all go to one of %i shards, in the order of the plan', (count) => {
    const shards = dealt(count);
    expect(shards.flat().toSorted((a, b) => plan.subjects.indexOf(a) - plan.subjects.indexOf(b))).toEqual(
      plan.subjects,
    );
    for (const own of shards) expect(own).toEqual(plan.subjects.filter((one) => own.includes(one)));
  });

  test('take a server along once, with the first on it', () => {
    const withServer = dealt(3).map((own) => own.filter(({ subject }) => subject.isServer).length);
    expect(withServer.toSorted()).toEqual([0, 0, 1]);
    const own = dealt(3).find((one) => one.some(({ subject }) => subject.isServer)) ?? [];
    expect(own.map(named)).toContain('api/list');
  });

  test('stay together with their variants', () => {
    for (const own of dealt(4)) {
      const variants = own.filter((one) => named(one) === 'vitals/home').map(({ subject }) => subject.variant);
      expect([[], ['mobile', 'desktop']]).toContainEqual(variants);
    }
  });

  test('are dealt by estimated duration, so that no shard waits long for another', () => {
    const pages = dealt(4).map((own) => own.filter(({ check }) => check === 'vitals').length);
    expect(Math.max(...pages)).toBe(2);
  });

  test('are all of one job, where there is no other', () => {
    expect(shareOf(plan, null)).toBe(plan);
    expect(shareOf(plan, { index: 1, count: 2 }).subjects).toEqual(dealt(2)[0]);
  });

  test('of other jobs are left out of what is told, and what is of no subject is told by all', () => {
    const own = [{ check: 'api', subject: 'list' }];
    const told = [...own, { check: 'api', subject: 'show' }, { check: 'api', subject: 'gone' }];
    expect(withoutOthers(told, plan.subjects, own)).toEqual([told[0], told[2]]);
    expect(ofSubjects(told, plan.subjects)).toEqual([told[0], told[1]]);
  });
});
