import { RECORDS } from '../../../src/merge/limits.ts';
import type { Report } from '../../../src/model/report.ts';
import { aFailure, aFinding, anAcceptance, aRelaxation, everyRelaxation } from './a-report.ts';
import { SMALL } from './seeds.ts';

/** Reports of a fork in which every text is an attempt to be taken for ours. */

/** With one of everything that a report may hold. */
export const full = (): Report => ({
  ...structuredClone(SMALL.report),
  shard: '1/2',
  base: {
    ...SMALL.report.base,
    addresses: ['site'],
    stored: { sha: 'c'.repeat(40), savedAt: '2026-01-01T00:00:00Z', age: 1, behind: 0 },
  },
  environment: {
    ...SMALL.report.environment,
    bundler: 'esbuild 0.28.2',
    noise: { grade: 'busy', redone: 0.1, delay: 0.1, pressure: 0.1, steal: 0.1, throttled: 0.1 },
  },
  subjects: [
    { check: 'bundle', subject: 'app', variant: 'app.js', part: 'app.js', seconds: 1, fingerprint: 'a print' },
  ],
  results: SMALL.report.results.map(({ failures, budget, ...result }) => {
    const old = { side: 'head', round: 0, code: 'too-few-answers', needed: 1_000, found: 1, retried: false } as const;
    return {
      ...result,
      budget: budget && { ...budget, asBase: true as const, default: true as const },
      failures: [...failures, { ...old, message: 'it broke', hint: 'fix it', output: 'boom' }],
    };
  }),
  samples: SMALL.report.samples.map((sample, index) => ({
    ...{ ...sample, redo: 1 },
    ...(index === 0 && { inspected: true as const }),
  })),
  loosened: [
    ...everyRelaxation(),
    aRelaxation({ metric: null, rule: 'setting', setting: { key: 'exclude', from: 'nothing', to: '*.js' } }),
  ],
  accepted: [anAcceptance(), anAcceptance({ subject: 'app' })],
  outgrown: [{ id: 'bundle/app/javascript', label: 'accept', by: 'ada', at: '2026-01-01T00:00:00Z', accepted: 1 }],
  reach: [{ check: 'api', subject: 'list', lacks: 'rounds', has: 1, needs: 9 }],
  files: [{ name: 'app-treemap.html', title: 'what it consists of' }],
  failures: [
    ...SMALL.report.failures,
    { stage: 'build', side: 'head', message: 'it broke', hint: 'fix it', output: 'boom', log: 'logs/build.log' },
    { stage: 'install', side: 'base', message: 'it broke', code: 'disk-full' },
    aFailure({ subject: 'list', code: 'step-failed', values: { 'error-rate': 1 }, log: 'logs/api.log' }),
    aFailure({ subject: 'list', code: 'unset', variables: ['TOKEN'] }),
    aFailure({ subject: 'list', code: 'withheld', variables: ['TOKEN'] }),
  ],
  findings: [
    ...SMALL.report.findings,
    ...['bundle.package-duplicated', 'bundle.module-moved', 'bundle.file-grew'].map((code) =>
      aFinding({
        code,
        evidence: {
          ...{ name: 'lodash', version: '4.17.21', from: '4.17.20', was: 'src/a.ts', compression: 'gzip' },
          ...{ versions: ['1.0.0', '2.0.0'], brings: ['a', 'b'], brought: { packages: 2, names: ['a'] } },
          ...{ form: 'import x from "x"', replacement: 'small', importers: ['src/a.ts'], saves: 9 },
        },
      }),
    ),
    aFinding({
      ...{ code: 'vitals.resource-grew', check: 'vitals', subject: 'home', variant: 'mobile', metric: 'lcp' },
      evidence: { type: 'script', was: 'a.js', bundle: { because: ['lodash'], file: 'a.js', grewBytes: 9_000 } },
    }),
    aFinding({ part: 'app.js', warns: true }),
    aFinding({
      ...{ code: 'api.unexpected-answers', check: 'api', subject: 'list', metric: 'error-rate' },
      evidence: { what: '500', expected: '2xx' },
    }),
    aFinding({
      ...{ code: 'database.repeated-query', check: 'api', subject: 'list', metric: 'queries', warns: true },
      location: 'src/resumes.js:12',
      evidence: {
        ...{ shape: 'select title from sections where id = ?', table: 'sections', times: 10, timesBefore: 0, level: 3 },
        ...{ parent: { shape: 'select id from resumes', rows: 10, column: 'id' }, roundTrips: 9 },
        ...{ place: 'src/resumes.js:12', function: 'listResumes' },
      },
      suggestion: { code: 'load-together', effort: 'low' },
    }),
    aFinding({
      ...{ code: 'database.lost-index', check: 'api', subject: 'list', metric: 'queries', warns: true },
      location: 'sections',
      evidence: {
        table: 'sections',
        index: 'by_id',
        columns: ['id'],
        shape: 'select 1',
        state: 'invalid',
        rowsRead: 40,
      },
      suggestion: { code: 'create-index', effort: 'low' },
    }),
    aFinding({
      ...{ code: 'process.slower-function', check: 'api', subject: 'list', metric: 'cpu', warns: true },
      location: 'server/products.js:27',
      evidence: {
        ...{ function: 'newestReview', place: 'server/products.js:27', ms: 14, msBefore: 0, within: 'a driver' },
        ...{ ofChange: 0.95, explains: 'p95', profiles: { base: 'base.cpuprofile', head: 'head.cpuprofile' } },
      },
      suggestion: { code: 'compare-profiles', effort: 'medium' },
    }),
    aFinding({
      ...{ code: 'database.other-plan', check: 'api', subject: 'list', metric: 'queries', warns: true },
      location: 'sections',
      evidence: { table: 'sections', shape: 'select 1', path: 'sequential', pathBefore: 'index', indexBefore: 'by_id' },
    }),
  ],
});

export const PHISHING = [
  'evil [click here](https://evil.example/login)',
  '![evil](https://evil.example/pixel.png)',
  'https://evil.example/login',
  'www.evil.example/login.html',
  '//evil.example/login.js',
  '../evil/login.js',
  'evil.example/login',
  '@evil/Team please approve',
  '<img src=x onerror=evil()> <!-- evil -->',
  'evil | ✅ | row\n# evil',
  '`evil` ```evil```',
  '##[error]evil',
  '::error::evil',
  "evil'; DROP TABLE evil; --",
  'evil\u202elive\u0007\u001b[31m',
  'All is well: evil',
  'evil '.repeat(30),
];

/** Texts that must be one of a few for a report to be read. */
const CODES = new Set(
  'version verdict source side unit worse kind by status impact effort baseline stage grade launches compared group appliesTo lacks first rule order level savedAt seen why bound'.split(
    ' ',
  ),
);
/** A baseline of another shape than its own is refused. */
const SHAPED = 'stored';
const KEYS = new Set(['check', 'subject', 'variant', 'part', 'metric', 'code', 'id']);

const freeTexts = (key: string): boolean => CODES.has(key) || KEYS.has(key);
/** But for the check: a report of an unknown one is refused. */
export const everyText = (key: string): boolean => CODES.has(key) || key === 'check';

/** Records of numbers. */
export const FIGURES = ['covariates', 'rounds', 'values'];

/** Each text replaced whose key is not `left`, and a key more in each record; `figure` is its value in those of numbers. */
export function poisoned(
  value: unknown,
  by: string,
  {
    left = freeTexts,
    figure = () => 1,
  }: { readonly left?: (key: string) => boolean; readonly figure?: (record: string) => number } = {},
  key = '',
): unknown {
  if (typeof value === 'string') return left(key) ? value : by;
  if (key === SHAPED) return value;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, by, { left, figure }, key));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, poisoned(one, by, { left, figure }, name)]);
  const more = RECORDS.has(key) ? [[by, FIGURES.includes(key) ? figure(key) : by]] : [];
  return Object.fromEntries([...entries, ...more]);
}
