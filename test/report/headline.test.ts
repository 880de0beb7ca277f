import { describe, expect, test } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { headline, verdictMark } from '../../src/report/headline.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { verdictLine } from '../../src/report/terminal/terminal.ts';
import {
  aChange,
  accepted,
  alone,
  anAcceptance,
  aReport,
  aSize,
  failing,
  fastHome,
  heavyApp,
  maybeOver,
  missing,
  planWithFloor,
  quiet,
  slowHome,
  slowList,
  slowShown,
  uncertainHome,
} from '../support/reports/a-report.ts';

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

const NO_BASE = { sha: null, source: 'none', reason: 'first commit' } as const;
const FEW_ROUNDS = { check: 'vitals', subject: 'home', lacks: 'rounds', has: 5, needs: 8 } as const;

/** Size and fraction of base that a bundle's JavaScript grew by, within all of its limits. */
const grown = (given: Partial<Result> = {}): Result => aSize(158_000, 161_000, given);

const asBase = (given: Partial<Result> = {}): Result =>
  aSize(668_000, 670_000, {
    verdict: 'warn',
    budget: { limit: 256_000, status: 'over', source: null, default: true, asBase: true },
    ...given,
  });

/** A size that no limit holds. */
const shown = (status: Result['threshold']['status'], given: Partial<Result> = {}): Partial<Result> => ({
  gates: false,
  budget: null,
  threshold: { limit: null, by: 'fraction', status, source: null },
  ...given,
});

const NOT_COMPARED = { base: null, change: null, baseline: 'none', threshold: alone().threshold } as const;

type Situation = readonly [
  situation: string,
  report: Partial<Report>,
  line: string,
  mark: ReturnType<typeof verdictMark>,
];

const SITUATIONS: readonly Situation[] = [
  ['all decided, nothing moved', { results: quiet(31) }, 'nothing got slower or heavier', 'pass'],
  [
    'all decided, something improved',
    { results: [fastHome(), ...quiet(3)] },
    'nothing got slower or heavier: home LCP, mobile improved',
    'pass',
  ],
  [
    'a size without a limit shrank',
    { results: [aSize(28_000, 10_000, shown('improved', { label: 'first load' })), ...quiet(3)] },
    'nothing got slower or heavier: app first load improved',
    'pass',
  ],
  [
    'a size without a limit shrank beside one with a limit, of the same subject and for the same reason',
    {
      results: [
        aSize(28_000, 10_000, shown('improved', { label: 'first load' })),
        aSize(28_000, 10_000, { threshold: { limit: 0.1, by: 'fraction', status: 'improved', source: null } }),
        ...quiet(3),
      ],
    },
    'nothing got slower or heavier: app JavaScript improved',
    'pass',
  ],
  [
    'over a default budget, as base is',
    { verdict: 'warn', results: [asBase(), ...quiet(3)] },
    'as base is: app JavaScript 670 kB, over the default 256 kB; set your own',
    'warn',
  ],
  [
    'over a default budget as base is, and a failure',
    { verdict: 'fail', results: [heavyApp(), asBase({ subject: 'admin' })] },
    '1 of 2 metrics fails: app JavaScript',
    'fail',
  ],
  [
    'a size grew by its floor within its limits',
    { results: [grown(), ...quiet(3)], plan: planWithFloor(1_000) },
    'within all limits. app JavaScript +3 kB (+1.9 %)',
    'pass',
  ],
  [
    'a size grew by less than its floor',
    { results: [grown(), ...quiet(3)], plan: planWithFloor(4_000) },
    'nothing got slower or heavier',
    'pass',
  ],
  [
    'a time without a limit certainly grew',
    { results: [slowShown(), ...quiet(3)] },
    'within all limits. list products p99 +84 % (no limit)',
    'pass',
  ],
  [
    'a size without a limit grew',
    { results: [aSize(10_000, 28_000, shown('worse', { label: 'first load' })), ...quiet(3)] },
    'within all limits. app first load +18.0 kB (+180 %, no limit)',
    'pass',
  ],
  [
    'a time that only a budget limits grew within it',
    { results: [slowShown({ gates: true, label: 'TTFB' }), ...quiet(3)] },
    'within all limits. list products TTFB +84 %',
    'pass',
  ],
  [
    'a time without a limit grew, but not certainly enough to name',
    { results: [slowShown({ change: aChange({ relative: 0.2, absolute: 20, low: 0.01, high: 0.4 }) }), ...quiet(3)] },
    'within all limits',
    'pass',
  ],
  [
    'base had nothing of it',
    { results: [aSize(0, 1_200, { label: 'CSS', threshold: { ...grown().threshold, status: 'new' } }), ...quiet(3)] },
    'within all limits. app CSS new, 1.2 kB',
    'pass',
  ],
  [
    'more moved than two subjects',
    { results: ['a', 'b', 'c', 'd'].map((subject) => slowShown({ subject })) },
    'no metric has a limit. a p99 +84 % (no limit); b p99 +84 % (no limit) and 2 more',
    'open',
  ],
  [
    'a change below the threshold is a warning',
    { verdict: 'warn', results: [slowHome(), ...quiet(3)] },
    'within all limits. home LCP, mobile +16 %',
    'warn',
  ],
  [
    'a change past the threshold is not certain enough to fail',
    {
      verdict: 'warn',
      results: [slowHome({ change: aChange({ relative: 0.25, absolute: 475, low: 0.02, high: 0.5 }) }), ...quiet(3)],
    },
    'no metric fails. home LCP, mobile +25 %, not certain enough to fail',
    'warn',
  ],
  [
    'a change is undecided',
    { results: [uncertainHome(), uncertainHome({ subject: 'cart' }), ...quiet(10)] },
    'no regression found; 2 of 12 metrics undecided: home LCP could have seen +38 %, cart LCP could have seen +38 %',
    'open',
  ],
  [
    'several metrics of one subject are undecided',
    { results: [uncertainHome(), uncertainHome({ label: 'TBT', metric: 'tbt' }), uncertainHome({ subject: 'cart' })] },
    'no regression found; 3 of 3 metrics undecided: home LCP could have seen +38 %, cart LCP could have seen +38 % and 1 more',
    'open',
  ],
  [
    'a value may be over its budget',
    { verdict: 'warn', results: [maybeOver(), ...quiet(3)] },
    'no regression found; 1 of 4 metrics undecided: list resumes p95 may be over its budget',
    'warn',
  ],
  [
    'an uncertain change has no threshold',
    { results: [uncertainHome({ threshold: { ...uncertainHome().threshold, limit: null } }), ...quiet(3)] },
    'nothing got slower or heavier',
    'pass',
  ],
  [
    'something undecided beside something moved',
    { results: [uncertainHome(), slowShown(), ...quiet(3)] },
    'no regression found; 1 of 4 metrics undecided: home LCP could have seen +38 %; list products p99 +84 % (no limit)',
    'open',
  ],
  [
    "the rounds of a subject can't fail it",
    { results: quiet(3), reach: [FEW_ROUNDS] },
    "no regression found; can't fail on home: 5 rounds, 8 are needed",
    'open',
  ],
  [
    "the time of several can't fail them",
    {
      results: [uncertainHome()],
      reach: ['a', 'b', 'c'].map((subject) => ({ ...FEW_ROUNDS, subject, lacks: 'time', has: 300, needs: 432 })),
    },
    "no regression found; 1 of 1 metric undecided: home LCP could have seen +38 %; can't fail on a (5 min of measuring, 7 min 12 s are needed), b (5 min of measuring, 7 min 12 s are needed) and 1 more",
    'open',
  ],
  [
    'nothing was compared',
    { base: NO_BASE, results: [alone()] },
    'nothing was compared: first commit. 1 metric within budget',
    'open',
  ],
  [
    'nothing was compared, and a value may be over its budget',
    { verdict: 'warn', base: NO_BASE, results: [maybeOver({ ...NOT_COMPARED }), alone()] },
    '1 of 2 metrics undecided: list resumes p95 may be over its budget; nothing was compared: first commit. 1 metric within budget',
    'warn',
  ],
  [
    'nothing was compared, and a budget is broken',
    { base: NO_BASE, verdict: 'fail', results: [slowList({ baseline: 'none' })] },
    '1 of 1 metric fails: list resumes p95; nothing was compared: first commit',
    'fail',
  ],
  [
    'base failed on all of it',
    { results: [alone()] },
    'nothing was compared: base failed on list resumes. 1 metric within budget',
    'open',
  ],
  [
    'base failed on some of it',
    { results: [alone(), ...quiet(3)] },
    'no regression found; not compared: list resumes',
    'open',
  ],
  [
    'a visit of head failed',
    { verdict: 'incomplete', results: [missing(), ...quiet(3)] },
    'incomplete: api did not answer on /healthz within 30 s (head); 1 metric of list resumes is missing',
    'unknown',
  ],
  [
    'head does not build',
    { verdict: 'incomplete', failures: [{ stage: 'build', side: 'head', message: 'npm run build ended with 1' }] },
    'incomplete: build of head: npm run build ended with 1',
    'unknown',
  ],
  [
    'incomplete and undecided',
    { verdict: 'incomplete', results: [missing(), uncertainHome()] },
    'incomplete: api did not answer on /healthz within 30 s (head); 1 metric of list resumes is missing; 1 undecided: home LCP could have seen +38 %',
    'unknown',
  ],
  ['something fails', failing(), '2 of 31 metrics fail: list resumes p95, app JavaScript', 'fail'],
  [
    'all at once',
    {
      verdict: 'fail',
      results: [slowShown(), uncertainHome(), missing({ subject: 'show resume' }), slowList()],
      reach: [FEW_ROUNDS],
    },
    "1 of 3 metrics fails: list resumes p95; 1 metric could not be measured; 1 undecided: home LCP could have seen +38 %; can't fail on home: 5 rounds, 8 are needed; list products p99 +84 % (no limit)",
    'fail',
  ],
  ['no metric has a limit', { results: quiet(2, () => ({ gates: false })) }, 'no metric has a limit', 'open'],
  ['nothing was measured', {}, 'nothing was measured', 'unknown'],
];

describe('the first line where', () => {
  test.each(SITUATIONS)('%s', (_, given, line, mark) => {
    const report = aReport(given);
    expect(headline(report)).toBe(line);
    expect(verdictMark(report)).toBe(mark);
  });

  test.each(SITUATIONS.filter(([, , , mark]) => mark !== 'pass'))('%s, has no tick', (_, given) => {
    const report = aReport(given);
    expect(renderMarkdown(report).split('\n')[0]).not.toContain('✅');
    expect(verdictLine(report, { color: false })).not.toContain('✓');
  });
});

test("what can't fail is not said of a subject that failed, or that could not be measured", () => {
  const reach = [FEW_ROUNDS];
  const line = (given: Partial<Report>) => headline(aReport({ reach, ...given }));
  expect(line({ results: [...quiet(1), alone({ check: 'vitals', subject: 'home', kind: 'sampled' })] })).not.toContain(
    "can't",
  );
  expect(line({ verdict: 'fail', results: [slowHome({ verdict: 'fail' })] })).not.toContain("can't");
  expect(line({ verdict: 'incomplete', results: [missing({ check: 'vitals', subject: 'home' })] })).not.toContain(
    "can't",
  );
  expect(line({ results: [uncertainHome()] })).toContain("can't fail on home");
});

describe('the first line of the comment', () => {
  const line = (given: Partial<Report>) => renderMarkdown(aReport(given)).split('\n')[0]?.replaceAll('\u202f', ' ');

  test('names what moved, what it was compared with, and what improved', () => {
    expect(line({ results: [slowShown(), fastHome(), ...quiet(2)] })).toBe(
      '✅ **Performance budget: within all limits.** **list products** p99 +84 % (no limit). 3 metrics against `4f1c2ab`. Improved: **home** LCP, mobile −14 % (9–\u206019 %).',
    );
  });

  test('names what is undecided', () => {
    expect(line({ results: [uncertainHome(), ...quiet(2)] })).toBe(
      'ℹ️ **Performance budget: no regression found**; 1 of 3 metrics undecided: **home** LCP could have seen +38 %. 3 metrics against `4f1c2ab`.',
    );
    expect(line({ verdict: 'fail', results: [uncertainHome(), slowList()] })).toBe(
      '### ❌ Performance budget: 1 of 2 metrics fails; 1 undecided: **home** LCP could have seen +38 %',
    );
  });
});

test('a metric without a limit that got worse stands above the fold, at most five of them', () => {
  const results = ['a', 'b', 'c', 'd', 'e', 'f'].map((subject) => slowShown({ subject }));
  for (const report of [aReport({ results }), aReport({ verdict: 'fail', results: [slowList(), ...results] })]) {
    const [above = '', fold = ''] = renderMarkdown(report).split('<details>');
    expect(above.match(/^\| \*\*[a-f]\*\* p99/gm)).toHaveLength(5);
    expect(fold).toContain('| **f** p99');
  }
});

test('the first line counts only metrics that can fail a run', () => {
  const shown = quiet(10, () => ({ gates: false }));
  expect(headline(aReport({ verdict: 'fail', results: [slowList(), ...shown] }))).toBe(
    '1 of 1 metric fails: list resumes p95',
  );
});

test('a run whose breaches were accepted says by whom and when, without notifying them', () => {
  expect(headline(accepted())).toBe('2 breaches accepted by ada on 2026-11-23: list resumes p95, app JavaScript');
  const words = (...acceptances: Parameters<typeof anAcceptance>[0][]) =>
    headline(accepted({ accepted: acceptances.map(anAcceptance) }), { maxBytes: 75 });
  expect(words({}, { by: 'grace' })).toBe('2 breaches accepted by ada and grace on 2026-11-23');
  expect(words({}, { by: 'grace', at: '2026-11-24T00:00:00Z' })).toMatch(/^2 breaches accepted by ada and grace: /);
  expect(words({}, { by: 'grace' }, { by: 'eve' }, { by: 'ada' })).toMatch(
    /^2 breaches accepted by ada, grace and 1 more on/,
  );
  expect(words({ by: null, at: null })).toMatch(/^2 breaches accepted by an unknown person: /);
  expect(words({ by: 'dependabot[bot]', at: 'soon' })).toMatch(/^2 breaches accepted by dependabot\[bot\]/);
});

test('what was accepted never goes before what fails or is missing', () => {
  const breach = slowList({ verdict: 'accepted' });
  const of = (verdict: 'fail' | 'incomplete' | 'warn', result: typeof breach) =>
    headline(aReport({ verdict, results: [breach, result, ...quiet(2)], accepted: [anAcceptance()] }));
  expect(of('fail', heavyApp())).toBe('1 of 4 metrics fails: app JavaScript; 1 breach accepted by ada on 2026-11-23');
  expect(of('incomplete', missing({ subject: 'show resume' }))).toMatch(
    /^incomplete: .*; 1 breach accepted by ada on 2026-11-23$/,
  );
  expect(of('warn', slowHome())).toBe(
    '1 breach accepted by ada on 2026-11-23: list resumes p95; home LCP, mobile +16 %',
  );
});

test('the first line stays within the bytes that it is given, counting the names that it leaves out', () => {
  const results = Array.from({ length: 40 }, (_, index) => slowList({ subject: `Größe ${'ü'.repeat(30)} ${index}` }));
  const text = headline(aReport({ verdict: 'fail', results }), { maxBytes: 140 });
  expect(bytes(text)).toBeLessThanOrEqual(140);
  expect(text).toMatch(/^40 of 40 metrics fail: Größe .* and 39 more$/);
  expect(headline(aReport({ verdict: 'fail', results }), { maxBytes: 20 })).toBe('40 of 40 metrics …');
});

test('two metrics of the only subject that fails are named, and nothing else of it', () => {
  const results = [
    heavyApp(),
    heavyApp({ metric: 'total', label: 'total' }),
    aSize(10_000, 28_000, shown('worse', { label: 'first load' })),
  ];
  expect(headline(aReport({ verdict: 'fail', results }))).toBe('2 of 2 metrics fail: app JavaScript, app total');
});

test('names that do not fit give way evenly', () => {
  const long = (name: string) => `${name} ${'x'.repeat(40)}`;
  const report = aReport({
    verdict: 'fail',
    results: [
      slowList({ subject: long('a') }),
      slowList({ subject: long('b') }),
      uncertainHome({ subject: long('c') }),
    ],
  });
  expect(headline(report, { maxBytes: 170 })).toMatch(/^2 of 3 metrics fail: a .* and 1 more; 1 undecided: c /);
});

test('the first line of a report warns of sides that do not do the same, with their places and the fix', () => {
  const unlike: Report['failures'][number] = {
    stage: 'visit',
    check: 'vitals',
    subject: 'account',
    variant: 'mobile',
    part: null,
    side: 'base',
    round: 1,
    code: 'unlike',
    message: '`/account` leads to `/login` on head, and to `/account` on base',
    hint: 'Log in',
    retried: false,
  };
  const report = aReport({ verdict: 'warn', failures: [unlike], results: quiet(2) });
  expect(headline(report)).toContain(
    'no regression found; not compared: account (/account leads to /login on head, and to /account on base. Log in)',
  );
  expect(verdictMark(report)).toBe('warn');
  expect(headline(report, { maxBytes: 140 })).toContain('not compared');
});

test('a line too short to name whom it can not fail counts them', () => {
  const reach = ['a', 'b', 'c'].map((subject) => ({ ...FEW_ROUNDS, subject }));
  expect(headline(aReport({ results: quiet(3), reach }), { maxBytes: 45 })).toBe(
    "no regression found; can't fail on 3",
  );
});

test('the first line claims nothing of a page that both sides measured without its own code', () => {
  const samples = (['base', 'head'] as const).map((side): Report['samples'][number] => ({
    ...{ check: 'vitals', subject: 'home', variant: null, metric: 'lcp', side, order: 0 },
    ...{ round: 1, launch: 0, attempt: 0, value: 900, covariates: { lost: 1 } },
  }));
  const report = aReport({ verdict: 'warn', samples, results: [uncertainHome(), ...quiet(2)] });
  expect(headline(report)).toMatch(/^measured without its own code: .* \(1 of its own files failed\); 1 of/);
  expect(headline(report)).not.toMatch(/no regression|nothing got/);
});
