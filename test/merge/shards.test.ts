import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Random, seeded } from '../../bench/simulator/random.ts';
import { accept } from '../../src/compare/accept.ts';
import { countUndecided } from '../../src/compare/undecided.ts';
import { withTime } from '../../src/config/cost.ts';
import { joined, readReports } from '../../src/join.ts';
import { type Measurements, nothingMeasured, type Sample } from '../../src/model/measurements.ts';
import type { Plan, PlannedSubject } from '../../src/model/plan.ts';
import type { Acceptance, Report } from '../../src/model/report.ts';
import { nameId, subjectKey } from '../../src/model/subject.ts';
import { headline } from '../../src/report/headline.ts';
import { renderJson } from '../../src/report/json.ts';
import { coinsFor } from '../compare/coins.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { assembledReport, planOf, reportOf, shareOf } from '../support/reports/a-run.ts';

/** A run of some pages, which are judged together from three on, and of some endpoints. */
interface Run {
  readonly seed: number;
  readonly pages: number;
  readonly devices: string;
  readonly endpoints: number;
  readonly rounds: { readonly vitals: number; readonly api: number };
  /** A written budget that many lie near. */
  readonly budget: number;
  /** By what factors subjects are slower on head. */
  readonly factors: readonly number[];
  /** How far two launches differ by chance. */
  readonly luck: number;
  /** The share of rounds that others disturb. */
  readonly disturbed: number;
  readonly shards: number;
}

const runs: fc.Arbitrary<Run> = fc.record({
  seed: fc.nat(),
  pages: fc.constantFrom(0, 1, 3, 4),
  devices: fc.constantFrom('mobile', '[mobile, desktop]'),
  endpoints: fc.integer({ min: 0, max: 4 }),
  rounds: fc.record({ vitals: fc.constantFrom(4, 12), api: fc.constantFrom(6, 24) }),
  budget: fc.constantFrom(60, 105, 400),
  factors: fc.constantFrom([1], [1.4], [1, 1, 1.5], [1, 3], [0.7, 1, 1.15]),
  luck: fc.constantFrom(0, 0.03, 0.2),
  disturbed: fc.constantFrom(0, 0.2),
  shards: fc.integer({ min: 1, max: 4 }),
});

const counted = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, at) => line(at));

const configOf = ({ pages, devices, endpoints, rounds, budget }: Run): string =>
  [
    'servers: { site: { static: dist }, api: { start: node server.js } }',
    'bundle: { app: { path: dist } }',
    ...(pages > 0 ? ['vitals:'] : []),
    ...counted(pages, (at) => `  page ${at}: { server: site, path: /${at}, device: ${devices} }`),
    ...(endpoints > 0 ? ['api:'] : []),
    ...counted(endpoints, (at) => `  end ${at}: { server: api, request: GET /${at}, budgets: { p95: ${budget} ms } }`),
    `measure: { rounds: { vitals: ${rounds.vitals}, api: ${rounds.api} } }`,
  ].join('\n');

const PAIRS = 2;

function measurementsOf(plan: Plan, run: Run): Measurements {
  const random = seeded(run.seed);
  const names = [...new Set(plan.subjects.map((one) => nameId(subjectKey(one))))];
  const samples = plan.subjects.flatMap((planned) => {
    const factor = run.factors[names.indexOf(nameId(subjectKey(planned))) % run.factors.length] as number;
    return samplesOf(planned, plan.measure.rounds[planned.check] ?? 1, factor, run, random);
  });
  const noisy = samples.filter(({ check }) => check !== 'bundle');
  const coins = [1, PAIRS].map((pairs) =>
    coinsFor(
      noisy.filter(({ check }) => (check === 'api') === (pairs === PAIRS)),
      pairs,
    ),
  );
  const subjects = coins.flatMap((one) => one?.subjects ?? []);
  return {
    ...nothingMeasured([], null),
    samples,
    coins: subjects.length === 0 ? null : { seed: '5eed', subjects },
    durations: plan.subjects.map((one) => ({ ...subjectKey(one), seconds: 10 })),
  };
}

function samplesOf(planned: PlannedSubject, rounds: number, factor: number, run: Run, random: Random): Sample[] {
  const pairs = planned.check === 'api' ? PAIRS : 1;
  const lucks = counted(rounds, () => '').map(() => ({ base: random.normal(run.luck), head: random.normal(run.luck) }));
  return counted(rounds, () => '').flatMap((_, round) => {
    const tries = random.chance(run.disturbed) ? [0, 1] : [0];
    return tries.flatMap((redo) =>
      (['base', 'head'] as const).flatMap((side, order) => {
        const others = tries.length > 1 && redo === 0 ? random.between(0.3, 2) : 0.01;
        const slow = Math.exp((lucks[Math.floor(round / pairs)]?.[side] ?? 0) + random.normal(0.03)) * (1 + others);
        return (
          planned.metrics
            // Facts are joined like all else, which packages.test.ts holds, and there are many.
            .filter(({ metric }) => metric.appliesTo !== 'parts' && metric.kind !== 'fact')
            .map(({ metric }): Sample => {
              const isZero = metric.unit === 'fraction' || metric.id === 'cls';
              const noisy = isZero
                ? random.chance(0.1)
                  ? 0.02
                  : 0
                : (planned.check === 'vitals' ? 1_500 : 100) * slow * (side === 'head' ? factor : 1);
              const exact = Math.round(10_000 * (side === 'head' ? factor : 1));
              return {
                ...subjectKey(planned),
                ...{
                  metric: metric.id,
                  side,
                  round,
                  launch: Math.floor(round / pairs),
                  order: order as 0 | 1,
                  attempt: 0,
                },
                ...(redo === 0 ? {} : { redo }),
                value: metric.kind === 'sampled' ? noisy : exact,
                covariates: { answers: 60, delay: 0.01, others, own: 1, requests: 60 },
              };
            })
        );
      }),
    );
  });
}

/** All that a reader sees, and all that the exit code rests on. */
const said = (report: Report) => ({
  headline: headline(report),
  verdict: report.verdict,
  results: report.results,
  undecided: countUndecided(report),
  reach: report.reach,
  noise: report.environment.noise?.grade,
  accepted: report.accepted,
});

/** As a job of GitHub does it. */
const whole: Acceptance = { label: 'perf-budget:accept', subject: null, by: 'ada', at: null };
const ofOne = (subject: string): Acceptance => ({ ...whole, subject });

test('Joined shards say what one run would have said of the same visits', { timeout: 300_000 }, async () => {
  await using folder = await temporaryFolder();
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(runs, async (run) => {
      const plan = withTime(planOf(configOf(run)));
      const measured = measurementsOf(plan, run);
      const one = reportOf(plan, measured);
      const parts = counted(run.shards, String).map((_, at): Report => {
        const shard = { index: at + 1, count: run.shards };
        return assembledReport(plan, shareOf(plan, measured, shard), [], shard);
      });
      const files = Object.fromEntries(parts.map((part, at) => [`${at}/report.json`, renderJson(part)]));
      await writeFiles(folder.path, files);
      const { report } = await joined(
        await readReports(Object.keys(files).map((name) => join(folder.path, name))),
        null,
      );
      expect(said(report)).toEqual(said(one));
      for (const acceptance of [whole, ofOne('end 0')]) {
        expect(said(accept(report, [acceptance]))).toEqual(said(accept(one, [acceptance])));
      }
      for (const { threshold, budget } of one.results) seen.add(threshold.status).add(`${budget?.status}`);
    }),
    { numRuns: 30, seed: 1 },
  );
  for (const status of ['regressed', 'worse', 'unchanged', 'uncertain', 'improved', 'over', 'unclear', 'within'])
    expect(seen, status).toContain(status);
});

test('Pages that are certainly slower only all together are so in joined shards, too', async () => {
  const config = configOf({
    pages: 4,
    devices: 'mobile',
    endpoints: 0,
    rounds: { vitals: 4, api: 6 },
    budget: 400,
  } as Run);
  const plan = planOf(config);
  const run = { seed: 3, factors: [1.5], luck: 0, disturbed: 0 } as unknown as Run;
  const measured = measurementsOf(plan, run);
  const one = reportOf(plan, measured);
  const statusOf = (report: Report) =>
    report.results.filter(({ metric }) => metric === 'lcp').map(({ threshold }) => threshold.status);
  expect(statusOf(one)).toEqual(['regressed', 'regressed', 'regressed', 'regressed']);
  const parts = [1, 2].map((index) =>
    reportOf(plan, shareOf(plan, measured, { index, count: 2 }), [], { index, count: 2 }),
  );
  for (const part of parts) expect(statusOf(part)).not.toContain('regressed');
  const { report } = await joined(
    parts.map((part, at) => ({ path: `/${at}/report.json`, report: part })),
    null,
  );
  expect(said(report)).toEqual(said(one));
});
