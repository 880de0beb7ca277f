import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exitCode } from '../../../src/compare/exit-code.ts';
import { whyFailed } from '../../../src/github/publish/why-failed.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { renderTerminal, verdictLine } from '../../../src/report/terminal/terminal.ts';
import { type Outcome, run } from '../../../src/run.ts';
import { processesOf } from '../../support/folders/leftovers.ts';
import { temporaryFolder } from '../../support/folders/temporary.ts';
import { checkOutPullRequest, gitState } from '../../support/git/pull-request.ts';
import { standInGit } from '../../support/git/trouble.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

/** Counts its calls in a file, and never answers one of them. */
const script = (counter: string, never: number) => `n=$(cat '${counter}'); echo $((n + 1)) > '${counter}'
[ "$n" = ${never} ] && exec sleep 600`;

const COMMANDS = 40;

it('a run is incomplete whichever of its commands git never answers, and names that command', async () => {
  const checkout = await checkOutPullRequest(folder.path, {
    base: { 'dist/app.js': 'base', 'perf-budget.yml': 'bundle:\n  app: { path: dist }\n' },
    head: { 'dist/app.js': 'head' },
  });
  const temporary = join(folder.path, 'temporary');
  await mkdir(temporary);
  const counter = join(folder.path, 'counter');
  const path = process.env.PATH ?? '';

  const workspace = join(folder.path, 'copy');

  const runWith = async (never: number): Promise<{ outcome: Outcome; calls: number }> => {
    // Without what the run before has fetched.
    await rm(workspace, { recursive: true, force: true });
    await cp(checkout.workspace, workspace, { recursive: true });
    await writeFile(counter, '0');
    vi.stubEnv('PATH', path);
    vi.stubEnv('PATH', await standInGit(join(folder.path, 'bin'), script(counter, never)));
    const outcome = await run({
      directory: workspace,
      config: null,
      name: 'default',
      base: { kind: 'merge-parent', pullHead: checkout.head, baseBranch: 'main', fallback: checkout.opened },
      token: null,
      serverUrl: 'https://github.example',
      // Long enough for any answer on a busy machine.
      silenceMs: 3_000,
      temporary,
      only: [],
      shard: null,
      baselines: null,
      willBeStored: false,
      signal: new AbortController().signal,
      progress: () => {},
    });
    vi.stubEnv('PATH', path);
    return { outcome, calls: Number(await readFile(counter, 'utf8')) };
  };

  const commands = new Set<string>();
  for (let never = 0; never < COMMANDS; never += 1) {
    const { outcome, calls } = await runWith(never);
    const { report } = outcome;
    if (calls <= never) {
      expect(report).toMatchObject({ verdict: 'pass', base: { source: 'measured' }, failures: [] });
      break;
    }
    const [, command = ''] = /(git [\w-]+) did not answer/.exec(JSON.stringify(report.failures)) ?? [];
    commands.add(command);
    // Git shows no progress of a status, however large the worktree.
    const words = `${command} did not answer within ${command === 'git status' ? 30 : 3} s`;
    expect({ never, verdict: report.verdict, code: exitCode(report, 'breach') }).toEqual({
      never,
      verdict: 'incomplete',
      code: 3,
    });
    const terminal = renderTerminal(report, { columns: 200, color: false }) + verdictLine(report, { color: false });
    for (const text of [terminal, renderMarkdown(report), whyFailed(report).join('\n')]) expect(text).toContain(words);
    expect(report.results.find(({ metric }) => metric === 'total')).toMatchObject({ head: expect.any(Number) });
    expect(processesOf(folder.path)).toEqual([]);
    expect(await gitState(workspace)).toMatchObject({ status: '', worktrees: 1 });
  }
  expect([...commands].sort()).toEqual([
    'git cat-file',
    'git checkout',
    'git config',
    'git fetch',
    'git for-each-ref',
    'git grep',
    'git ls-files',
    'git ls-tree',
    'git rev-parse',
    'git status',
  ]);
}, 300_000);
