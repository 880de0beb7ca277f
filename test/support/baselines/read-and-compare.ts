import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeBaseline, encodeBaseline } from '../../../src/baseline/format.ts';
import { comparableIn, mergeStored } from '../../../src/baseline/substitute.ts';
import { decide } from '../../../src/compare/decide.ts';
import { toResults } from '../../../src/compare/decided.ts';
import { runVerdict } from '../../../src/compare/verdict.ts';
import { explain } from '../../../src/explain/explain.ts';
import { printed } from '../../../src/model/printed-key.ts';
import { aBundle } from '../bundles/a-bundle.ts';
import { measurementsOf, SURROUNDINGS } from '../reports/a-run.ts';
import { type Mutation, mutated } from '../reports/mutations.ts';
import { show } from '../reports/read-and-show.ts';
import { SMALL } from '../reports/seeds.ts';

const { plan, report } = SMALL;
const SHA = report.head.sha as string;
const APP = { check: 'bundle', subject: 'app', variant: null, part: null } as const;

const was = aBundle({
  files: {
    'assets/main-1.js': { 'src/main.ts': 40_000, 'node_modules/dates/index.js': 30_000 },
    'assets/later-1.js': { 'src/later.ts': 9_000 },
    'style.css': 5_000,
  },
  entries: { 'index.html': { initial: ['assets/main-1.js', 'style.css'], async: ['assets/later-1.js'] } },
  inlineMaps: { 'style.css': 900 },
});
const is = aBundle({
  files: {
    'assets/main-2.js': { 'src/main.ts': 41_000, 'node_modules/dates/index.js': 60_000, 'src/later.ts': 9_000 },
    'style.css': 8_000,
  },
  entries: { 'index.html': { initial: ['assets/main-2.js', 'style.css'] } },
});

const good = encodeBaseline({
  sha: SHA,
  savedAt: '2026-11-23T10:00:00.000Z',
  report,
  evidence: [{ ...APP, data: was }],
});
const [head = '', body = ''] = gunzipSync(good).toString().split('\n');

/** A stored baseline after these mutations of what it says of itself, or of its report. */
export function spoilt(mutations: readonly Mutation[], random: () => number): Buffer {
  const isHead = random() < 0.7;
  const lines = isHead ? [mutated(head, mutations), Buffer.from(body)] : [Buffer.from(head), mutated(body, mutations)];
  const content = gzipSync(Buffer.concat([lines[0] as Buffer, Buffer.from('\n'), lines[1] as Buffer]), { level: 1 });
  return random() < 0.9 ? content : content.subarray(0, Math.floor(random() * content.length));
}

/** All that is done with a stored baseline. Throws where something gets through that should not. */
export function readAndCompare(content: Buffer): { readonly outcome: string; readonly milliseconds: number } {
  const start = performance.now();
  const took = () => performance.now() - start;
  const read = decodeBaseline(content, SHA);
  if (!read.ok) {
    if (!/^[\w ,.-]+$/.test(read.why)) throw new Error(`it quotes: ${read.why}`);
    return { outcome: 'refused', milliseconds: took() };
  }
  const found = comparableIn(read.baseline, plan, SURROUNDINGS);
  if (found.subjects.length === 0) return { outcome: 'nothing comparable', milliseconds: took() };
  const { sha, savedAt } = read.baseline;
  const stored = { sha, savedAt, age: 60, behind: 0, ...found };
  const alone = measurementsOf(plan, { noBase: 'its figures are stored' });
  const visited = { ...alone, evidence: [{ ...APP, side: 'head', round: 0, data: is } as const] };
  const measurements = mergeStored(visited, { use: 'auto', stored, notes: [] }, plan);
  const decided = decide(plan, measurements);
  const { details, findings } = explain(plan, measurements, decided);
  const results = toResults(decided, measurements.failures, (one) => details.get(one));
  const milliseconds = took();
  const base = { ...report.base, source: 'stored' as const, stored: { sha, savedAt, age: 60, behind: 2 } };
  show({
    ...report,
    base,
    verdict: runVerdict({ results, failures: [], samples: [], findings: [] }),
    results,
    findings: findings.map(printed),
    samples: measurements.samples.map(printed),
  });
  return { outcome: 'compared', milliseconds };
}

export const GOOD = good;
