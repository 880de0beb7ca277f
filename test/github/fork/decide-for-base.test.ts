import { describe, expect, it, test } from 'vitest';
import { isIncomplete } from '../../../src/compare/verdict.ts';
import { noConfig } from '../../../src/config/resolve.ts';
import { decideForBase } from '../../../src/github/fork/decide-for-base.ts';
import { projected } from '../../../src/merge/projected-report.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Report } from '../../../src/model/report.ts';
import { annotations } from '../../../src/report/annotations.ts';
import { headline } from '../../../src/report/headline.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { describeFinding } from '../../../src/report/words/findings.ts';
import { plain } from '../../../src/text/inline.ts';
import { aFailure } from '../../support/reports/a-report.ts';
import { planOf } from '../../support/reports/a-run.ts';
import { everyText, FIGURES, full, PHISHING, poisoned } from '../../support/reports/phishing.ts';
import { SMALL } from '../../support/reports/seeds.ts';
import { unescapedIn } from '../../support/reports/unescaped.ts';

const RUN = 'https://github.com/octo/app/actions/runs/7/attempts/1';
const LINKS = { runUrl: RUN, foreignRun: RUN, repositoryUrl: 'https://github.com/octo/app' };
const pull = { number: 2, headSha: 'a'.repeat(40), baseSha: 'b'.repeat(40) };

const decided = (report: unknown, plan = SMALL.plan) =>
  decideForBase({ content: Buffer.from(JSON.stringify(report)), plan, name: 'default', pull, runUrl: RUN });

function shown(report: unknown, plan = SMALL.plan): { readonly report: Report; readonly all: string } {
  const found = decided(report, plan);
  if (!found.ok) throw new Error(found.why);
  const markdown = renderMarkdown(found.report, LINKS);
  expect(unescapedIn(markdown.replace(/^\*\[.*\n/, ''))).toBe(null);
  const page = renderHtml(found.report, LINKS);
  const texts = [
    markdown,
    page,
    headline(found.report),
    JSON.stringify(annotations(found.report)),
    renderJson(found.report),
  ];
  return { report: found.report, all: texts.join('\n') };
}

describe("Of a fork's report", () => {
  test.each(PHISHING)('no free text is shown, also not in report.json: %s', (text) => {
    const { all } = shown(poisoned(full(), text));
    expect(all).not.toMatch(/evil/i);
  });

  test.each(PHISHING)('no name is shown that base does not have: %s', (text) => {
    const { all } = shown(poisoned(one(full()), text, { left: everyText }));
    expect(all).not.toMatch(/evil/i);
  });

  test.each(PHISHING)('no key is quoted where the report is refused: %s', (text) => {
    const wrong = [1e300, 'text' as unknown as number];
    for (const [record, number] of FIGURES.flatMap((one) => wrong.map((number) => [one, number] as const))) {
      const found = decided(poisoned(full(), text, { figure: (key) => (key === record ? number : 1) }));
      expect(found).toEqual({ ok: false, why: expect.stringContaining(`.${record} `) });
      expect(JSON.stringify(found)).not.toMatch(/evil/i);
    }
  });

  /** With names that are all the same, each sample is there once. */
  function one({ results, samples, coins: _, plan: __, subjects: ___, ...report }: Report): unknown {
    const exact = ({ check, part, metric }: { check: string; part?: string | null | undefined; metric: string }) =>
      check === 'bundle' && part === null && metric === 'javascript';
    return {
      ...report,
      results: results.filter(exact).slice(0, 1),
      samples: samples.filter((sample) => exact(sample)).slice(0, 2),
    };
  }

  it('names of base, paths, packages, versions and codes are shown', () => {
    const { all, report } = shown(full());
    for (const text of ['`lodash` 4.17.20 → 4.17.21', '**app**', '`src/checkout/total.ts`', 'AVIF'].slice(0, 3))
      expect(all).toContain(text);
    expect(report.findings.map(({ code }) => code)).toContain('api.unexpected-answers');
    expect(report.failures).toContainEqual({ stage: 'build', side: 'head', message: `See ${RUN}` });
    expect(report.samples.length).toBe(SMALL.report.samples.length);
  });

  it('what inspections found is shown in figures and codes, without a statement, a name or a place in the code', () => {
    const { report } = shown(full());
    const sentences = report.findings.map((one) => plain(describeFinding(one, report))).join('\n');
    expect(sentences).toContain('N+1: a query once for each of the 10 rows of a query; before, never');
    expect(sentences).toContain('an index of a table is invalid now: a query; it now reads 40 rows');
    expect(sentences).toContain('a query reaches a table row by row; before, by an index');
    expect(JSON.stringify(report.findings)).not.toMatch(
      /sections|by_id|select|listResumes|newestReview|cpuprofile|resumes|products/,
    );
  });

  it('a subject that base does not name has a number, and is held against default limits', () => {
    const renamed = JSON.parse(JSON.stringify(full()).replaceAll('"list"', '"all is well"'));
    const { report, all } = shown(renamed);
    expect(all).not.toContain('all is well');
    expect(report.results.some(({ subject, gates }) => subject === 'api 1' && gates)).toBe(true);
    expect(report.notes.join()).toContain("1 subject that base's config does not name has a number");
    // What base's config names was not measured, then.
    expect(report.results.some(({ subject, verdict }) => subject === 'list' && verdict === 'invalid')).toBe(true);
  });

  it('a page of a bundle has a number, and its path stands in code', () => {
    const { report, all } = shown(full());
    expect(report.results.map(({ variant }) => variant)).toContain('part 1');
    expect(all).toMatch(/By the report, part \d is `(?:old|new)\.html`/);
    expect(report.results.some(({ variant }) => variant === 'mobile, click text=Buy, now')).toBe(true);
  });

  it('the first line says whose figures they are', () => {
    const [first] = renderMarkdown(shown(full()).report, LINKS).split('\n');
    expect(first).toBe(
      `*[Figures from a run of the fork's own code](${RUN}): they are as reliable as that run, and could be forged.*`,
    );
  });

  it('the verdicts are those of base', () => {
    const { report } = shown(SMALL.report);
    const verdicts = (of: Report) =>
      of.results.map(({ metric, threshold, verdict }) => [metric, threshold.status, verdict]);
    expect(verdicts(report)).toEqual(verdicts(SMALL.report));
  });

  it('more subjects than base could have are refused', () => {
    const [sample] = SMALL.report.samples;
    const many = Array.from({ length: 60 }, (_, index) => ({ ...sample, subject: `s${index}` }));
    expect(decided({ ...SMALL.report, samples: many })).toEqual({
      ok: false,
      why: expect.stringContaining("base's config lacks more than 50"),
    });
  });
});

it('more interactions than base could have are refused', () => {
  const sample = { ...SMALL.report.samples.find(({ check }) => check === 'vitals'), metric: 'inp' };
  const many = Array.from({ length: 60 }, (_, index) => ({
    ...sample,
    variant: `mobile, p${index}`,
    part: `p${index}`,
  }));
  expect(decided({ ...SMALL.report, samples: many })).toEqual({
    ok: false,
    why: expect.stringContaining("base's config lacks more than 50"),
  });
});

describe('The work on a report follows its launches', () => {
  /** Seconds of this thread alone, so that a busy machine changes nothing. */
  const MOST_SECONDS = 4;
  const plan = planOf('servers: { s: { start: serve } }\napi: { a: { server: s, request: GET / } }');
  const numbers = (ratio: (launch: number) => number) =>
    Array.from({ length: 20 }, (_, round) => round).flatMap((round) =>
      (['base', 'head'] as const).map((side) => ({
        ...{ side, round, launch: round, order: 0, attempt: 0 },
        value: side === 'base' ? 1_000 : 1_000 * ratio(round),
      })),
    );
  const wild = (launch: number) => 1.4 + (((launch * 7_919) % 97) / 97 - 0.5) * 3;
  const forged: [string, () => object[]][] = [
    [
      'subjects that stay undecided',
      () =>
        Array.from({ length: 45 }, (_, index) =>
          ['lcp', 'tbt', 'fcp', 'ttfb'].flatMap((metric) =>
            numbers((launch) => wild(launch + index)).map((one) => ({
              ...{ check: 'vitals', subject: `s${index}`, variant: 'mobile', part: null, metric },
              ...one,
            })),
          ),
        ).flat(),
    ],
    [
      'interactions that become certain one by one',
      () =>
        Array.from({ length: 45 }, (_, index) =>
          numbers((launch) => (launch < 6 + (index % 10) ? 1.9 + launch / 1_000 : wild(launch + index))).map((one) => ({
            ...{ check: 'vitals', subject: 's', variant: `mobile, p${index}`, part: `p${index}`, metric: 'inp' },
            ...one,
          })),
        ).flat(),
    ],
  ];
  test.each(forged)('with %s', (_name, samples) => {
    const report = { ...SMALL.report, results: [], findings: [], failures: [], samples: samples(), coins: COINS };
    const before = process.threadCpuUsage();
    const found = decided(report, plan);
    expect(found.ok ? null : found.why).toBe(null);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(MOST_SECONDS);
  });
  const COINS = { seed: '0', subjects: [] };
});

it('failures of a round are bounded, since each result repeats them', () => {
  const failure = aFailure({ subject: 'app', check: 'bundle', code: 'unreadable' });
  const { report } = shown({ ...SMALL.report, failures: Array.from({ length: 1_900 }, () => failure) });
  expect(report.failures.filter((one) => one.stage === 'visit' && one.subject === 'app').length).toBe(12);
});

it('a full disk is incomplete in the verdict of base as in that of the fork', () => {
  const failure = { stage: 'build', side: 'base', message: 'evil', hint: 'evil', log: 'logs/evil.log' } as const;
  const files = [{ name: 'logs/evil.log', title: 'evil' }];
  const { report, all } = shown({ ...SMALL.report, files, failures: [{ ...failure, code: 'disk-full' }] });
  expect(report.failures).toEqual([{ stage: 'build', side: 'base', code: 'disk-full', message: `See ${RUN}` }]);
  expect(isIncomplete([], report.failures)).toBe(true);
  expect(all).not.toContain('evil');
  const other = shown({ ...SMALL.report, failures: [{ ...failure, code: 'evil' }] });
  expect(other.all).not.toContain('evil');
  expect(isIncomplete([], other.report.failures)).toBe(false);
});

it('a time-out of all requests fails in the verdict of base as in that of the fork', () => {
  const rest = SMALL.report.samples.filter(({ subject, side }) => subject !== 'list' || side === 'base');
  const values = { 'error-rate': 1, evil: 1 };
  const failure = aFailure({ subject: 'list', code: 'timed-out', round: 0, values });
  const { report, all } = shown({ ...SMALL.report, samples: rest, results: [], failures: [failure] });
  const broken = report.results.find(({ subject, metric }) => subject === 'list' && metric === 'error-rate');
  expect(broken).toMatchObject({ verdict: 'fail', head: 1 });
  expect(report.verdict).toBe('fail');
  expect(all).not.toContain('evil');
});

it('a key that a later version adds is cut', () => {
  const { samples, findings, coins, failures, phases, base, ...report } = full();
  const evil = { evil: 'evil' };
  const more = <T extends object>(list: readonly T[]) => list.map((one) => ({ ...one, ...evil }));
  const stored = { sha: pull.headSha, savedAt: '2026-01-01T00:00:00Z', age: 1, behind: 0, ...evil };
  const later = {
    ...{ ...report, base: { ...base, stored }, samples: more(samples), findings: more(findings) },
    ...{ failures: more(failures), phases: more(phases), reach: more(report.reach ?? []) },
    ...{ coins: coins && { ...coins, ...evil, subjects: more(coins.subjects) } },
  } as unknown as Report;
  const plan = SMALL.plan;
  expect(JSON.stringify(projected(later, plan).report)).not.toContain('evil');
  expect(projected(later, plan).report).toEqual(projected({ ...full(), base: { ...base, stored } }, plan).report);
});

it('without a config of base, what detection calls its finds keeps its name', () => {
  const ofBundle = SMALL.report.samples.filter(({ check }) => check === 'bundle');
  const { report } = shown({ ...SMALL.report, samples: ofBundle, results: [], failures: [] }, noConfig as Plan);
  expect(new Set(report.results.map(({ subject }) => subject))).toEqual(new Set(['app', 'bundle 2']));
  expect(report.notes.join()).toContain('have numbers for their names');
  const app = ofBundle.filter(({ subject, part }) => subject === 'app' && part === null);
  const { report: ofApp } = shown({ ...SMALL.report, samples: app, results: [], failures: [] }, noConfig as Plan);
  expect(ofApp.notes.join()).not.toContain('a number');
});
