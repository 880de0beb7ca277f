import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { checkOutPullRequest, type Files, gitState } from '../support/git/pull-request.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';
import { runStep, startStep } from '../support/github/runner.ts';

/** JavaScript that compression hardly makes smaller, the same at every call. */
function script(bytes: number): string {
  const lines = Array.from({ length: bytes / 64 }, (_, line) =>
    createHash('sha256').update(String(line)).digest('hex'),
  );
  return `globalThis.data = ${JSON.stringify(lines)};\n`;
}

/** A package without dependencies, whose build copies a file. */
const project: Files = {
  'package.json': JSON.stringify({ name: 'shop', private: true, scripts: { build: 'node build.mjs' } }),
  'build.mjs':
    "import { cpSync } from 'node:fs';\ncpSync('src', 'dist', { recursive: true });\nconsole.log('::set-output name=verdict::pass');\n",
  '.gitignore': 'dist\n',
  'perf-budget.yml': 'bundle:\n  app:\n    path: dist\n    thresholds: { javascript: 10% }\n',
  'src/app.js': script(20_000),
};

let github: LoopbackGitHub;
let folder: string;
beforeEach(async () => {
  github = await startGitHub();
  folder = await mkdtemp(join(tmpdir(), 'action-'));
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
  expect(github.violations).toEqual([]);
});

const step = async (
  head: Files,
  more: { inputs?: Record<string, string>; env?: Record<string, string>; meanwhile?: Files } = {},
) => {
  const { meanwhile = {}, ...rest } = more;
  const checkout = await checkOutPullRequest(folder, { base: project, head, meanwhile });
  return { checkout, ...(await runStep({ folder, checkout, github, ...rest })) };
};

const heavier: Files = { 'src/app.js': script(60_000) };

describe('a pull request that makes the bundle heavier', () => {
  it('fails the step, and says so everywhere', async () => {
    const { code, log, outputs, summary, checkout } = await step(heavier);
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(outputs).toMatchObject({
      verdict: 'fail',
      'comment-url': 'https://github.example/octo-org/shop/pull/2#issuecomment-1',
      'over-budget': '0',
    });
    expect(Number(outputs.breaches)).toBeGreaterThanOrEqual(1);
    expect(outputs.regressions).toBe(outputs.breaches);
    expect(outputs.files?.split('\n')).toEqual(expect.arrayContaining([outputs.report, outputs.markdown]));

    const report = reportSchema.parse(JSON.parse(await readFile(outputs.report ?? '', 'utf8')));
    expect(report.base).toMatchObject({ sha: checkout.base, source: 'measured' });
    expect(report.results.find(({ metric }) => metric === 'javascript')).toMatchObject({
      verdict: 'fail',
      threshold: { status: 'regressed' },
    });
    expect(await readFile(outputs.markdown ?? '', 'utf8')).toContain('Performance budget');
    expect(outputs.report).toContain(join(folder, 'temp'));

    expect(summary).toContain('### ❌ Performance budget');
    expect(github.state.comments).toMatchObject([
      { pull: 2, body: expect.stringContaining('### ❌ Performance budget') },
    ]);
    expect(github.state.checkRuns).toMatchObject([
      {
        name: 'perf-budget',
        headSha: checkout.head,
        conclusion: 'failure',
        annotations: expect.arrayContaining([expect.objectContaining({ path: 'perf-budget.yml', start_line: 4 })]),
      },
    ]);
    expect(log).toMatch(/^::error::\d of \d+ metrics? fails?: .*app JavaScript/m);

    // GitHub forgets the merge commit that was measured.
    const markdown = await readFile(outputs.markdown ?? '', 'utf8');
    for (const text of [github.state.comments[0]?.body, summary, markdown]) {
      expect(text).toContain(`/octo-org/shop/blob/${checkout.head}/perf-budget.yml`);
      expect(text).not.toContain(`blob/${checkout.mergeCommit}`);
    }
  });

  it('fails it although every write is answered with 403', async () => {
    for (const operation of ['issues/create-comment', 'checks/create']) github.intercept(operation, forbidden);
    const { code, log, outputs, summary } = await step(heavier);
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'fail', 'comment-url': '' });
    expect(summary).toContain('### ❌ Performance budget');
    expect(log.match(/^::warning::.*pull-requests: write.*checks: write/gm)).toHaveLength(1);
  });

  it('fails it without a token, and asks nothing of GitHub', async () => {
    const { code, outputs, summary } = await step(heavier, { inputs: { token: '' } });
    expect(code).toBe(1);
    expect(outputs.verdict).toBe('fail');
    expect(summary).toContain('### ❌ Performance budget');
    expect(github.calls).toEqual([]);
  });

  it('does not fail it where fail-on says never', async () => {
    const { code, outputs } = await step(heavier, { inputs: { 'fail-on': 'never' } });
    expect(code).toBe(0);
    expect(outputs.verdict).toBe('fail');
    expect(github.state.checkRuns).toMatchObject([{ conclusion: 'success' }]);
  });

  it('is held against its budgets alone where baseline says none', async () => {
    const { code, outputs } = await step(heavier, { inputs: { baseline: 'none' } });
    expect(code).toBe(0);
    const report = reportSchema.parse(JSON.parse(await readFile(outputs.report ?? '', 'utf8')));
    expect(report.base).toMatchObject({ sha: null, source: 'none' });
  });
});

it('a pull request is not blamed for what main did meanwhile', async () => {
  const { code, log, outputs, checkout } = await step({ 'readme.md': 'Hello' }, { meanwhile: heavier });
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(outputs).toMatchObject({
    ...{ verdict: 'pass', breaches: '0', 'over-budget': '0', regressions: '0', undecided: '0' },
  });
  expect(github.state.checkRuns).toMatchObject([{ headSha: checkout.head, conclusion: 'success' }]);
  expect(await gitState(checkout.workspace)).toEqual({ status: '', head: checkout.mergeCommit, worktrees: 1 });
});

it('what a build prints cannot speak to the runner', async () => {
  const { log } = await step(heavier);
  const [before = ''] = log.split('::set-output name=verdict::pass');
  expect(before).not.toBe(log);
  const token = before
    .match(/::stop-commands::(\S+)/g)
    ?.at(-1)
    ?.replace('::stop-commands::', '');
  expect(token).toBeDefined();
  expect(before).not.toContain(`\n::${token}::`);
});

describe('a mistake', () => {
  it('in the inputs ends with 2, and all are listed without a stack', async () => {
    const { code, log } = await step(heavier, { inputs: { comment: 'loud', check: 'mate' } });
    expect(code).toBe(2);
    expect(log).toMatch(/^::error::.*comment: expected.*check: expected/m);
    expect(log).not.toMatch(/%0A {4}at /);
  });

  it('in the config ends with 2 and is annotated on its line, also with `fail-on: never`', async () => {
    const config = { 'perf-budget.yml': 'bundel: {}\n' };
    const { code, log } = await step(config, { inputs: { 'fail-on': 'never' } });
    expect(code).toBe(2);
    expect(log).toMatch(/^::error file=perf-budget\.yml,line=1::.*bundel/m);
    expect(log).not.toMatch(/%0A {4}at /);
  });

  it('in the workflow ends with 2: an event without code to measure', async () => {
    const { code, log } = await step(heavier, { env: { GITHUB_EVENT_NAME: 'issue_comment' } });
    expect(code).toBe(2);
    expect(log).toContain('Use `on: pull_request`');
  });

  it.each(['', '{'])('of the runner ends with 2: a payload of the event that is %j', async (text) => {
    const path = join(folder, 'payload.json');
    await writeFile(path, text);
    const { code, log } = await step(heavier, { env: { GITHUB_EVENT_PATH: path } });
    expect({ code, log }).toMatchObject({ code: 2 });
    expect(log).toMatch(/^::error::The payload of the event can't be read: GITHUB_EVENT_PATH is /m);
    expect(log).not.toMatch(/%0A {4}at |^ {4}at /m);
  });

  it('of our own ends with 3, with a stack and a plea', async () => {
    const { code, log } = await step(heavier, { env: { GITHUB_OUTPUT: join(folder, 'nowhere') } });
    expect(code).toBe(3);
    expect(log).toMatch(/^::error::This is a bug in perf-budget\. Please report it.*%0A {4}at /m);
  });
});

describe.skipIf(process.platform === 'win32')('a cancelled job', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i, and leaves nothing behind', async (signal, code) => {
    const pidFile = join(folder, 'pid');
    const slow = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nsetInterval(() => {}, 1000);\n`;
    const checkout = await checkOutPullRequest(folder, { base: { ...project, 'build.mjs': slow }, head: heavier });
    const { child, result } = await startStep({ folder, checkout, github });
    const pid = await waitFor(() => readFile(pidFile, 'utf8').then(Number, () => 0));
    child.kill(signal);
    expect(await result).toMatchObject({ code });
    expect(isRunning(pid)).toBe(false);
    expect(await gitState(checkout.workspace)).toEqual({ status: '', head: checkout.mergeCommit, worktrees: 1 });
    expect(github.calls).toEqual([]);
  });
});

/** A process that has ended may still be listed, until its parent has heard of it. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function waitFor<T>(look: () => Promise<T>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await pause(20);
  }
}
