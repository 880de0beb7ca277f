import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type CommandResult, lines, perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { filesIn, processesOf } from '../support/folders/leftovers.ts';
import { shop, worse } from '../support/folders/shop-app.ts';
import { checkOutBranch, git, gitState } from '../support/git/pull-request.ts';

let folder: string;
let checkout: Awaited<ReturnType<typeof checkOutBranch>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  checkout = await checkOutBranch(folder, { base: shop, head: worse });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

describe('a branch that makes every check worse', () => {
  let result: CommandResult;
  let report: Report;
  let before: unknown;
  beforeAll(async () => {
    before = await gitState(checkout.workspace);
    result = await perfBudget(
      { directory: checkout.workspace, temporary: join(folder, 'temp') },
      ...['run', '--base', 'main'],
    );
    report = await readReport(join(checkout.workspace, '.perf-budget'));
  }, 900_000);

  const find = (id: string) => report.results.find((one) => one.id === id);

  it('ends with 1', () => {
    expect({ code: result.code, stderr: result.stderr, stdout: result.stdout }).toMatchObject({ code: 1 });
    expect(report.verdict).toBe('fail');
  });

  it('fails in each of the three', () => {
    expect(find('bundle/app/javascript')).toMatchObject({ verdict: 'fail', threshold: { status: 'regressed' } });
    expect(find('vitals/home/mobile/lcp')).toMatchObject({
      verdict: 'fail',
      budget: { limit: 1_500, status: 'over', source: { file: 'perf-budget.yml' } },
    });
    expect(find('api/list products/p95')).toMatchObject({
      verdict: 'fail',
      budget: { status: 'within' },
      threshold: { status: 'regressed' },
    });
  });

  it('fails in nothing else', () => {
    const failing = report.results.filter(({ verdict }) => verdict === 'fail').map(({ metric }) => metric);
    expect(failing).toEqual(['javascript', 'total', 'lcp', 'p95']);
    // A machine that does something else besides may be too busy for a visit, and says so.
    const others = report.results.flatMap(({ failures }) => failures).filter(({ code }) => code !== 'saturated');
    expect(others).toEqual([]);
  });

  it('writes a report with the keys of the contract', () => {
    expect(Object.keys(report).sort()).toEqual(
      [
        ...['version', 'verdict', 'tool', 'name', 'shard', 'subjects', 'base', 'head', 'environment', 'config'],
        ...[
          'results',
          'findings',
          'samples',
          'failures',
          'notes',
          'phases',
          'files',
          'loosened',
          'plan',
          'coins',
          'reach',
        ],
      ].sort(),
    );
    for (const one of report.results) {
      expect(Object.keys(one).sort()).toEqual(
        [
          ...[
            'id',
            'check',
            'subject',
            'variant',
            'part',
            'metric',
            'label',
            'unit',
            'worse',
            'kind',
            'gates',
            'baseline',
          ],
          ...['base', 'head', 'change', 'budget', 'threshold', 'verdict', 'details', 'failures'],
        ].sort(),
      );
      expect(one.id).toBe([one.check, one.subject, one.variant, one.metric].filter((part) => part !== null).join('/'));
      expect(one.baseline).toBe('measured');
    }
    expect(report).toMatchObject({
      version: 1,
      name: 'default',
      shard: null,
      base: { sha: checkout.base, source: 'measured', reason: 'merge base with main' },
      head: { sha: checkout.head, dirty: false },
      config: 'perf-budget.yml',
    });
    expect(report.failures.filter(({ stage }) => stage !== 'visit')).toEqual([]);
    expect(report.environment).toMatchObject({
      os: process.platform,
      arch: process.arch,
      node: process.versions.node,
      chromium: expect.stringMatching(/^\d+\.0\.\d+\.\d+$/),
      lighthouse: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  it('has results of each metric of each check, in the order of the config', () => {
    const metrics = (check: string) => report.results.filter((one) => one.check === check).map(({ metric }) => metric);
    expect(metrics('bundle')).toEqual([
      ...['javascript', 'css', 'images', 'fonts', 'html', 'other', 'total', 'initial', 'async', 'initial-javascript'],
    ]);
    expect(metrics('vitals')).toEqual(
      expect.arrayContaining(['lcp', 'cls', 'tbt', 'fcp', 'speed-index', 'ttfb', 'first-paint', 'load']),
    );
    expect(metrics('api')).toEqual(
      expect.arrayContaining(['p50', 'p90', 'p95', 'p99', 'max', 'error-rate', 'availability', 'requests-per-second']),
    );
    expect([...new Set(report.results.map(({ check }) => check))]).toEqual(['bundle', 'vitals', 'api']);
  });

  /** Sizes are shown as they are, and compared without the noise of the hashes in them. */
  const comparedOf = (metric: string) => {
    const of = (side: string) =>
      report.samples.find((one) => one.check === 'bundle' && one.metric === metric && one.side === side)?.compared;
    return { base: of('base') ?? null, head: of('head') ?? null };
  };

  it('has changes that head and base bear out', () => {
    for (const { id, check, metric, base: wasShown, head: isShown, change } of report.results) {
      const { base, head } = check === 'bundle' ? comparedOf(metric) : { base: wasShown, head: isShown };
      if (base === null || head === null || change === null) throw new Error(`${id} has not been compared`);
      expect(change.absolute, id).toBeCloseTo(head - base, 6);
      if (change.relative !== null) expect(change.relative, id).toBeCloseTo(head / base - 1, 6);
      if (change.low === null || change.high === null) continue;
      expect(change.low, id).toBeLessThanOrEqual(change.relative ?? change.absolute);
      expect(change.high, id).toBeGreaterThanOrEqual(change.relative ?? change.absolute);
    }
  });

  it('tells sizes to the byte', async () => {
    const dist = join(checkout.workspace, 'dist');
    const names = (await readdir(dist, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const sum = (extension: string, size: (content: Buffer) => number) =>
      names.filter((name) => name.endsWith(extension)).reduce((total, name) => total + size(readFileSync(name)), 0);
    const raw = (content: Buffer) => content.length;
    const gzip = (content: Buffer) => gzipSync(content, { level: 9 }).length;
    for (const [metric, extension] of [
      ['javascript', '.js'],
      ['css', '.css'],
      ['html', '.html'],
      ['total', ''],
    ] as const) {
      const sizes = { raw: sum(extension, raw), gzip: sum(extension, gzip), brotli: null };
      const found = find(`bundle/app/${metric}`);
      expect(found?.head, metric).toBe(sizes.gzip);
      expect(found?.details, metric).toMatchObject({ compression: 'gzip', head: sizes });
    }
    expect(find('bundle/app/javascript')?.details).toMatchObject({ files: [{ name: 'assets/main-*.js' }] });
  });

  /** Rounds of a metric in which no visit was given up; of one that was made again, since others disturbed it, the last. */
  const rounds = (metric: string) => {
    const result = report.results.find((one) => one.metric === metric);
    const lost = new Set(result?.failures.filter(({ retried }) => !retried).map(({ round }) => round));
    const samples = report.samples.filter((one) => one.metric === metric && !lost.has(one.round));
    return [...Map.groupBy(samples, ({ round }) => round).values()].map((ofRound) => {
      const last = Math.max(...ofRound.map(({ redo = 0 }) => redo));
      return ofRound.filter(({ redo = 0 }) => redo === last);
    });
  };

  it.each(['total', 'lcp', 'p95'])('has a sample of base and one of head in every round of %s', (metric) => {
    for (const both of rounds(metric)) {
      expect(both.map(({ side }) => side).sort()).toEqual(['base', 'head']);
      expect(both.map(({ order }) => order).sort()).toEqual([0, 1]);
      expect(new Set(both.map(({ launch }) => launch)).size).toBe(1);
    }
  });

  it.each([
    ['lcp', 'home'],
    ['p95', 'list products'],
  ])('visits first in each launch the side that a coin says, and then takes turns (%s)', (metric, subject) => {
    const coins = report.coins?.subjects.find((one) => one.subject === subject);
    const first = rounds(metric).flatMap((both) => both.filter(({ order }) => order === 0));
    for (const ofLaunch of Map.groupBy(first, ({ launch }) => launch).values()) {
      for (const { side, round, launch } of ofLaunch) {
        const isOfCoin = (round - launch * (coins?.pairsPerLaunch ?? 0)) % 2 === 0;
        expect(side === coins?.first[launch], `launch ${launch}, round ${round}`).toBe(isOfCoin);
      }
    }
    expect(first.length).toBeGreaterThanOrEqual(4);
    expect(report.coins?.seed).toMatch(/^[0-9a-f]{32}$/);
  });

  it('launches the servers as often as it takes to be certain', () => {
    // Two subjects share 1 %, and no flip of nine launches looks as bad as nine for the worse.
    expect(find('api/list products/p95')?.change?.launches).toBeGreaterThanOrEqual(9);
    const launches = new Set(report.samples.filter(({ metric }) => metric === 'lcp').map(({ launch }) => launch));
    expect(launches.size).toBe(5);
  });

  it('sends as many requests to base as to head, and gets no wrong answer', () => {
    const requests = report.samples
      .filter(({ metric }) => metric === 'p95')
      .map(({ covariates }) => covariates?.requests);
    expect(new Set(requests).size).toBe(1);
    expect(find('api/list products/error-rate')).toMatchObject({ base: 0, head: 0 });
    expect(find('api/list products/availability')).toMatchObject({ base: 1, head: 1 });
  });

  it('takes the time of every phase', () => {
    expect(report.phases.map(({ name, side }) => (side === null ? name : `${name} of ${side}`))).toEqual([
      ...['build of head', 'checkout of base', 'build of base'],
      ...['bundle', 'vitals', 'api', 'diagnose'],
    ]);
    for (const { name, seconds } of report.phases) expect(seconds, name).toBeGreaterThan(0);
  });

  it('says at last what failed, and before that where the report is', () => {
    const [page, where, verdict] = lines(result).slice(-3);
    expect(page).toBe('page: .perf-budget/report.html');
    expect(where).toMatch(/^report: \.perf-budget\/report\.json, \.perf-budget\/report\.md, and \d+ more beside them$/);
    // Which of them are furthest past their limits is the machine's to say.
    expect(verdict).toMatch(/^✗ 4 of \d+ metrics fail: ./);
    for (const name of ['report.json', 'report.md', 'report.html'])
      expect(existsSync(join(checkout.workspace, '.perf-budget', name))).toBe(true);
  });

  it('prints no control characters where nobody sits at a terminal', () => {
    expect(result.stdout).not.toMatch(CONTROL);
    expect(result.stderr).not.toMatch(CONTROL);
  });

  it('tells on standard error what it did, a line a stage', () => {
    expect(result.stderr).toMatch(/^perf-budget {2}base \w{7} \(merge base with main\) → head \w{7}$/m);
    for (const stage of ['build   head', 'build   base', 'bundle  app', 'vitals  home', 'api     list products']) {
      expect(result.stderr).toMatch(new RegExp(`^ {2}${stage}.* (?:s|min)$`, 'm'));
    }
  });

  it('keeps its lines within 80 columns', () => {
    for (const line of lines(result).slice(0, -2)) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  it('leaves the workspace as it was', async () => {
    expect(await gitState(checkout.workspace)).toEqual(before);
    expect(before).toEqual({ status: '', head: checkout.head, worktrees: 1 });
    expect(await git(checkout.workspace, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('feature');
    expect(await git(checkout.workspace, 'stash', 'list')).toBe('');
  });

  it('leaves nothing running, and nothing on disk', () => {
    expect(processesOf(folder)).toEqual([]);
    expect(filesIn(result.temporary)).toEqual([]);
  });
});
