import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { decodeBaseline } from '../../src/baseline/format.ts';
import type { Store } from '../../src/baseline/store.ts';
import { decideAgain } from '../../src/merge/decide-again.ts';
import { planOf, type RecordedPlan } from '../../src/model/recorded-plan.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import type { Outcome } from '../../src/run.ts';
import { baselines, CONFIG, library, main, memory, openShop, type Shop } from '../support/baselines/shop.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { git } from '../support/git/repository.ts';

const grown = { 'src/main.js': main('dates', 'charts'), ...library('charts', 900) };
const against = (sha: string) => ({ kind: 'commit', sha, reason: 'before' }) as const;

const sourcesOf = ({ report }: Outcome) => ({
  source: report.base.source,
  results: [...new Set(report.results.map(({ baseline }) => baseline))],
});
const MEASURED = { source: 'measured', results: ['measured'] };
const STORED = { source: 'stored', results: ['stored'] };
const NONE = { source: 'none', results: ['none'] };

describe('a stored base', () => {
  it('gives the same change as a measured one, causes included, without being built', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    await shop.commit(grown);
    await shop.builds();
    const base = against(shop.first);

    const measured = await shop.run({ base });
    expect(await shop.builds()).toEqual(['head', 'base']);
    const stored = await shop.run({ base, baselines: baselines(store) });
    expect(await shop.builds()).toEqual(['head']);

    expect(stored.report.verdict).toBe('fail');
    expect(sourcesOf(stored)).toEqual(STORED);
    expect(stored.report.base).toMatchObject({ sha: shop.first, reason: 'before', stored: { behind: 0 } });
    const asMeasured = stored.report.results.map((result) => ({ ...result, baseline: 'measured' }));
    expect(asMeasured).toEqual(measured.report.results);
    expect(stored.report.findings).toEqual(measured.report.findings);
    expect(stored.report.findings[0]).toMatchObject({ evidence: { name: 'charts' }, location: 'src/main.js' });
    // As a fork's report is, and a joined one.
    const { plan } = stored.report;
    expect(decideAgain(stored.report, planOf(plan as RecordedPlan)).results).toEqual(stored.report.results);
    expect(renderMarkdown(stored.report)).toContain('Its figures are from the stored baseline, 1 minute old.');
  });

  it('a run is incomplete where base can no longer be fetched: what it was built with can not be known either', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    await git(shop.directory, 'checkout', '--quiet', '--orphan', 'other');
    await shop.commit(grown);
    await git(shop.directory, 'branch', '--quiet', '-D', 'main');
    await git(shop.directory, 'reflog', 'expire', '--expire=now', '--all');
    await git(shop.directory, 'gc', '--quiet', '--prune=now');
    const base = against(shop.first);

    const { report } = await shop.run({ base, baselines: baselines(store) });
    expect(report).toMatchObject({
      verdict: 'incomplete',
      base: { sha: shop.first, source: 'none', reason: `before (${shop.first.slice(0, 7)}) can't be fetched` },
      failures: [{ stage: 'checkout', side: 'base', message: expect.stringMatching(/^git fetch failed: /) }],
    });
  });

  it('is known by its modules although its build writes no maps: they were made when it was saved', async () => {
    await using shop = await openShop();
    const manifest = { name: 'shop', private: true, type: 'module', scripts: { build: 'vite build' } };
    await shop.commit({
      'package.json': JSON.stringify(manifest),
      'index.html': '<!doctype html><title>Shop</title><script type="module" src="/src/main.js"></script>',
      '.gitignore': 'dist\nnode_modules/vite\nnode_modules/.bin\n',
    });
    const installed = join(import.meta.dirname, '../../node_modules');
    for (const name of ['vite', '.bin']) {
      const link = join(shop.directory, 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(installed, name), link, 'junction');
    }
    const store = memory();
    await shop.save(store);
    const base = against(await git(shop.directory, 'rev-parse', 'HEAD'));
    const kept = decodeBaseline(store.kept.get(base.sha) as Buffer, base.sha);
    expect(kept).toMatchObject({ baseline: { evidence: [{ data: { attribution: { source: 'source maps' } } }] } });
    await shop.commit(grown);
    const { report } = await shop.run({ base, baselines: baselines(store) });
    expect(report.base.source).toBe('stored');
    expect(report.findings[0]).toMatchObject({ code: 'bundle.package-new', evidence: { name: 'charts' } });
  });

  it('that is not there is measured; with `stored` the nearest commit before it stands in, which is said', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store, Date.now() - 3 * 24 * 3_600_000);
    const second = await shop.commit({ 'readme.txt': 'words' });
    await shop.commit(grown);
    await shop.builds();

    const auto = await shop.run({ base: against(second), baselines: baselines(store) });
    expect(sourcesOf(auto)).toEqual(MEASURED);
    expect(await shop.builds()).toEqual(['head', 'base']);

    const ancestorsOf = async () => [shop.first];
    const use = baselines(store, { use: 'stored', ancestorsOf });
    const { report } = await shop.run({ base: against(second), baselines: use });
    expect(await shop.builds()).toEqual(['head']);
    expect(report.verdict).toBe('fail');
    expect(report.base).toMatchObject({ sha: second, source: 'stored', stored: { sha: shop.first, behind: 1 } });
    const older = `, 1 commit before base and 3 days old. The changes of these commits count, too.`;
    expect(renderMarkdown(report)).toContain(
      `Compared with the stored baseline of \`${shop.first.slice(0, 7)}\`${older}`,
    );
    expect(renderTerminal(report, { columns: 500, color: false })).toContain(older);
  });

  it('that is missing leaves head to its budgets with `stored`, and the reason says so', async () => {
    await using shop = await openShop();
    await shop.commit(grown);
    const outcome = await shop.run({ base: against(shop.first), baselines: baselines(memory(), { use: 'stored' }) });
    expect(await shop.builds()).toEqual(['head']);
    expect(sourcesOf(outcome)).toEqual(NONE);
    const { results, base } = outcome.report;
    expect(new Set(results.map(({ threshold }) => threshold.status))).toEqual(new Set(['no-baseline']));
    expect(base.reason).toBe(
      `no comparable baseline is stored for ${shop.first.slice(0, 7)} or the commits before it; a run of this workflow on a push to the base branch stores one`,
    );
  });

  it('that was measured by other settings is none', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    await shop.commit({ 'perf-budget.yml': CONFIG.replace('path: dist', 'path: dist, compression: brotli') });
    expect(sourcesOf(await shop.run({ base: against(shop.first), baselines: baselines(store) }))).toEqual(MEASURED);
  });

  it('was built by its own commands, so a change to head’s build command or output folder leaves it as it is', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    await shop.commit({
      'pack.js': (await readFile(join(shop.directory, 'build.js'), 'utf8')).replace("outdir: 'dist'", "outdir: 'out'"),
      'perf-budget.yml': `build: node pack.js\n${CONFIG.replace('path: dist', 'path: out')}`,
      '.gitignore': 'dist\nout\n',
    });
    await shop.builds();
    const outcome = await shop.run({ base: against(shop.first), baselines: baselines(store) });
    expect(sourcesOf(outcome)).toEqual(STORED);
    expect(await shop.builds()).toEqual(['head']);
    expect(outcome.report.results.map(({ change }) => change?.absolute)).toEqual(outcome.report.results.map(() => 0));
  });

  it('of an earlier commit is none if base is built by another command', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    const second = await shop.commit({ 'perf-budget.yml': `build: node build.js\n${CONFIG}` });
    await shop.commit(grown);
    const use = baselines(store, { use: 'stored', ancestorsOf: async () => [shop.first] });
    expect(sourcesOf(await shop.run({ base: against(second), baselines: use }))).toEqual(NONE);
  });

  it('that another Node.js built is none', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    const run = async () => sourcesOf(await shop.run({ base: against(shop.first), baselines: baselines(store) }));
    expect(await run()).toEqual(STORED);
    await using bin = await temporaryFolder();
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo v1.2.3 && exit\nexec ${JSON.stringify(process.execPath)} "$@"\n`;
    await writeFile(join(bin.path, 'node'), script, { mode: 0o755 });
    vi.stubEnv('PATH', `${bin.path}${delimiter}${process.env.PATH}`);
    try {
      expect(await run()).toEqual(MEASURED);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('with another lockfile stands for no later commit', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    const second = await shop.commit({ 'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }' });
    const use = baselines(store, { use: 'stored', ancestorsOf: async () => [shop.first] });
    expect(sourcesOf(await shop.run({ base: against(second), baselines: use }))).toEqual(NONE);
    // What head itself locks does not matter.
    expect(sourcesOf(await shop.run({ base: against(shop.first), baselines: use }))).toEqual(STORED);
  });

  it('that the run of another branch stored is none', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store, Date.now(), 'feature');
    const run = async (branch: string) =>
      sourcesOf(await shop.run({ base: against(shop.first), baselines: baselines(store, { branch }) }));
    expect(await run('feature')).toEqual(STORED);
    for (const branch of ['main', '']) expect(await run(branch)).toEqual(MEASURED);
  });

  it('is not stored of changes that are not committed, nor of a project without a lockfile', async () => {
    await using shop = await openShop();
    await writeFile(join(shop.directory, 'new.js'), '1');
    await expect(shop.save(memory())).rejects.toThrow('changes that are not committed');
    await rm(join(shop.directory, 'package-lock.json'));
    await shop.commit({ 'new.js': '2' });
    await expect(shop.save(memory())).rejects.toThrow('no lockfile');
  });

  it('has some subjects; the others are measured, or reported without a base', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    await shop.commit({ 'perf-budget.yml': `${CONFIG}  css: { path: dist, exclude: ['*.map'] }\n` });
    const base = against(shop.first);
    const of = ({ report }: Outcome, subject: string) => {
      const found = report.results.find((one) => one.subject === subject && one.metric === 'javascript');
      return { baseline: found?.baseline, status: found?.threshold.status };
    };

    const auto = await shop.run({ base, baselines: baselines(store) });
    expect(of(auto, 'app')).toEqual({ baseline: 'stored', status: 'unchanged' });
    expect(of(auto, 'css')).toEqual({ baseline: 'measured', status: 'unchanged' });
    expect(auto.report.base).toMatchObject({ source: 'measured', stored: { behind: 0 } });

    const stored = await shop.run({ base, baselines: baselines(store, { use: 'stored' }) });
    expect(of(stored, 'app')).toEqual({ baseline: 'stored', status: 'unchanged' });
    expect(of(stored, 'css')).toEqual({ baseline: 'none', status: 'no-baseline' });
    expect(stored.report.verdict).toBe('pass');
  });
});

describe('a store', () => {
  /** The verdict of a change that grows, by a store that holds this. */
  async function measuredWith(shop: Shop, content: Buffer | Store) {
    const store = Buffer.isBuffer(content) ? memory(new Map([[shop.first, content]])) : content;
    return shop.run({ base: against(shop.first), baselines: baselines(store) });
  }

  it('that holds what is damaged or hostile changes nothing but the time that a run takes', async () => {
    await using shop = await openShop();
    const store = memory();
    await shop.save(store);
    const good = store.kept.get(shop.first) as Buffer;
    const [head = '', report = ''] = gunzipSync(good).toString().split('\n');
    const made = (first: unknown, second: unknown) => gzipSync(`${JSON.stringify(first)}\n${JSON.stringify(second)}`);
    const h = JSON.parse(head);
    const r = JSON.parse(report);
    await shop.commit(grown);
    const expected = await shop.run({ base: against(shop.first) });

    const hostile: [string, Buffer][] = [
      ['it is damaged', good.subarray(0, good.length / 2)],
      ['it is damaged', Buffer.from('not gzip')],
      ['far too large', gzipSync(Buffer.alloc(100_000_000))],
      ['it is truncated', gzipSync(head)],
      ['another version', made({ ...h, version: 2 }, r)],
      ['another commit', made(h, { ...r, head: { ...r.head, sha: 'f'.repeat(40) } })],
      ['its report', made(h, { ...r, samples: [{ ...r.samples[0], value: 'NaN' }] })],
      ['its report', made(h, { ...r, samples: Array.from({ length: 1_000_000 }, () => 0) })],
      ['its evidence', made({ ...h, evidence: [{ ...h.evidence[0], data: { files: '::error::boo' } }] }, r)],
    ];
    for (const [why, content] of hostile) {
      expect(decodeBaseline(content, shop.first)).toEqual({ ok: false, why: expect.stringContaining(why) });
    }
    for (const [why, content] of hostile.slice(-2)) {
      const { report } = await measuredWith(shop, content);
      expect(report.base.source, why).toBe('measured');
      expect(report.results).toEqual(expected.report.results);
      expect(report.findings).toEqual(expected.report.findings);
      const note = `The baseline of ${shop.first.slice(0, 7)} in memory can't be used: `;
      expect(report.notes.find((one) => one.startsWith(note))).toContain(why);
    }
  });

  it('that cannot be read is asked once, and noted once', async () => {
    await using shop = await openShop();
    let asked = 0;
    const broken: Store = {
      name: 'the broken one',
      read: async () => {
        asked++;
        throw new Error('it answers with 503');
      },
      save: async () => {},
    };
    const use = { use: 'stored' as const, ancestorsOf: async () => Array.from({ length: 50 }, () => shop.first) };
    const { report } = await shop.run({ base: against(shop.first), baselines: baselines(broken, use) });
    expect(asked).toBe(1);
    expect(report.notes).toContain("Baselines in the broken one can't be read: it answers with 503.");
    expect(report.base.source).toBe('none');
  });
});
