import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { deal, ofSubjects } from '../../src/config/shard.ts';
import { shardText } from '../../src/config/shard-number.ts';
import { findReports } from '../../src/github/find-reports.ts';
import { joined } from '../../src/join.ts';
import { renderJson } from '../../src/report/json.ts';
import { perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { aRun } from '../support/reports/a-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const { plan, report } = aRun({ worsened: { 'api/list//p95': 1.3 } });
const files = [
  { name: 'app-treemap.html', title: 'Treemap' },
  { name: 'logs/head-build.log', title: 'Log of the build' },
  { name: '../outside.html', title: 'No' },
  { name: 'logs/head-start.log', title: 'A link' },
  { name: 'gone.html', title: 'Gone' },
];

const shard = (index: number): string => {
  const one = { index, count: 2 };
  const subjects = deal(plan, one);
  const [results, samples] = [ofSubjects(report.results, subjects), ofSubjects(report.samples, subjects)];
  return renderJson({ ...report, shard: shardText(one), results, samples, files });
};

const call = (...args: string[]) =>
  perfBudget({ directory: folder.path, temporary: join(folder.path, 'temp') }, 'report', ...args);

describe('perf-budget report', () => {
  test('joins the reports of shards, writes the report with its files, and ends as a run would', async () => {
    await writeFiles(folder.path, {
      'shards/1/report.json': shard(1),
      'shards/2/report.json': shard(2),
      'shards/2/app-treemap.html': '<p>',
      'shards/2/logs/head-build.log': 'built\n::stop-commands::x\n',
      'shards/outside.html': 'not to be copied',
    });
    await symlink('../../outside.html', join(folder.path, 'shards/2/logs/head-start.log'));
    // A folder stands for its report, and one that is named twice is read once.
    const { code, stdout, stderr } = await call('shards/1', 'shards/2/report.json', './shards/1/report.json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('list');
    expect(stdout).toContain('report: .perf-budget/report.json, .perf-budget/report.md, and 2 more beside them');
    const output = join(folder.path, '.perf-budget');
    expect((await readdir(output)).sort()).toEqual([
      '.gitignore',
      'app-treemap.html',
      'logs',
      'report.html',
      'report.json',
      'report.md',
    ]);
    const written = await readReport(output);
    expect(written.results).toEqual(report.results);
    expect(written.files).toEqual(files.slice(0, 2));
    const log = await readFile(join(output, 'logs/head-build.log'), 'utf8');
    expect(log).toMatch(/^built\n/);
    expect(log).not.toContain('::stop');
    expect(await readFile(join(output, 'report.md'), 'utf8')).toContain('perf-budget');
    const quiet = await call('shards/1', 'shards/2', '--quiet', '--fail-on', 'never', '--output', 'out', '--name', 'x');
    expect({ ...quiet, lines: quiet.stdout.trim().split('\n').length }).toMatchObject({ code: 0, lines: 3 });
    expect((await readReport(join(folder.path, 'out'))).name).toBe('x');
  });

  test('says of every file that it cannot use why, and ends with 2', async () => {
    await writeFiles(folder.path, {
      'cut.json': shard(1).slice(0, 1_000),
      'other/x.txt': '',
      '.perf-budget/report.json': shard(1),
    });
    const { code, stderr } = await call('cut.json', 'none.json', 'other', '--output', 'out');
    expect(code).toBe(2);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^cut\.json: The report can't be used: /),
      'none.json: there is no such file',
      'other: there is no report.json in this folder',
    ]);
    expect(await readdir(folder.path)).not.toContain('out');
    const over = await call('.perf-budget/report.json');
    expect(over).toMatchObject({ code: 2, stderr: expect.stringContaining('would be overwritten') });
    expect(await readFile(join(folder.path, '.perf-budget/report.json'), 'utf8')).toBe(shard(1));
  });
});

describe('The call', () => {
  test('of a report has its own options, as that of a run has', () => {
    expect(readArguments(['report', 'a.json', 'b', '--quiet'])).toEqual({
      command: 'report',
      files: ['a.json', 'b'],
      name: null,
      output: '.perf-budget',
      failOn: 'breach',
      quiet: true,
    });
    expect(readArguments(['run', '--shard', '2/5'])).toMatchObject({ shard: { index: 2, count: 5 } });
    expect(readArguments(['run'])).toMatchObject({ shard: null });
  });

  test.each<[string[], RegExp]>([
    [['report'], /Name the reports to join/],
    [['report', 'a.json', '--shard', '1/2'], /--shard is an option of run/],
    [['report', 'a.json', '--base', 'main'], /--base is an option of run/],
    [['report', 'a.json', '--name', 'a\nb'], /--name: expected/],
    [['run', '--name', 'x'], /--name is an option of report/],
    [['run', '--shard', '5'], /--shard "5": expected/],
  ])('%j is a mistake', (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });
});

describe('The input `reports`', () => {
  test('names files, folders and globs of the workspace', async () => {
    await writeFiles(folder.path, {
      'reports/perf-1/report.json': shard(1),
      'reports/perf-2/report.json': shard(2),
      'one [1]/report.json': shard(1),
    });
    const found = await findReports(['reports/*/report.json', './reports/perf-1'], folder.path);
    expect(found.map((one) => one.report.shard)).toEqual(['1/2', '2/2']);
    expect((await joined(found, null)).report.results).toEqual(report.results);
    expect(await findReports(['one [1]/report.json'], folder.path)).toHaveLength(1);
    expect(await findReports([join(folder.path, 'reports/**/*.json')], folder.path)).toHaveLength(2);
  });

  test('must find something by each of its lines', async () => {
    await mkdir(join(folder.path, 'reports'));
    await symlink('/', join(folder.path, 'reports', 'root'));
    await expect(findReports(['reports/*/*.json', 'a.json'], folder.path)).rejects.toThrow(
      /there is no file for "reports\/\*\/\*\.json", "a\.json" in .*download-artifact/,
    );
  });
});
