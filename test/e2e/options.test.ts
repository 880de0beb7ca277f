import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCode } from '../../src/compare/exit-code.ts';
import { lines, perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { config, routes, shop, slowly, worse } from '../support/folders/shop-app.ts';
import { checkOutBranch, git, gitState } from '../support/git/pull-request.ts';

/** Two rounds can't decide anything that has noise. */
const FEW_ROUNDS = config({ checks: ['api'], rounds: { vitals: 2, api: 2 }, gently: true });

let folder: string;
let checkout: Awaited<ReturnType<typeof checkOutBranch>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'options-'));
  const head = { ...worse, 'routes.js': routes({ '/api/products': 30 }), 'few-rounds.yml': FEW_ROUNDS };
  checkout = await checkOutBranch(folder, { base: { ...shop, ...slowly }, head });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  perfBudget({ directory: checkout.workspace, temporary: join(folder, 'temp') }, 'run', '--base', 'main', ...args);

describe('--only', () => {
  it('measures nothing else, and starts no server that is not needed', async () => {
    const { code, stdout, stderr } = await run('--only', 'bundle/*', '--output', join(folder, 'only'));
    expect({ code, stderr }).toMatchObject({ code: 1 });
    const report = await readReport(join(folder, 'only'));
    expect(new Set(report.results.map(({ check }) => check))).toEqual(new Set(['bundle']));
    expect(report.environment).toMatchObject({ chromium: null, lighthouse: null });
    expect(stdout).not.toContain('home');
    expect(existsSync(join(checkout.workspace, 'only'))).toBe(false);
  });

  it('ends with 2 where nothing is of that name', async () => {
    const { code, stderr } = await run('--only', 'bundel/*');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('bundel/*') });
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

describe('--fail-on', () => {
  it('budget ends with 0 where a bundle regresses within its budget, and --quiet prints the last three lines only', async () => {
    const result = await run('--only', 'bundle/*', '--fail-on', 'budget', '--quiet');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(lines(result)).toEqual([
      'page: .perf-budget/report.html',
      expect.stringMatching(/^report: /),
      '✗ 2 of 4 metrics fail: app JavaScript, app total',
    ]);
    expect((await readReport(join(checkout.workspace, '.perf-budget'))).verdict).toBe('fail');
  });

  it('undecided ends with 1 where too few rounds left something undecided', async () => {
    const result = await run('--config', 'few-rounds.yml', '--only', 'api/*', '--fail-on', 'undecided');
    expect(result).toMatchObject({ code: 1 });
    expect(lines(result).at(-1)).toMatch(/^~ no regression found; \d of \d metrics undecided: .*list products p95/);
    const report = await readReport(join(checkout.workspace, '.perf-budget'));
    expect({ verdict: report.verdict, otherwise: exitCode(report, 'breach') }).toEqual({
      verdict: 'pass',
      otherwise: 0,
    });
  });
});

describe('work that is not committed yet', () => {
  it('is measured, told of, and left alone', async () => {
    const copy = join(folder, 'dirty');
    await cp(checkout.workspace, copy, { recursive: true });
    await git(copy, 'checkout', '--quiet', 'main');
    await cp(join(checkout.workspace, 'src/catalogue.js'), join(copy, 'src/catalogue.js'));
    const before = await gitState(copy);
    const result = await perfBudget(
      { directory: copy, temporary: join(folder, 'temp') },
      ...['run', '--only', 'bundle/*'],
    );
    expect(result).toMatchObject({ code: 1 });
    const report = await readReport(join(copy, '.perf-budget'));
    expect(report.head).toEqual({ sha: checkout.base, dirty: true });
    expect(report.base).toMatchObject({ sha: checkout.base, source: 'measured' });
    expect(await gitState(copy)).toEqual(before);
  });
});
