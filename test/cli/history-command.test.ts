import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBaseline } from '../../src/baseline/format.ts';
import { grown } from '../../src/history/extend-trail.ts';
import { type Line, toTrail } from '../../src/history/line.ts';
import { pointOf } from '../../src/history/point.ts';
import { withPast } from '../../src/history/with-past.ts';
import { renderJson } from '../../src/report/json.ts';
import { perfBudget } from '../support/cli/perf-budget.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { commit, createRepository, git } from '../support/git/repository.ts';
import { aReport, aResult, aSize } from '../support/reports/a-report.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (path: string): string => join(folder.path, path);

/** A clone of a repository with six measured commits, whose baselines are on a branch, and once more in a folder. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const origin = at('origin');
  const shas = [await createRepository(origin, { 'a.txt': '0' })];
  for (let number = 1; number < 6; number += 1) shas.push(await commit(origin, {}, `commit ${number}`));
  await mkdir(at('artifacts/one'), { recursive: true });
  await git(origin, 'checkout', '--quiet', '--orphan', 'perf-data');
  await mkdir(join(origin, 'perf-budget'));
  let line: Line | null = null;
  for (const [day, sha] of shas.entries()) {
    const results = [
      aSize(150_000 + (day > 3 ? 97_000 : 0), 150_000 + (day > 3 ? 97_000 : 0)),
      aResult({ head: 480 + day }),
    ];
    const report = aReport({ head: { sha, dirty: false }, results });
    const date = new Date(Date.parse('2026-11-01T10:00:00Z') + day * 86_400_000).toISOString();
    const before: Line | null = line;
    line = grown(before, [], pointOf(report, { sha, at: date }));
    const content = encodeBaseline({ sha, savedAt: date, report, evidence: [], trail: toTrail(line) });
    for (const path of [join(origin, 'perf-budget'), at('artifacts/one')])
      await writeFile(join(path, `${sha}.json.gz`), content);
    if (before !== null) {
      const past = withPast(report, before, { at: date, now: Date.parse(date) });
      await writeFile(at('report.json'), renderJson(past));
    }
  }
  await commit(origin, {}, 'data');
  await git(origin, 'checkout', '--quiet', 'main');
  await git(folder.path, 'clone', '--quiet', `file://${origin}`, 'clone');
});
afterAll(() => folder[Symbol.asyncDispose]());

const history = (...args: string[]) =>
  perfBudget({ directory: at('clone'), temporary: at('temp') }, 'history', ...args);

describe('perf-budget history', () => {
  test('prints the same of a branch, of each of its baselines, of a folder, and of a report with its history', async () => {
    const branch = await history('--branch', 'perf-data');
    expect(branch.stdout).toContain('2 metrics at 6 commits since 2026-11-01');
    expect(branch.stdout).toMatch(/^app JavaScript .*\+97 kB in [0-9a-f]{7}$/m);
    expect(branch.code).toBe(0);
    for (const args of [['--branch', 'perf-data', '--all'], [at('artifacts')], [at('report.json')]]) {
      expect((await history(...args)).stdout).toBe(branch.stdout);
    }
    expect(await git(at('clone'), 'status', '--porcelain')).toBe('');
  });

  test('writes a page that asks for nothing, and the figures', async () => {
    const { stdout } = await history(at('artifacts'), '--metric', 'app*', '--output', at('site'));
    expect(stdout).toContain('1 metric at 6 commits');
    const page = await readFile(at('site/index.html'), 'utf8');
    expect(page).toContain('data-series="bundle/app/javascript"');
    expect(page).not.toMatch(/https?:\/\//);
    expect(JSON.parse(await readFile(at('site/history.json'), 'utf8')).points).toHaveLength(6);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an unknown metric', ['--branch', 'perf-data', '--metric', 'javascipt'], /Did you mean javascript\?/],
    ['neither a branch nor files', [], /Say where to look: perf-budget history --branch NAME/],
    ['a branch that is not there', ['--branch', 'nowhere'], /there is no such branch/],
    ['a name that nothing is stored of', ['--branch', 'perf-data', '--name', 'api'], /no baseline of api/],
    ['a file that is not there', ['nothing.json.gz'], /no such file or folder/],
    ['a folder without any', ['.git'], /There is no baseline and no report/],
    ['a span that is none', ['--branch', 'perf-data', '--since', 'long'], /--since long: expected a number of days/],
    ['an option of another command', ['--branch', 'perf-data', '--plan'], /--plan is an option of run/],
  ])('ends with 2 and says what to give: %s', async (_, args, message) => {
    const { code, stderr, stdout } = await history(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
