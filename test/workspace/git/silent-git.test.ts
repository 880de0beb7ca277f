import { cp, mkdir, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exitCode } from '../../../src/compare/exit-code.ts';
import { whyFailed } from '../../../src/github/publish/why-failed.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { renderTerminal, verdictLine } from '../../../src/report/terminal/terminal.ts';
import { type Outcome, run } from '../../../src/run.ts';
import { processesOf } from '../../support/folders/leftovers.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
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

/** Runs at a time: they wait for the same silence. */
const AT_ONCE = 6;
/** Long enough for any answer on a busy machine. */
const SILENCE_S = 5;
const LATER = new Date('2100-01-01');

/**
 * Notes in the folder of each run what it calls, the calls of each command numbered, and never answers the one that the run
 * names: commands that run side by side change places.
 */
const script = (folder: string) => `here="$PWD/ $*"
case "$here" in *'${folder}'/run-*) ;; *) exec "$GIT" "$@";; esac
after=\${here#*'${folder}'/run-}
run='${folder}'/run-\${after%%/*}
n=0
while ! mkdir "$run/calls/$1-$n" 2> /dev/null; do n=$((n + 1)); done
[ "$1-$n" = "$(cat "$run/never")" ] && exec sleep 600`;

it('a run is incomplete whichever of its commands git never answers, and names that command', async () => {
  const checkout = await checkOutPullRequest(folder.path, {
    base: { 'dist/app.js': 'base', 'perf-budget.yml': 'bundle:\n  app: { path: dist }\n' },
    head: { 'dist/app.js': 'head' },
  });
  vi.stubEnv('PATH', await standInGit(join(folder.path, 'bin'), script(folder.path)));

  /** @param never for example `fetch-0`, its first fetch. */
  const runWith = async (never: string): Promise<{ outcome: Outcome; calls: string[]; own: string }> => {
    const own = join(folder.path, `run-${never}`);
    const temporary = join(own, 'temporary');
    const calls = join(own, 'calls');
    for (const path of [temporary, calls]) await mkdir(path, { recursive: true });
    await cp(checkout.workspace, join(own, 'workspace'), { recursive: true });
    // On a busy machine it could be older than the run, which asks git once more then, with another limit.
    await utimes(join(own, 'workspace/dist/app.js'), LATER, LATER);
    await writeFiles(own, { never });
    const outcome = await run({
      directory: join(own, 'workspace'),
      config: null,
      name: 'default',
      base: { kind: 'merge-parent', pullHead: checkout.head, baseBranch: 'main', fallback: checkout.opened },
      token: null,
      serverUrl: 'https://github.example',
      silenceMs: SILENCE_S * 1_000,
      temporary,
      only: [],
      shard: null,
      baselines: null,
      willBeStored: false,
      signal: new AbortController().signal,
      progress: () => {},
    });
    return { outcome, calls: await readdir(calls), own };
  };

  const whole = await runWith('none');
  expect(whole.outcome.report).toMatchObject({ verdict: 'pass', base: { source: 'measured' }, failures: [] });
  expect(whole.calls).not.toEqual([]);

  const commands = new Set<string>();
  const expectIncomplete = async (never: string) => {
    const { outcome, own } = await runWith(never);
    const { report } = outcome;
    const [, command = ''] = /(git [\w-]+) did not answer/.exec(JSON.stringify(report.failures)) ?? [];
    commands.add(command);
    // Git shows no progress of a status, however large the worktree.
    const words = `${command} did not answer within ${command === 'git status' ? 10 * SILENCE_S : SILENCE_S} s`;
    expect({ never, verdict: report.verdict, code: exitCode(report, 'breach') }).toEqual({
      never,
      verdict: 'incomplete',
      code: 3,
    });
    const terminal = renderTerminal(report, { columns: 200, color: false }) + verdictLine(report, { color: false });
    for (const text of [terminal, renderMarkdown(report), whyFailed(report).join('\n')]) expect(text).toContain(words);
    expect(report.results.find(({ metric }) => metric === 'total')).toMatchObject({ head: expect.any(Number) });
    expect(processesOf(`${own}/`)).toEqual([]);
    expect(await gitState(join(own, 'workspace'))).toMatchObject({ status: '', worktrees: 1 });
  };
  const left = whole.calls.sort(); // the status, which waits longest, is taken first
  const lane = async () => {
    for (let never = left.pop(); never !== undefined; never = left.pop()) await expectIncomplete(never);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));

  expect([...commands].sort()).toEqual([
    'git cat-file',
    'git checkout',
    'git config',
    'git fetch',
    'git for-each-ref',
    'git ls-files',
    'git ls-tree',
    'git rev-parse',
    'git status',
  ]);
}, 600_000);
