import { expect, test } from 'vitest';
import { planReach, withTime } from '../../src/config/cost.ts';
import { shareOf } from '../../src/config/shard.ts';
import { headline, verdictMark } from '../../src/report/headline.ts';
import { planText } from '../../src/report/terminal/plan.ts';
import { measurementsOf, planOf, reportOf } from '../support/reports/a-run.ts';

/** Plans that can't fail on everything that they measure: valid files, and never green. */

const api = (measure: string) => `
servers: { api: { start: node server.js } }
api: { list: { server: api, request: GET /list } }
measure: { ${measure} }
`;

const pages = (count: number, measure: string) => `
servers: { site: { static: dist } }
vitals:
${Array.from({ length: count }, (_, at) => `  page ${at}: { server: site, path: /${at} }`).join('\n')}
measure: { ${measure} }
`;

const quietRun = (config: string, launches = Number.POSITIVE_INFINITY) => {
  const plan = withTime(planOf(config));
  const all = measurementsOf(plan, {});
  const coins = all.coins && {
    ...all.coins,
    subjects: all.coins.subjects.map((one) => ({ ...one, first: one.first.slice(0, launches) })),
  };
  const measured = {
    ...all,
    failures: [],
    coins,
    samples: all.samples.filter(({ launch }) => launch < launches),
  };
  return { plan, measured };
};

test("A run with fewer rounds than can decide default thresholds says what it can't fail on, and has no tick", () => {
  for (const [rounds, says] of [
    [7, "can't fail on list: 7 rounds, 8 are needed"],
    [8, null],
  ] as const) {
    const { plan, measured } = quietRun(api(`rounds: { api: ${rounds} }`));
    const report = reportOf(plan, measured);
    if (says === null) expect(headline(report)).not.toContain("can't fail");
    else expect(headline(report)).toContain(says);
    if (says !== null) expect(verdictMark(report)).toBe('open');
    expect(report.verdict).toBe('pass');
  }
});

test("A run whose time is too short for its pages says what it can't fail on, and how long it would take", () => {
  const { plan, measured } = quietRun(pages(8, 'time: 1 min'), 4);
  const report = reportOf(plan, measured);
  expect(headline(report)).toMatch(/can't fail on page 0 \(1 min of measuring, \d+ min \d+ s are needed\), page 1 \(/);
  expect(verdictMark(report)).toBe('open');
  const text = planText(plan, { base: 'none', install: null, build: null, ownOfBase: [], reach: planReach(plan) });
  expect(text).toMatch(
    /page 7: no change can fail this run: it would take \d+ min \d+ s of measure\.time, which is 1 min/,
  );
  expect(text).toMatch(/raise measure\.time, or split the run into \d+ shards\./);
});

test('The shards that a plan asks for can fail on what they measure', () => {
  const plan = withTime(planOf(pages(8, 'time: 4 min')));
  const { outOfReach } = planReach(plan);
  expect(outOfReach).toHaveLength(8);
  const shards = [1, 2, 3, 4].map((index) => ({ index, count: 4 }));
  for (const shard of shards) {
    expect(planReach(plan, shareOf(plan, shard)).outOfReach).toEqual([]);
    const subjects = shareOf(plan, shard).subjects.map(({ subject }) => subject.name);
    const { measured } = quietRun(pages(8, 'time: 4 min'), 4);
    const mine = {
      ...measured,
      samples: measured.samples.filter(({ subject }) => subjects.includes(subject)),
      coins: measured.coins && {
        ...measured.coins,
        subjects: measured.coins.subjects.filter(({ subject }) => subjects.includes(subject)),
      },
    };
    expect(headline(reportOf(plan, mine, [], shard))).not.toContain("can't fail");
  }
});

test("A server that turns out to be too slow to start for the plan's time is named, and one that is quick is not", () => {
  const { plan, measured } = quietRun(api('time: 2 min'), 3);
  const of = (launchSeconds: number) => ({
    ...measured,
    costs: [{ check: 'api', subject: 'list', launchSeconds, pairSeconds: 1.2 }],
  });
  expect(headline(reportOf(plan, of(4)))).not.toContain("can't fail");
  expect(headline(reportOf(plan, of(40)))).toMatch(/can't fail on list: 2 min of measuring, \d+ min \d+ s are needed/);
  // Measured often enough all the same.
  const { measured: often } = quietRun(api('time: 2 min'), 8);
  expect(headline(reportOf(plan, { ...often, costs: of(40).costs }))).not.toContain("can't fail");
});
