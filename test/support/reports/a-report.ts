import type {
  Acceptance,
  Relaxation,
  Report,
  ReportedFailure,
  ReportFinding,
  Result,
} from '../../../src/model/report.ts';

/** Reports for tests: what is not given is what a run of two healthy sides would say. */

type Change = NonNullable<Result['change']>;

export const CONFIG = 'perf-budget.yml';

export function aResult(given: Partial<Result> = {}): Result {
  const check = given.check ?? 'api';
  const subject = given.subject ?? 'list resumes';
  const metric = given.metric ?? 'p95';
  const variant = given.variant ?? null;
  return {
    id: [check, subject, variant, metric].filter((part) => part !== null).join('/'),
    check,
    subject,
    variant,
    part: null,
    metric,
    label: metric,
    unit: 'ms',
    worse: 'higher',
    kind: 'sampled',
    gates: true,
    baseline: 'measured',
    base: 488.1,
    head: 489.3,
    change: aChange({ absolute: 1.2, relative: 0.002, low: -0.03, high: 0.04 }),
    budget: { limit: 500, status: 'within', source: null },
    threshold: { limit: 0.2, by: 'fraction', status: 'unchanged', source: null },
    verdict: 'pass',
    details: null,
    failures: [],
    ...given,
  };
}

export const aChange = (given: Partial<Change>): Change => ({
  absolute: 0,
  relative: 0,
  low: -0.01,
  high: 0.01,
  detectable: 0.06,
  rounds: 14,
  launches: 2,
  ...given,
});

/** A size: exact, compared by ratio. */
export function aSize(base: number, head: number, given: Partial<Result> = {}): Result {
  return aResult({
    check: 'bundle',
    subject: 'app',
    metric: 'javascript',
    label: 'JavaScript',
    unit: 'B',
    kind: 'exact',
    base,
    head,
    change: {
      absolute: head - base,
      relative: base === 0 ? null : head / base - 1,
      low: null,
      high: null,
      detectable: null,
      rounds: 1,
      launches: 1,
    },
    budget: { limit: 256_000, status: 'within', source: null },
    threshold: { limit: 0.1, by: 'fraction', status: 'unchanged', source: null },
    ...given,
  });
}

export const slowList = (given: Partial<Result> = {}): Result =>
  aResult({
    head: 612.3,
    change: aChange({ absolute: 124.2, relative: 0.254, low: 0.21, high: 0.3 }),
    budget: { limit: 500, status: 'over', source: { file: CONFIG, line: 14 } },
    threshold: { limit: 0.2, by: 'fraction', status: 'regressed', source: null },
    verdict: 'fail',
    ...given,
  });

export const heavyApp = (given: Partial<Result> = {}): Result =>
  aSize(153_200, 250_100, {
    threshold: { limit: 0.1, by: 'fraction', status: 'regressed', source: { file: CONFIG, line: 30 } },
    verdict: 'fail',
    ...given,
  });

export const slowHome = (given: Partial<Result> = {}): Result =>
  aResult({
    check: 'vitals',
    subject: 'home',
    variant: 'mobile',
    metric: 'lcp',
    label: 'LCP',
    base: 1_900,
    head: 2_204,
    change: aChange({ absolute: 304, relative: 0.16, low: 0.09, high: 0.22, detectable: 0.09, rounds: 5 }),
    budget: { limit: 2_500, status: 'within', source: null },
    threshold: { limit: 0.2, by: 'fraction', status: 'worse', source: null },
    verdict: 'warn',
    ...given,
  });

export const fastHome = (given: Partial<Result> = {}): Result =>
  slowHome({
    head: 1_634,
    change: aChange({ absolute: -266, relative: -0.14, low: -0.19, high: -0.09 }),
    threshold: { limit: 0.2, by: 'fraction', status: 'improved', source: null },
    verdict: 'pass',
    ...given,
  });

/** A change that a threshold limits and that stayed open. */
export const uncertainHome = (given: Partial<Result> = {}): Result =>
  slowHome({
    variant: null,
    change: aChange({ absolute: 190, relative: 0.1, low: -0.05, high: 0.25, detectable: 0.38 }),
    threshold: { limit: 0.2, by: 'fraction', status: 'uncertain', source: null },
    verdict: 'pass',
    ...given,
  });

/** A value that may be over its budget, or not. */
export const maybeOver = (given: Partial<Result> = {}): Result =>
  aResult({ head: 505, budget: { limit: 500, status: 'unclear', source: null }, verdict: 'warn', ...given });

/** A time that no limit holds and that certainly grew. */
export const slowShown = (given: Partial<Result> = {}): Result =>
  aResult({
    subject: 'list products',
    metric: 'p99',
    label: 'p99',
    gates: false,
    base: 100,
    head: 184,
    change: aChange({ absolute: 84, relative: 0.84, low: 0.7, high: 1, plain: true }),
    budget: null,
    threshold: { limit: null, by: 'fraction', status: 'worse', source: null },
    ...given,
  });

/** A recorded plan in which the JavaScript of `app` has this floor; bytes. */
export const planWithFloor = (floor: number): NonNullable<Report['plan']> => ({
  subjects: [
    {
      check: 'bundle',
      subject: 'app',
      variant: null,
      source: null,
      launches: 'shared',
      metrics: [
        {
          metric: {
            id: 'javascript',
            label: 'JavaScript',
            unit: 'B',
            worse: 'higher',
            kind: 'exact',
            compared: 'ratio',
            gates: true,
            group: 'bundle-size',
            floor,
            budget: null,
          },
          budget: null,
          threshold: null,
        },
      ],
    },
  ],
  measure: { rounds: {}, confidence: 0.99 },
});

export const missing = (given: Partial<Result> = {}): Result =>
  aResult({
    base: 488.1,
    head: null,
    change: null,
    budget: { limit: 500, status: 'unclear', source: null },
    threshold: { limit: 0.2, by: 'fraction', status: 'invalid', source: null },
    verdict: 'invalid',
    failures: [{ side: 'head', round: 0, code: 'server-failed', retried: false }],
    ...given,
  });

/** The failed visit behind `missing`. */
export const aFailure = (given: Partial<ReportedFailure> = {}): ReportedFailure => ({
  stage: 'visit',
  check: 'api',
  subject: 'list resumes',
  variant: null,
  part: null,
  side: 'head',
  round: 0,
  code: 'server-failed',
  message: 'api did not answer on /healthz within 30 s',
  hint: 'If it needs a database, start one before this step (`services:` in the workflow).',
  output: 'listening soon\n\u001b[31mError: connect ECONNREFUSED 127.0.0.1:5432\u001b[39m\n```\n</details>',
  retried: false,
  ...given,
});

/** As it is when base could not be measured. */
export const alone = (given: Partial<Result> = {}): Result =>
  aResult({
    base: null,
    change: null,
    baseline: 'none',
    threshold: { limit: 0.2, by: 'fraction', status: 'no-baseline', source: null },
    ...given,
  });

export const quiet = (count: number, given: (index: number) => Partial<Result> = () => ({})): Result[] =>
  Array.from({ length: count }, (_, index) =>
    index % 3 === 0
      ? aSize(40_000, 40_000 + (index % 2), { subject: `part ${index}`, ...given(index) })
      : aResult({ subject: `list ${index}`, ...given(index) }),
  );

export const aFinding = (given: Partial<ReportFinding> = {}): ReportFinding => ({
  code: 'bundle.package-new',
  check: 'bundle',
  subject: 'app',
  variant: null,
  part: null,
  metric: 'javascript',
  impact: 'high',
  kind: 'size',
  location: 'src/checkout/total.ts',
  current: 71_000,
  target: 0,
  evidence: { name: 'lodash', version: '4.17.21', importers: ['src/checkout/total.ts'], minified: true },
  suggestion: { code: 'import-one-function', effort: 'low' },
  ...given,
});

export const anAcceptance = (given: Partial<Acceptance> = {}): Acceptance => ({
  label: 'perf-budget:accept',
  subject: null,
  by: 'ada',
  at: '2026-11-23T10:04:00Z',
  ...given,
});

/** A budget that went from 250 kB to 300 kB. */
export const aRelaxation = (given: Partial<Relaxation> = {}): Relaxation => ({
  check: 'bundle',
  subject: 'app',
  variant: null,
  metric: { id: 'javascript', label: 'JavaScript', unit: 'B', worse: 'higher' },
  rule: 'budget',
  from: { limit: 250_000, by: 'value' },
  to: { limit: 300_000, by: 'value' },
  source: { file: CONFIG, line: 12 },
  ...given,
});

const p95 = { id: 'p95', label: 'p95', unit: 'ms', worse: 'higher' } as const;

/** One of each kind. */
export const everyRelaxation = (): Relaxation[] => [
  aRelaxation(),
  aRelaxation({
    check: 'api',
    subject: 'list resumes',
    metric: p95,
    rule: 'threshold',
    from: { limit: 0.2, by: 'fraction' },
    to: null,
    source: { file: CONFIG, line: 20 },
  }),
  aRelaxation({ rule: 'threshold', from: { limit: 5_000, by: 'amount' }, to: { limit: 0.1, by: 'fraction' } }),
  aRelaxation({ rule: 'ratchet', from: null, to: null, source: null }),
  aRelaxation({
    check: 'vitals',
    subject: 'home',
    variant: 'mobile',
    metric: null,
    rule: 'subject',
    from: null,
    to: null,
    source: null,
  }),
];

export const aReport = (given: Partial<Report> = {}): Report => ({
  version: 1,
  verdict: 'pass',
  tool: { version: '0.1.0' },
  name: 'default',
  shard: null,
  base: { sha: '4f1c2ab0'.repeat(5), source: 'measured', reason: 'first parent of the merge commit' },
  head: { sha: '9ac03d1e'.repeat(5), dirty: false },
  environment: {
    os: 'linux',
    arch: 'x64',
    cores: 2,
    cpu: 'AMD EPYC 7763',
    node: '24.19.0',
    chromium: '143.0.7499.40',
    lighthouse: '13.5.0',
    noise: null,
  },
  config: CONFIG,
  results: [],
  findings: [],
  samples: [],
  failures: given.results?.some(({ verdict }) => verdict === 'invalid') ? [aFailure()] : [],
  notes: [],
  phases: [
    { name: 'build', side: 'base', seconds: 12.4 },
    { name: 'build', side: 'head', seconds: 12.1 },
    { name: 'api', side: null, seconds: 167.5 },
  ],
  ...given,
});

/** The example that the documentation draws: two of 31 metrics fail, one is slower. */
export const failing = (given: Partial<Report> = {}): Report =>
  aReport({
    verdict: 'fail',
    results: [
      slowHome(),
      heavyApp(),
      slowList(),
      aResult({ check: 'vitals', subject: 'home', variant: 'mobile', metric: 'tbt', label: 'TBT' }),
      ...quiet(27),
    ],
    findings: [
      aFinding(),
      aFinding({
        code: 'bundle.package-duplicated',
        impact: 'medium',
        location: '@acme/calendar',
        current: 24_000,
        evidence: { name: 'date-fns', versions: ['2.30.0', '4.1.0'] },
        suggestion: { code: 'align-versions', effort: 'medium' },
      }),
      aFinding({
        code: 'vitals.long-task-grew',
        check: 'vitals',
        subject: 'home',
        variant: 'mobile',
        metric: 'tbt',
        kind: 'cpu',
        impact: 'low',
        location: 'checkout-*.js',
        current: 573,
        target: 308,
        evidence: { url: 'http://127.0.0.1/assets/checkout-BbCd12.js' },
        suggestion: null,
      }),
    ],
    notes: ['No config was found: vitals of dist/ were detected.'],
    ...given,
  });

/** The same after its breaches were accepted. */
export const accepted = (given: Partial<Report> = {}): Report =>
  failing({
    verdict: 'pass',
    results: failing()
      .results.filter(({ verdict }) => verdict !== 'warn')
      .map((result) => (result.verdict === 'fail' ? { ...result, verdict: 'accepted' } : result)),
    accepted: [anAcceptance()],
    ...given,
  });

/** A report of the bundle `app` with one metric, which passes unless `given` says otherwise. */
export const reportOfApp = (given: Partial<Result> = {}, of: Partial<Report> = {}): Report =>
  aReport({
    base: { sha: 'b'.repeat(40), source: 'measured', reason: 'first parent of the merge commit' },
    head: { sha: 'a'.repeat(40), dirty: false },
    results: [
      aSize(100_000, 100_000, {
        budget: { limit: 250_000, status: 'within', source: { file: CONFIG, line: 4 } },
        ...given,
      }),
    ],
    failures: [],
    phases: [],
    ...of,
  });

/** The same, over its budget. */
export const failingReportOfApp = (of: Partial<Report> = {}): Report =>
  reportOfApp(
    aSize(100_000, 300_000, {
      budget: { limit: 250_000, status: 'over', source: { file: CONFIG, line: 4 } },
      threshold: { limit: 0.1, by: 'fraction', status: 'regressed', source: null },
      verdict: 'fail',
    }),
    { verdict: 'fail', ...of },
  );
