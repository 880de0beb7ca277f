/**
 * How long a visit of a page takes, and where its time goes, beside Lighthouse CI for the same number of visits: by its
 * command line, with all categories and with performance alone, and as treosh/lighthouse-ci-action calls it.
 *
 *     npm install --no-package-lock --prefix bench/lighthouse-ci
 *     npm run bench:vitals [-- --rounds 3] [--visits 3] [--page heavy|shop]
 *
 * The heavy page has 545 kB of JavaScript; the other one is that of examples/shop. All take turns. Figures are medians; ratios are medians of each round's ratio. A
 * round takes about three minutes on an idle machine.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Result } from 'lighthouse';
import { findChromium } from '../src/checks/vitals/browser/chromium.ts';
import type { VitalsEvidence } from '../src/checks/vitals/evidence.ts';
import { vitals } from '../src/checks/vitals/index.ts';
import { plainPage } from '../src/checks/vitals/settings.ts';
import { median } from '../src/compare/statistics/center.ts';
import { startServer } from '../src/workspace/servers/start-server.ts';
import { writeHeavyPage } from './vitals/heavy-page.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    visits: { type: 'string', default: '3' },
    page: { type: 'string', default: 'heavy' },
  },
});
const [rounds, visits] = [Number(values.rounds), Number(values.visits)];
const signal = new AbortController().signal;
const run = promisify(execFile);

const LHCI = join(import.meta.dirname, 'lighthouse-ci', 'node_modules', '@lhci', 'cli', 'src', 'cli.js');
if (!existsSync(LHCI))
  throw new Error('Lighthouse CI is not there: npm install --no-package-lock --prefix bench/lighthouse-ci');
const chromium = findChromium();
if ('problem' in chromium) throw new Error(chromium.problem);

await using clean = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'perf-budget-bench-'));
clean.defer(() => rm(folder, { recursive: true, force: true }));
if (values.page === 'shop') {
  await cp(join(import.meta.dirname, '..', 'examples', 'shop', 'base'), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  await run('npm', ['run', 'build'], { cwd: folder });
} else await writeHeavyPage(join(folder, 'dist'));

const served = { side: 'head', directory: folder, signal, onLine: () => {} } as const;
const launched = await startServer('site', { kind: 'static', static: 'dist', basePath: null, proxy: null }, served);
if (!launched.ok) throw new Error(launched.message);
const server = clean.use(launched.server);

const steps: Readonly<Record<string, number>>[] = [];

async function ours(): Promise<void> {
  const [subject] = vitals.settings.expand('home', plainPage('site'));
  if (subject === undefined) throw new Error('a page has a device');
  const probe = vitals.probe(subject, { side: 'head', directory: folder, startedAt: 0 });
  for (let round = 0; round < visits; round++) {
    const visit = await probe.visit({ round, launch: round, server, size: 1, signal });
    if (!visit.ok) throw new Error(visit.message);
    const { lhr } = visit.evidence as VitalsEvidence;
    steps.push(stepsOf(JSON.parse(gunzipSync(lhr).toString()) as Result));
  }
}

async function lhci(...args: readonly string[]): Promise<void> {
  const env = { ...process.env, CHROME_PATH: 'path' in chromium ? chromium.path : '' };
  await run(process.execPath, [LHCI, ...args], { cwd: folder, env });
}

const collect = (...settings: readonly string[]) =>
  lhci(
    'collect',
    `--url=${server.origin}/`,
    `--numberOfRuns=${visits}`,
    '--settings.chromeFlags=--headless=new --no-sandbox --disable-background-networking --disable-component-update',
    ...settings,
  );

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  'perf-budget': ours,
  'lhci collect': () => collect(),
  'lhci collect, performance only': () => collect('--settings.onlyCategories=performance'),
  'lighthouse-ci-action': async () => {
    await collect();
    await lhci('upload', '--target=filesystem', `--outputDir=${join(folder, 'results')}`);
  },
};

const REST = 'Chromium and the profile: start and end';

/** What Lighthouse's own clock says of a visit; milliseconds. */
function stepsOf({ timing }: Result): Record<string, number> {
  const of = (...names: readonly string[]) =>
    timing.entries.filter(({ name }) => names.includes(name)).reduce((sum, { duration }) => sum + duration, 0);
  const navigations = timing.entries
    .filter(({ name }) => name === 'lh:driver:navigate')
    .map(({ duration }) => duration);
  const load = Math.max(0, ...navigations);
  const gather = of('lh:runner:gather');
  const artifacts = timing.entries.filter(({ name }) => name.startsWith('lh:gather:getArtifact:'));
  const read = artifacts.reduce((sum, { duration }) => sum + duration, 0);
  return {
    'Lighthouse: its config': of('lh:config'),
    'the page: its load, and the wait until it is quiet': load,
    'Lighthouse: what it asks the page, and the trace': read,
    'Lighthouse: connecting and preparing': Math.max(0, gather - load - read),
    'Lighthouse: audits': of('lh:runner:audit'),
  };
}

const seconds = new Map<string, number[]>(Object.keys(COMMANDS).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  const order = Object.entries(COMMANDS);
  for (const [name, measure] of round % 2 === 0 ? order : order.reverse()) {
    const startedAt = performance.now();
    await measure();
    seconds.get(name)?.push((performance.now() - startedAt) / 1_000 / visits);
  }
}

const yardstick = seconds.get('perf-budget') ?? [];
console.log(`${rounds} rounds of ${visits} visits each; seconds are per visit, with its share of the start.\n`);
for (const [name, all] of seconds) {
  const ratio = median(all.map((one, round) => one / (yardstick[round] ?? Number.NaN)));
  console.log(`${name.padEnd(32)} ${median(all).toFixed(1).padStart(6)} s   ${ratio.toFixed(2)} times`);
}

const visit = median(yardstick) * 1_000;
const own = (name: string) => median(steps.map((of) => of[name] ?? 0));
const rest = visit - Object.keys(steps[0] ?? {}).reduce((sum, name) => sum + own(name), 0);
console.log('\nOf a visit of ours, its start included:');
for (const [name, ms] of [
  ...Object.keys(steps[0] ?? {}).map((name) => [name, own(name)] as const),
  [REST, rest] as const,
])
  console.log(`${name.padEnd(48)} ${ms.toFixed(0).padStart(6)} ms   ${((100 * ms) / visit).toFixed(0).padStart(3)} %`);
