import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/compare/exit-code.ts';
import { deal, ofSubjects } from '../../src/config/shard.ts';
import { UsageError } from '../../src/errors.ts';
import { joinReports } from '../../src/merge/packages.ts';
import { readReport } from '../../src/merge/read-report.ts';
import type { Report } from '../../src/model/report.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { type ARun, aRun, assembledReport, CONFIG, shareOf } from '../support/reports/a-run.ts';

const SLOWER = {
  'bundle/app//javascript': 1.3,
  'vitals/home/mobile/lcp': 1.5,
  'vitals/home/mobile, click text=Buy, now/inp': 2,
  'vitals/home/desktop/cls': 3,
  'api/list//p95': 1.3,
  'api/show//error-rate': 2,
};

const WITHOUT_BUDGETS = CONFIG.replace(/, budgets: \{.*\}, ratchet: true/, '').replace(/, budgets: \{ p95.*?\}/, '');

const TWO_SUBJECTS = `
servers: { api: { start: node server.js } }
bundle: { app: { path: dist } }
api: { list: { server: api, request: GET /list } }
`;

/** What each job of a matrix would have reported of the same visits. */
function shardsOf({ plan, measured, report }: ReturnType<typeof aRun>, count: number): Report[] {
  return Array.from({ length: count }, (_, at): Report => {
    const shard = { index: at + 1, count };
    const written: Report = {
      ...assembledReport(plan, shareOf(plan, measured, shard), [], shard),
      findings: ofSubjects(report.findings, deal(plan, shard)),
      phases: [{ name: 'build', side: 'head', seconds: 12 - at }, ...report.phases.slice(1)],
    };
    const read = readReport(Buffer.from(renderJson(written)));
    if (!read.ok) throw new Error(read.message);
    return read.report;
  });
}

describe('The joined report of shards', () => {
  const runs: [string, ARun][] = [
    ['in which nothing changed', {}],
    ['in which much got worse', { worsened: SLOWER }],
    ['in which much got better', { worsened: { 'bundle/': 0.5, 'vitals/': 0.7, 'api/': 0.6 } }],
    ['without a base', { noBase: 'base does not build', worsened: SLOWER }],
  ];
  test.each(runs)('of a run %s is that of one job', (_, given) => {
    const run = aRun(given);
    const whole = run.report;
    for (const count of [1, 2, 3, 5]) {
      const shards = shardsOf(run, count);
      const { samples, phases, failures, coins, ...joined } = joinReports(shards.toReversed());
      const { samples: allSamples, phases: allPhases, failures: allFailures, coins: allCoins, ...expected } = whole;
      expect(joined).toEqual({ ...expected, environment: joined.environment });
      expect(joined.environment.noise?.delay).toBeCloseTo(whole.environment.noise?.delay ?? Number.NaN, 9);
      expect(new Set(samples.map((one) => JSON.stringify(one)))).toEqual(
        new Set(allSamples.map((one) => JSON.stringify(one))),
      );
      expect(new Set(coins?.subjects)).toEqual(new Set(allCoins?.subjects));
      expect(coins?.seed.split(' ')).toHaveLength(shards.filter((one) => one.coins).length);
      expect(new Set(phases)).toEqual(new Set(allPhases));
      expect(failures).toHaveLength(allFailures.length);
      expect(new Set(failures)).toEqual(new Set(allFailures));
    }
  });

  const slower = aRun({ worsened: SLOWER });
  const whole = slower.report;
  const shards = shardsOf(slower, 3);
  const [one, two, three] = shards as [Report, Report, Report];

  test('has no coins where nothing in it has noise', () => {
    const ofBundles = shards.map((shard): Report => {
      const bundles = shard.samples.filter(({ check }) => check === 'bundle');
      return { ...shard, coins: null, samples: bundles };
    });
    expect(joinReports(ofBundles).coins).toBeNull();
  });

  test('can be written and read again, however many shards there are', () => {
    const seed = 'f'.repeat(32);
    const all = shardsOf(aRun({ config: TWO_SUBJECTS }), 256).map((one) => ({
      ...one,
      coins: { seed, subjects: one.coins?.subjects ?? [] },
    }));
    expect(readReport(Buffer.from(renderJson(joinReports(all))))).toMatchObject({ ok: true });
  });

  test('is refused where a shard with noise has no coins, which an older version did not throw', () => {
    const old = shards.map((shard) => {
      const { coins: _, ...rest } = shard;
      return { ...rest, tool: { version: '0.1.0' } };
    });
    const [first, ...others] = old as [Report, ...Report[]];
    expect(() => joinReports([first, ...others])).toThrow(
      /was made by perf-budget 0\.1\.0, which threw no coins, so it can't be joined\. Measure with 0\.2\.0 or later\./,
    );
    const spoilt = others.map((one) => ({ ...one, tool: { version: '1\n::error::x' } }));
    expect(() => joinReports([first, ...spoilt].toReversed())).toThrow(
      /^[^\n]*another version[^\n]*0\.2\.0 or later\.$/,
    );
  });

  test('holds a claim of a shard to its samples', () => {
    const claims = two.results.map((result) => ({ ...result, verdict: 'pass' as const }));
    expect(joinReports([one, { ...two, verdict: 'pass', results: claims }, three]).verdict).toBe(whole.verdict);
    expect(joinReports([one, { ...two, results: claims }, three]).results).toEqual(whole.results);
  });

  test('without one of them is incomplete where nothing fails, and says which is missing and what it lacks', () => {
    const isWell = ({ subject }: { readonly subject: string }) => !['lost', 'dead'].includes(subject);
    const all = shardsOf(aRun({ config: WITHOUT_BUDGETS }), 3);
    const shards = all.map(
      (report): Report => ({
        ...report,
        results: report.results.filter(isWell),
        failures: [],
        samples: report.samples.filter(isWell),
        plan: report.plan && { ...report.plan, subjects: report.plan.subjects.filter(isWell) },
      }),
    );
    expect(joinReports(shards).verdict).toMatch(/pass|warn/);
    const without = shards.map((_, at) => joinReports(shards.toSpliced(at, 1)));
    for (const [at, joined] of without.entries()) {
      const lacking = new Set(shards[at]?.results.map(({ check, subject }) => `${check}/${subject}`));
      expect(joined.notes).toContain(`There is no report of shard ${at + 1}/3.`);
      expect(joined.notes).toContain(`No report has a measurement of ${[...lacking].join(', ')}.`);
      const invalid = joined.results.filter(({ verdict }) => verdict === 'invalid');
      expect(new Set(invalid.map(({ check, subject }) => `${check}/${subject}`))).toEqual(lacking);
      expect(joined.verdict).toBe('incomplete');
      expect(exitCode(joined, 'breach')).toBe(3);
    }
  });

  test('unites what each has to say, once', () => {
    const acceptance = { label: 'perf-budget:accept/list', subject: 'list', by: 'ada', at: null };
    const failure = { stage: 'build', side: 'base', message: 'npm run build ended with 1' } as const;
    const joined = joinReports([
      {
        ...one,
        notes: ['Same.', 'One.'],
        failures: [failure, ...one.failures],
        files: [{ name: 'a.html', title: 'A' }],
      },
      {
        ...two,
        notes: ['Same.', 'Two.'],
        failures: [{ ...failure, output: 'boom' }, ...two.failures],
        accepted: [acceptance],
      },
      { ...three, notes: [], accepted: [acceptance], files: [{ name: 'b.html', title: 'B' }] },
    ]);
    expect(joined.notes).toEqual(['Same.', 'One.', 'Two.']);
    expect(joined.failures[0]).toEqual(failure);
    expect(new Set(joined.failures.slice(1))).toEqual(new Set(whole.failures));
    expect(joined.files?.map(({ name }) => name)).toEqual(['a.html', 'b.html']);
    // Labels accept, and files do not.
    expect(joined).not.toHaveProperty('accepted');
    expect(joined.results).toEqual(whole.results);
    expect(joined.phases).toContainEqual({ name: 'build', side: 'head', seconds: 12 });
  });

  test('tells where the machines differ, and which shard had no base', () => {
    const other = { ...two, environment: { ...two.environment, cpu: 'Other 9000' } };
    const baseless: Report = {
      ...other,
      base: { ...two.base, source: 'none', reason: 'base could not be built' },
      samples: two.samples.filter(({ side }) => side === 'head'),
    };
    const joined = joinReports([one, baseless, three]);
    expect(joined.notes.at(-1)).toMatch(/^The shards were measured on different machines: .*7763; .*Other 9000\.$/);
    expect(joined.base.source).toBe('measured');
    const of = new Set(two.results.map(({ subject }) => subject));
    const theirs = joined.results.filter(({ subject, threshold }) => of.has(subject) && threshold.status !== 'invalid');
    expect(theirs.length).toBeGreaterThan(0);
    for (const { threshold, failures } of theirs) {
      expect(threshold.status).toBe('no-baseline');
      expect(failures[0]).toMatchObject({ side: 'base', code: 'not-built' });
    }
    expect(joined.failures).toContainEqual(
      expect.objectContaining({ side: 'base', message: 'shard 2/3 had no base: base could not be built' }),
    );
  });

  test('is incomplete where one of the shards could not even find its base', () => {
    const failure = { stage: 'checkout', side: 'base', message: 'git ls-remote did not answer within 60 s' } as const;
    const base = { sha: null, source: 'none', reason: "base can't be found" } as const;
    for (const reports of [
      [one, { ...two, base, failures: [failure] }, three],
      [{ ...one, base, failures: [failure] }, two, three],
    ]) {
      const joined = joinReports(reports);
      expect(joined.base).toEqual(three.base);
      expect(joined.failures).toContainEqual(failure);
      expect(
        exitCode({ ...joined, results: joined.results.filter(({ verdict }) => verdict === 'pass') }, 'breach'),
      ).toBe(3);
    }
  });

  test('takes a subject that two shards measured from one of them: rounds of two jobs are no pairs', () => {
    const greedy = { ...two, results: [...one.results, ...two.results], samples: [...one.samples, ...two.samples] };
    const joined = joinReports([one, greedy, three]);
    expect(joined.results).toEqual(whole.results);
    expect(joined.notes.filter((note) => note.includes('by two shards')).length).toBeGreaterThan(0);
  });

  test.each<[string, Report[], RegExp]>([
    ['a shard twice', [one, two, two], /report "default" can't be joined: shard 2\/3 is there twice/],
    ['shards of two runs', [one, { ...two, shard: '2/4' }], /not of the same number of shards/],
    ['shards of two heads', [one, { ...two, head: { sha: 'a'.repeat(40), dirty: false } }], /different heads/],
    ['shards of two bases', [one, { ...two, base: { ...two.base, sha: null } }], /different bases/],
    [
      'shards of two configs',
      [one, { ...two, plan: aRun({ config: CONFIG.replace('120 ms', '130 ms') }).report.plan }],
      /plans/,
    ],
    ['two that are no shards', [whole, whole], /not all are shards of one run\. Give each package's .*`name`/],
    ['a whole one and a shard', [whole, two], /not all are shards/],
    ['an impossible shard', [{ ...one, shard: '9/3' }], /an impossible shard, "9\/3"/],
    ['one without its plan', [{ ...whole, plan: undefined } as never], /does not say by what it was decided/],
    [
      'a name that is more than one',
      [
        { ...one, name: '::error::x\n' },
        { ...one, name: '::error::x\n' },
      ],
      /a report with an unusual name/,
    ],
    ['nothing', [], /no report to join/],
  ])('is refused for %s', (_, reports, message) => {
    expect(() => joinReports(reports)).toThrow(UsageError);
    expect(() => joinReports(reports)).toThrow(message);
  });
});

describe('Reports of several names', () => {
  const slower = aRun({ worsened: SLOWER });
  const web = { ...slower.report, name: 'web' };
  const admin = { ...aRun({ config: WITHOUT_BUDGETS }).report, name: 'admin' };

  test('are decided each by its own plan, and shown as one', () => {
    const joined = joinReports([web, admin]);
    expect(joined).toMatchObject({ name: 'default', shard: null, verdict: 'fail', config: null });
    expect(joined).not.toHaveProperty('plan');
    expect(joined.results).toHaveLength(web.results.length + admin.results.length);
    expect(joined.results[0]).toMatchObject({ id: 'bundle/web/app/javascript', subject: 'web/app', verdict: 'fail' });
    const javascript = joined.results.find(({ id }) => id === 'bundle/admin/app/javascript');
    expect(javascript).toMatchObject({ subject: 'admin/app', verdict: 'pass', budget: null });
    const firstLoad = joined.results.find(({ id }) => id === 'bundle/admin/app/initial-javascript');
    expect(firstLoad).toMatchObject({ budget: { source: null, default: true } });
    expect(joined.findings.map(({ subject }) => subject)).toEqual(['web/app']);
    expect(joined.samples.some(({ subject }) => subject === 'web/home')).toBe(true);
    expect(joined.notes).toEqual(expect.arrayContaining(['web: Measured with care.', 'admin: Measured with care.']));
    expect(joinReports([admin, web], 'all').name).toBe('all');
    expect(renderMarkdown(joined)).toContain('web/app');
    expect(readReport(Buffer.from(renderJson(joined)))).toMatchObject({ ok: true });
  });

  test('may be of shards themselves', () => {
    const joined = joinReports([...shardsOf(slower, 2).map((one) => ({ ...one, name: 'web' })), admin]);
    expect(joined.results).toEqual(joinReports([web, admin]).results);
  });

  test('are of one head, and what is joined already cannot be decided again', () => {
    const other = { ...admin, head: { sha: 'b'.repeat(40), dirty: false } };
    expect(() => joinReports([web, other])).toThrow(/"web" and the report "admin" measured different heads/);
    expect(() => joinReports([joinReports([web, admin])])).toThrow(/does not say by what it was decided/);
  });
});
