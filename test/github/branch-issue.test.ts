import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../src/github/api/client.ts';
import { openIssue, toKept } from '../../src/github/branch-issue.ts';
import type { MeasuredEvent } from '../../src/github/events/event.ts';
import { publish } from '../../src/github/publish/publish.ts';
import type { Report } from '../../src/model/report.ts';
import { run } from '../../src/run.ts';
import { type BaseRequest, requestedBase } from '../../src/workspace/git/base.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { commit, createRepository, git, repositoryAt } from '../support/git/repository.ts';
import { anEnvironment } from '../support/github/an-environment.ts';
import { type Answer, forbidden, type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let workspace: string;
let github: LoopbackGitHub;
let runs: number;

beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  folder = await temporaryFolder();
  workspace = join(folder.path, 'workspace');
  await mkdir(join(folder.path, 'temporary'));
  github = await startGitHub();
  runs = 100;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await github[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const PUSHES = 60;
const pushed = (index: number): void => {
  const at = Date.now() - (29 - (index * 29) / PUSHES) * 86_400_000;
  vi.stubEnv('GIT_COMMITTER_DATE', new Date(at).toISOString());
};
const sizeAfter = (count: number): number => Math.round(50_000 * 1.01 ** count);
const bundle = (count: number) => ({ 'dist/app.js': 'a'.repeat(sizeAfter(count)) });

const EACH = Array.from({ length: PUSHES }, (_, index) => index + 1);

/** A branch that grew by 1 % at each push of four weeks, with the commits of these pushes. */
async function creptBranch(kept: readonly number[]): Promise<void> {
  pushed(0);
  await createRepository(workspace, {
    'perf-budget.yml': 'bundle: { app: { path: dist, compression: none } }\n',
    ...bundle(0),
  });
  for (const count of kept) {
    pushed(count);
    await commit(workspace, bundle(count), `Add the feature ${count} (#${count + 10})`);
  }
}

const measured = async (base: BaseRequest): Promise<Report> => {
  const { report } = await run({
    ...{ directory: workspace, config: null, name: 'creep', base, token: null, only: [], shard: null, baselines: null },
    ...{ serverUrl: 'https://github.example', temporary: join(folder.path, 'temporary'), willBeStored: false },
    signal: new AbortController().signal,
    progress: () => {},
  });
  return report;
};

const scheduled = (base = '28 days ago'): MeasuredEvent => ({
  ...{ kind: 'schedule', pull: null, commit: 'c'.repeat(40), mayStore: true },
  base: requestedBase(base),
});

/** What the action does on a schedule. */
async function creepRun(event = scheduled()): Promise<{ report: Report; messages: readonly unknown[] }> {
  runs += 1;
  const { owner, repo } = github.state;
  const client = createClient({
    ...{ token: 'secret', apiUrl: github.url, retryDelayMs: 1 },
    signal: new AbortController().signal,
  });
  const issue = await openIssue({
    ...{ event, client, owner, repo },
    inputs: { issue: 'on-failure', name: 'creep', shard: null },
  });
  const report = await measured(issue.base);
  const { messages } = await publish({
    ...{ report, event, client, pageUrl: null, directory: '', comment: 'always', check: 'none', recorded: {} },
    ...{ refusals: [], conclusion: report.verdict === 'fail' ? 'failure' : 'success' },
    environment: { ...anEnvironment(folder.path), runId: runs },
    issue: await toKept(issue, report, repositoryAt(workspace)),
  });
  return { report, messages: [...issue.messages, ...messages] };
}

describe('60 pushes of +1 % each', () => {
  test('each passes; the run against 28 days ago fails with the sum, and keeps one issue until it is reverted', async () => {
    await creptBranch(EACH);
    const ofPush = await measured({ kind: 'merge-base', ref: 'HEAD~1' });
    expect(ofPush.verdict).toBe('pass');

    const { report, messages } = await creepRun();
    expect(messages).toEqual([]);
    const span = Number(await git(workspace, 'rev-list', '--count', `${report.base.sha}..HEAD`));
    expect(span).toBeGreaterThan(50);
    const grown = sizeAfter(PUSHES) - sizeAfter(PUSHES - span);
    expect(report.verdict).toBe('fail');
    expect(report.results.find(({ id }) => id === 'bundle/app/javascript')?.change?.absolute).toBe(grown);
    expect(github.state.issues).toMatchObject([{ state: 'open' }]);
    const [issue] = github.state.issues ?? [];
    expect(issue?.title).toMatch(/^Performance has crept: app JavaScript \+3\d(\.\d)? kB, .* in 28 days$/);
    expect(issue?.body).toContain('### Suspects');
    expect(issue?.body).toContain('Add the feature 60 #70 | dist/app.js |');

    await creepRun();
    expect(github.state.issues).toHaveLength(1);

    await commit(workspace, bundle(0), 'Revert it all');
    const fixed = await creepRun();
    expect(fixed.report.verdict).toBe('pass');
    expect(github.state.issues).toMatchObject([{ state: 'closed', stateReason: 'completed' }]);
    const after = await creepRun();
    expect(after.report.base.reason).toContain('the tip of the branch 28 days ago');
  });

  test('an issue that a person closes accepts the level: base is no commit before it', async () => {
    await creptBranch([1, 30, PUSHES]);
    await creepRun();
    const accepted = await git(workspace, 'rev-parse', 'HEAD');
    Object.assign(github.state.issues?.[0] ?? {}, { state: 'closed' });
    await commit(workspace, bundle(PUSHES + 2), 'Add a little more');
    const { report } = await creepRun();
    expect(report.base).toMatchObject({ sha: accepted, reason: 'accepted by closing issue #1' });
    expect(report.verdict).toBe('pass');
    expect(github.state.issues).toMatchObject([{ state: 'closed' }]);
    await commit(workspace, bundle(PUSHES + 20), 'Add much more');
    expect((await creepRun()).report.verdict).toBe('fail');
    expect(github.state.issues).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
  });
});

describe('a GitHub that keeps no issue', () => {
  const gone: Answer = { status: 410, body: { message: 'Issues has been disabled in this repository.' } };
  const missing: Answer = { status: 404, body: { message: 'Not Found' } };
  test.each<[string, string, Answer]>([
    ['a token that may not read issues', 'issues/list-for-repo', forbidden()],
    ['a token that may not write issues', 'issues/create', forbidden()],
    ['issues that are hidden from the token', 'issues/list-for-repo', missing],
    ['issues that are turned off', 'issues/list-for-repo', gone],
  ])('%s: one notice, and the verdict stays', async (_, operation, answer) => {
    pushed(0);
    await createRepository(workspace, { 'perf-budget.yml': 'bundle: { app: { path: dist } }\n', ...bundle(0) });
    pushed(PUSHES);
    await commit(
      workspace,
      { 'dist/app.js': Array.from({ length: 9_000 }, (_, index) => index * 7919).join() },
      'Grow',
    );
    github.intercept(operation, () => answer);
    const { report, messages } = await creepRun();
    expect(report.verdict).toBe('fail');
    expect(messages).toEqual([{ level: 'notice', text: expect.stringMatching(/issue.*(issues: write|turned off)/s) }]);
  });
});

test.each<[string, Partial<MeasuredEvent>]>([
  [
    'a pull request',
    { kind: 'pull_request', pull: { number: 1, headSha: 'a'.repeat(40), fork: false }, mayStore: false },
  ],
  ['a merge queue', { kind: 'merge_group', mayStore: false }],
  ['a tag', { kind: 'push', base: { kind: 'merge-base', ref: null }, mayStore: false }],
])('%s keeps no issue', async (_, change) => {
  const issue = await openIssue({
    ...{ event: { ...scheduled(), ...change }, client: null, owner: 'octo-org', repo: 'shop' },
    inputs: { issue: 'on-failure', name: 'default', shard: null },
  });
  expect(issue).toMatchObject({ isKept: false });
});
