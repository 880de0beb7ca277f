import { describe, expect, test } from 'vitest';
import { decideAgain } from '../../src/merge/decide-again.ts';
import { readReport } from '../../src/merge/read-report.ts';
import { planOf as plannedIn, type RecordedPlan } from '../../src/model/recorded-plan.ts';
import type { Report } from '../../src/model/report.ts';
import { renderJson } from '../../src/report/json.ts';
import { type ARun, aRun, CONFIG, planOf } from '../support/reports/a-run.ts';

const SLOWER = {
  'bundle/app//javascript': 1.3,
  'bundle/app/new.html/total': 1.2,
  'vitals/home/mobile/lcp': 1.5,
  'vitals/home/mobile, click text=Buy, now/inp': 2,
  'vitals/home/desktop/cls': 3,
  'api/list//p95': 1.3,
  'api/list//cpu': 1.3,
  'api/show//p95': 1.1,
  'api/show//error-rate': 2,
};

const again = (report: Report): Report => decideAgain(report, plannedIn(report.plan as RecordedPlan));

const statuses = ({ results }: Report) => new Set(results.map(({ threshold }) => threshold.status));

describe('A report that is decided again by the plan that it carries', () => {
  const runs: [string, ARun][] = [
    ['in which nothing changed', {}],
    ['in which much got worse', { worsened: SLOWER }],
    ['in which much got better', { worsened: { 'bundle/': 0.5, 'vitals/': 0.7, 'api/': 0.6 } }],
    ['without a base', { noBase: 'base does not build', worsened: SLOWER }],
    ['that must be surer', { config: CONFIG.replace('measure: {', 'measure: { confidence: 99.9%,'), worsened: SLOWER }],
  ];
  test.each(runs)('%s is the same', (_name, given) => {
    const { report } = aRun(given);
    const { loosened: _, ...decided } = report;
    expect(again(report)).toEqual(decided);
  });

  test('says the same of a head that hung in the end, from what the failure itself says', () => {
    const { report } = aRun();
    const hung = {
      ...({
        stage: 'visit',
        check: 'api',
        subject: 'list',
        variant: null,
        part: null,
        side: 'head',
        round: 11,
      } as const),
      ...{ code: 'timed-out', message: 'hangs', values: { 'error-rate': 1, availability: 0 }, retried: false },
    };
    const read = readReport(Buffer.from(renderJson({ ...report, failures: [...report.failures, hung] })));
    if (!read.ok) throw new Error(read.message);
    const decided = again(read.report);
    expect(decided.verdict).toBe('fail');
    const find = (metric: string) => decided.results.find(({ id }) => id === `api/list/${metric}`);
    expect(find('error-rate')).toMatchObject({ head: 1, verdict: 'fail', budget: { status: 'over' } });
    expect(find('p95')).toMatchObject({ head: null, verdict: 'invalid' });
    expect(again(decided)).toEqual(decided);
  });

  test('has every kind of result among its own', () => {
    const { report } = aRun({ worsened: SLOWER });
    expect(statuses(report)).toEqual(
      new Set(['regressed', 'worse', 'unchanged', 'uncertain', 'new', 'removed', 'no-baseline', 'invalid']),
    );
    const { results } = report;
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['exact', 'sampled']));
    expect(results.some(({ budget }) => budget?.ratchet)).toBe(true);
    expect(results.some(({ variant }) => variant === 'mobile, click text=Buy, now')).toBe(true);
    expect(results.some(({ variant }) => variant === 'mobile, press Enter')).toBe(true);
    expect(results.some(({ change }) => change?.witness)).toBe(true);
  });

  test('is the same once it was written and read', () => {
    const { report } = aRun({ worsened: SLOWER });
    const read = readReport(Buffer.from(renderJson(report)));
    expect(read).toEqual({ ok: true, report });
  });

  test('keeps what checks and people said of it, where it still explains something', () => {
    const { report } = aRun({ worsened: SLOWER });
    expect(report.findings).toHaveLength(1);
    const told = again({ ...report, results: report.results.map((one) => ({ ...one, details: { of: one.id } })) });
    expect(told.results.every(({ id, details }) => (details as { of: string }).of === id)).toBe(true);
    expect(again({ ...report, samples: [] }).notes).toEqual(report.notes);
  });
});

describe('By the limits of another plan', () => {
  const { report } = aRun({ worsened: SLOWER });
  const find = ({ results }: Report, id: string) => results.find((one) => one.id === id);

  test('nothing that the report claims of its verdicts is believed', () => {
    const claimed: Report = {
      ...report,
      verdict: 'pass',
      results: report.results.map((result) => ({
        ...result,
        verdict: 'accepted',
        gates: false,
        budget: null,
        threshold: { ...result.threshold, limit: null, status: 'unchanged' },
      })),
      accepted: [{ label: 'perf-budget:accept', subject: null, by: 'mallory', at: null }],
      loosened: [],
    };
    const honest = again(claimed);
    expect(honest.verdict).toBe('fail');
    expect(honest).not.toHaveProperty('accepted');
    expect(honest).not.toHaveProperty('loosened');
    expect(find(honest, 'bundle/app/javascript')).toMatchObject({ verdict: 'fail', budget: { ratchet: true } });
  });

  test('its limits hold', () => {
    const strict = planOf(CONFIG.replace('p95: 120 ms', 'p95: 1 ms'));
    expect(find(decideAgain(report, strict), 'api/list/p95')?.budget).toMatchObject({ limit: 1, status: 'over' });
  });

  test('what it does not know is held against the defaults', () => {
    const known = planOf('bundle: { other: { path: dist } }');
    const decided = decideAgain(report, known);
    expect(find(decided, 'vitals/home/mobile/lcp')).toMatchObject({
      gates: true,
      budget: { limit: 2_500 },
      threshold: { limit: 0.1, source: null },
    });
    expect(find(decided, 'vitals/home/mobile, click text=Buy, now/inp')?.budget?.limit).toBe(200);
    expect(find(decided, 'api/list/p95')?.budget?.limit).toBe(500);
    const gone = report.results.filter(({ id }) => find(decided, id) === undefined).map(({ threshold }) => threshold);
    expect(gone.every(({ status }) => status === 'invalid')).toBe(true);
  });

  test('a metric that only the report knows is shown, and judges nothing', () => {
    const without = planOf(CONFIG.replace(', "app-*.js": 90 kB', ''));
    expect(find(decideAgain(report, without), 'bundle/app/app-*.js')).toMatchObject({ gates: false, verdict: 'pass' });
  });

  test('what the report has nothing of was not measured', () => {
    const more = planOf(CONFIG.replace('show:', 'more: { server: api, request: GET /more }\n  show:'));
    const decided = decideAgain(report, more);
    expect(find(decided, 'api/more/p95')).toMatchObject({ verdict: 'invalid', head: null });
    expect(find(decided, 'api/more/p95')?.failures).toMatchObject([{ side: 'head', code: 'absent' }]);
    expect(decided.failures).toContainEqual(
      expect.objectContaining({ subject: 'more', message: 'the report has no measurement of it' }),
    );
  });

  test('rounds that it would not have made count for nothing', () => {
    const short = planOf(CONFIG.replace('api: 12', 'api: 8'));
    const decided = decideAgain(report, short);
    expect(find(decided, 'api/list/p95')?.change?.rounds).toBe(8);
    const failed = {
      ...({ stage: 'visit', check: 'api', subject: 'list', variant: null, part: null, side: 'head' } as const),
      ...{ round: 8, code: 'server-failed', message: 'it died', retried: false },
    };
    expect(decideAgain({ ...report, failures: [...report.failures, failed] }, short)).toEqual(decided);
  });

  test('samples without which there is nothing to judge make it incomplete', () => {
    const { verdict, findings } = again({ ...report, samples: [] });
    expect(verdict).toBe('incomplete');
    expect(findings).toEqual([]);
  });
});

test('A report lists each failed visit once, with its words; results repeat only side, round and code', () => {
  const { report } = aRun();
  const visits = report.failures.filter((failure) => failure.stage === 'visit');
  expect(visits).toHaveLength(report.failures.length);
  expect(new Set(visits.map((visit) => JSON.stringify(visit))).size).toBe(visits.length);
  expect(visits).toContainEqual({
    stage: 'visit',
    check: 'vitals',
    subject: 'home',
    variant: 'mobile, press Enter',
    part: 'press Enter',
    side: 'head',
    round: 3,
    code: 'step-failed',
    message: 'the key did nothing',
    hint: 'wait for it',
    retried: false,
  });
  const inp = report.results.find(({ id }) => id === 'vitals/home/mobile, press Enter/inp');
  expect(inp?.failures).toEqual([
    { side: 'base', round: 2, code: 'no-paint', retried: true },
    { side: 'head', round: 3, code: 'step-failed', retried: false },
    { side: 'base', round: 4, code: 'step-failed', retried: false },
    { side: 'head', round: 5, code: 'browser-failed', retried: true },
  ]);
});
