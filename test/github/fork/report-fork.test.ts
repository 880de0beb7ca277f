import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundle } from '../../../src/checks/bundle/index.ts';
import { noConfig } from '../../../src/config/resolve.ts';
import { artifactName } from '../../../src/github/artifacts/name.ts';
import { readEnvironment } from '../../../src/github/environment.ts';
import type { WorkflowRunEvent } from '../../../src/github/events/event.ts';
import { readEvent } from '../../../src/github/events/read-event.ts';
import { decideInThread } from '../../../src/github/fork/decide-in-thread.ts';
import { reportFork } from '../../../src/github/fork/report-fork.ts';
import { type Inputs, readInputs } from '../../../src/github/inputs.ts';
import type { Report } from '../../../src/model/report.ts';
import { forkRun } from '../../support/github/fork-run.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';
import { type ResultsService, startResults } from '../../support/github/loopback/results.ts';
import { addLabel } from '../../support/github/loopback/state.ts';
import { reportOfApp } from '../../support/reports/a-report.ts';

// Each report is decided in a thread of its own, which loads the sources.
vi.setConfig({ testTimeout: 60_000 });

const HEAD = 'a'.repeat(40);
const BASE = 'b'.repeat(40);
const CONFIG = 'bundle:\n  app:\n    path: dist\n    budgets: { javascript: 150 kB }\n';

let github: LoopbackGitHub;
let results: ResultsService;
let folder: string;
let log: string;

beforeEach(async () => {
  [github, results] = [await startGitHub(), await startResults()];
  folder = await mkdtemp(join(tmpdir(), 'fork-'));
  await writeFile(join(folder, 'output'), '');
  vi.stubEnv('GITHUB_OUTPUT', join(folder, 'output'));
  log = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    log += String(chunk);
    return true;
  });
  github.state.files.set(`${BASE}:perf-budget.yml`, CONFIG);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  expect(github.violations).toEqual([]);
  await github[Symbol.asyncDispose]();
  await results[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** What a fork's run would upload; JavaScript in bytes. */
function measured(head: number, of: Partial<Report> = {}): Report {
  const samples = bundle.metrics.flatMap(({ id: metric }) =>
    (['base', 'head'] as const).map((side, order) => ({
      ...{ check: 'bundle', subject: 'app', variant: null, metric, side, round: 0, launch: 0, attempt: 0 },
      order: order as 0 | 1,
      value: side === 'head' ? head : 100_000,
    })),
  );
  return reportOfApp(
    { head },
    {
      samples,
      ...of,
    },
  );
}

const archive = (report: unknown) => zipSync({ 'report.json': strToU8(JSON.stringify(report)) });

interface Run {
  readonly archive?: Uint8Array;
  /** Of a re-run. */
  readonly second?: Uint8Array;
  readonly event?: Partial<WorkflowRunEvent>;
  readonly inputs?: Partial<Inputs>;
  /** The run that reports. */
  readonly reportedBy?: number;
  readonly limitMs?: number;
  readonly pulls?: readonly { number?: number; sha?: string; baseSha?: string }[];
}

async function report({
  archive: uploaded,
  second,
  event = {},
  inputs = {},
  reportedBy = 200,
  limitMs,
  pulls = [{}],
}: Run) {
  const example = await forkRun({ head: HEAD, base: BASE }, pulls);
  github.state.pulls.push(...example.pulls);
  const read = readEvent('workflow_run', example.payload, { sha: BASE, base: null }) as WorkflowRunEvent;
  for (const [attempt, content] of [uploaded, second].entries()) {
    if (content === undefined) continue;
    const name = artifactName('default', attempt + 1);
    results.stored.set(name, Buffer.from(content));
    github.state.artifacts.push({
      id: 7 - attempt,
      run: event.id ?? read.id,
      name,
      bytes: 1_000,
      url: results.address(name),
    });
  }
  const environment = readEnvironment({
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_EVENT_NAME: 'workflow_run',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_SHA: BASE,
    GITHUB_REPOSITORY: 'octo-org/shop',
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_RUN_ID: String(reportedBy),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  });
  const code = await reportFork({
    event: { ...read, ...event },
    inputs: { ...readInputs(), token: 'secret', ...inputs },
    environment,
    signal: new AbortController().signal,
    ...(limitMs === undefined ? {} : { limitMs }),
  });
  const status = github.state.statuses.at(-1);
  return { code, status, body: github.state.comments[0]?.body ?? '', log };
}

it('posts comment and status on the pull request that GitHub names, and succeeds: the status is the verdict', async () => {
  const { code, status, body } = await report({ archive: archive(measured(100_000)) });
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(github.state.comments).toMatchObject([{ pull: 2 }]);
  expect(body).toContain('run of the fork');
  expect(status).toMatchObject({ sha: HEAD, context: 'perf-budget', state: 'success' });
  expect(github.state.checkRuns).toEqual([]);
  expect(await readFile(join(folder, 'output'), 'utf8')).toContain('pass');
});

it("holds the samples against base's limits, and not against those that the report brings along", async () => {
  const loose = measured(200_000, { verdict: 'pass', accepted: [{ label: 'x', subject: null, by: 'me', at: null }] });
  const { code, status, body } = await report({ archive: archive(loose) });
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(status).toMatchObject({ state: 'failure' });
  expect(body).toContain('❌');
});

it('believes nothing else of the report: no number, no commit, no name, no sentence', async () => {
  const words = '::set-output name=verdict::pass @everyone ![x](https://evil.example/x) ✅ all is well';
  const hostile = measured(200_000, {
    name: words,
    notes: [words],
    config: words,
    head: { sha: 'c'.repeat(40), dirty: true },
    base: { sha: 'd'.repeat(40), source: 'measured', reason: words },
    failures: [{ stage: 'build', side: 'base', message: words, output: words }],
  });
  const { body, status } = await report({ archive: archive({ ...hostile, number: 99, pull: 99 }) });
  expect(github.state.comments).toMatchObject([{ pull: 2 }]);
  for (const part of ['set-output', 'everyone', 'evil.example', 'c'.repeat(7), 'd'.repeat(7)]) {
    expect(body).not.toContain(part);
    expect(log).not.toContain(part);
  }
  expect(status).toMatchObject({ sha: HEAD, context: 'perf-budget', state: 'failure' });
});

it('begins with whose figures they are, in comment, summary and status', async () => {
  const { status, body } = await report({ archive: archive(measured(100_000)) });
  const summary = await readFile(join(folder, 'summary'), 'utf8');
  for (const text of [body.split('\n')[1], summary.split('\n')[0]])
    expect(text).toMatch(
      /^\*\[Figures from a run of the fork's own code\]\(https:\/\/github\.example\/octo-org\/shop\//,
    );
  expect(status?.description).toMatch(/^Fork's figures: /);
});

it('names the base that it was measured against, if GitHub knows it, and the limits of the base branch', async () => {
  const older = 'd'.repeat(40);
  const base = { sha: older, source: 'measured', reason: 'it says so' } as const;
  const uploaded = archive(measured(100_000, { base }));
  const unknown = await report({ archive: uploaded });
  expect(unknown.body).not.toContain('ddddddd');
  expect(unknown.body).toContain('a base that GitHub does not know');
  github.state.comments.length = 0;
  github.state.pulls.length = 0;
  github.state.files.set(`${older}:perf-budget.yml`, CONFIG);
  const { body } = await report({ archive: uploaded });
  expect(body).toContain('perf-budget run --base ddddddd');
  expect(body).toContain('were decided by `perf-budget.yml` of the base branch, at `bbbbbbb`');
});

describe('a report that takes too long', () => {
  it('is refused in a status, and ends the step', async () => {
    const { code, status } = await report({ archive: archive(measured(1)), limitMs: 1 });
    expect({ code, log }).toMatchObject({ code: 3 });
    expect(status).toMatchObject({
      sha: HEAD,
      state: 'failure',
      description: expect.stringContaining('within 0.001 s'),
    });
    expect(await readFile(join(folder, 'summary'), 'utf8')).toContain('could not be decided');
  });

  it('is ended while it is being decided', async () => {
    const pull = { number: 2, headSha: HEAD, baseSha: BASE };
    const request = { content: Buffer.from('{}'), plan: noConfig, name: 'default', pull, runUrl: 'https://x.example' };
    const { subjects, servers, measure, config } = noConfig;
    const plain = { ...request, plan: { subjects, servers, measure, config } };
    expect(await decideInThread(plain, AbortSignal.timeout(1))).toBe(null);
    expect(await decideInThread(plain, new AbortController().signal)).toMatchObject({ ok: false });
  });
});

describe('an older comment that is green', () => {
  const green = async () => {
    const { body, status } = await report({ archive: archive(measured(100_000)) });
    expect(body).toContain('✅');
    expect(status?.state).toBe('success');
    github.state.artifacts.length = 0;
    github.state.pulls.length = 0;
    results.stored.clear();
  };
  const now = () => ({ body: github.state.comments[0]?.body, state: github.state.statuses.at(-1)?.state });

  it('does not outlive a run that left no report', async () => {
    await green();
    expect(await report({})).toMatchObject({ code: 0 });
    expect(now()).toEqual({ body: expect.stringContaining('The newest run left no report'), state: 'failure' });
    expect(now().body).not.toContain('✅');
    expect(github.state.comments.length).toBe(1);
  });

  it('does not outlive a report that is refused', async () => {
    await green();
    expect(await report({ archive: zipSync({ 'report.json': strToU8('{') }) })).toMatchObject({ code: 0 });
    expect(now()).toEqual({ body: expect.stringContaining("The report can't be used"), state: 'failure' });
  });
});

it('why nothing was decided is text in the summary, whatever it names', async () => {
  const config = '![x](https://evil.example/x)<b>.yml';
  const { code } = await report({ archive: archive(measured(1)), inputs: { config } });
  expect({ code, log }).toMatchObject({ code: 0 });
  const summary = await readFile(join(folder, 'summary'), 'utf8');
  expect(summary).toContain('evil');
  expect(summary).not.toMatch(/!\[x\]\(|<b>/);
});

it('names what could not be posted where there is no verdict, either', async () => {
  github.intercept('repos/create-commit-status', forbidden);
  const { code } = await report({ archive: zipSync({ 'report.json': strToU8('{') }) });
  expect(code).toBe(3);
  expect(log).toMatch(/Not posted: the status\. .*statuses: write/s);
});

it('a verdict that could not be posted as a status ends the step, also where the comment was', async () => {
  github.intercept('repos/create-commit-status', forbidden);
  const { code, body } = await report({ archive: archive(measured(200_000)) });
  expect({ code, log }).toMatchObject({
    code: 3,
    log: expect.stringMatching(/Not posted: the status\. .*statuses: write/s),
  });
  expect(body).toContain('❌');
});

it('the status is posted where GitHub fails at every request for the comment', async () => {
  github.fail(({ operation }) =>
    operation.startsWith('issues/') && operation.endsWith('comments')
      ? { kind: 'redirect', status: 302, carriedOut: false }
      : null,
  );
  const { code, status } = await report({ archive: archive(measured(200_000)) });
  expect({ code, log }).toMatchObject({ code: 0, log: expect.stringContaining('Not posted: the comment.') });
  expect(status).toMatchObject({ state: 'failure' });
});

it('an answer of GitHub that is not as documented is said to be that, in words', async () => {
  github.fail(({ operation }) =>
    operation === 'pulls/list' ? { kind: 'text', type: 'application/json', text: '{}', carriedOut: false } : null,
  );
  const { code } = await report({ archive: archive(measured(1)) });
  expect({ code, log }).toMatchObject({
    code: 3,
    log: expect.stringContaining('Not read: the pull request: the answer is not what GitHub documents.'),
  });
});

it("names what the plan can't fail on only if base's config has it", async () => {
  const few = { check: 'bundle', lacks: 'rounds', has: 5, needs: 8 } as const;
  const reach = [
    { ...few, subject: 'all is well' },
    { ...few, subject: 'app' },
  ];
  const { body } = await report({ archive: archive(measured(100_000, { reach })) });
  expect(body).not.toContain('all is well');
  const [written = ''] = (await readdir(folder)).filter((name) => name.startsWith('perf-budget-'));
  const { reach: shown } = JSON.parse(await readFile(join(folder, written, 'report.json'), 'utf8'));
  expect(shown).toEqual([{ ...few, subject: 'app' }]);
});

it("names the settings and limits that the fork changes in words of base's config alone", async () => {
  const evil = 'evil ![x](https://evil.example/x)';
  const about = { check: 'bundle', subject: 'app', variant: null, metric: null, from: null, to: null } as const;
  const setting = (check: string, subject: string, key: string) => ({
    ...{ ...about, check, subject, rule: 'setting' as const },
    setting: { key, from: evil, to: evil },
    source: { file: evil, line: 1 },
  });
  const javascript = { id: 'javascript', label: evil, unit: 'B', worse: 'higher' } as const;
  const limit = { ...about, metric: javascript, rule: 'budget' as const, source: { file: evil, line: 1 } };
  const loosened = [
    { ...limit, from: { limit: 1, by: 'value' as const }, to: { limit: 900_000, by: 'value' as const } },
    { ...limit, metric: { ...javascript, id: evil } },
    setting('bundle', 'app', 'exclude.evil'),
    setting('bundle', 'app', 'evil'),
    setting('bundle', 'evil', 'exclude'),
    setting('servers', 'evil', 'start'),
    setting('measure', 'measure', 'rounds.api'),
    setting('evil', 'evil', 'build'),
  ];
  const { body, code } = await report({ archive: archive(measured(100_000, { loosened })) });
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(body).toMatch(/^\*\*This change loosens limits:\*\* \*\*app\*\* JavaScript 150.kB → 900.kB\.$/m);
  expect(body).toContain(
    '**This change alters how it is measured:** **app** exclude `as base has it` → `as the fork has it`, ' +
      '**measure** rounds.api `as base has it` → `as the fork has it`.',
  );
  expect(body + log).not.toContain('evil');
});

it("lets a label accept a fork's breach, and no more than it was set on", async () => {
  addLabel(github.state, { pull: 2, name: 'perf-budget:accept' });
  expect((await report({ archive: archive(measured(200_000)) })).status).toMatchObject({ state: 'success' });
  github.state.artifacts.length = 0;
  github.state.pulls.length = 0;
  const { body } = await report({ archive: archive(measured(250_000)) });
  expect(github.state.statuses.at(-1)).toMatchObject({ state: 'failure' });
  expect(body).toContain('was accepted at 200');
});

it('decides nothing by a report without coins, which an older version wrote, and says which version throws them', async () => {
  const old = measured(100_000);
  const [sample] = old.samples;
  const timed = { ...sample, check: 'api', subject: 'list', metric: 'p95' } as typeof sample;
  const [result] = old.results;
  const ofTime = { ...result, check: 'api', subject: 'list', metric: 'p95', kind: 'sampled', id: 'api/list/p95' };
  const uploaded = { ...old, samples: [...old.samples, timed], results: [...old.results, ofTime] };
  const { code, status } = await report({ archive: archive(uploaded) });
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(status).toMatchObject({ sha: HEAD, state: 'failure', description: expect.stringContaining('0.2.0 or later') });
  expect(github.state.comments).toEqual([]);
});

const good = archive(measured(100_000));
const bad = archive(measured(200_000));

it.each([
  ['fails at first and passes then', bad, good, 'success', '✅'],
  ['passes at first and fails then', good, bad, 'failure', '❌'],
])('of a run that %s, the re-run counts', async (_, first, second, state, mark) => {
  await report({ archive: first });
  github.state.pulls.length = 0;
  const { status, body } = await report({ second, event: { attempt: 2 } });
  expect(status).toMatchObject({ state });
  expect(github.state.comments).toHaveLength(1);
  expect(body).toContain(mark);
});

it('of a re-run that measured nothing again, the first report counts', async () => {
  const { status } = await report({ archive: bad, event: { attempt: 3 } });
  expect(status).toMatchObject({ state: 'failure' });
});

it('what was measured first does not replace what was measured later, though it is reported later', async () => {
  await report({ archive: bad, second: good, event: { attempt: 2 } });
  github.state.pulls.length = 0;
  const { body, status } = await report({ archive: bad, reportedBy: 201 });
  expect(body).toContain('✅');
  expect(log).toContain('A later run has already commented');
  expect(status).toMatchObject({ state: 'success' });
});

it.each([
  ['was measured before it', { archive: bad }],
  ['left no report', {}],
])('the status of a run stays where an earlier run is reported later that %s', async (_, earlier) => {
  const { status } = await report({ archive: good });
  expect(status).toMatchObject({ state: 'success' });
  github.state.pulls.length = 0;
  github.state.artifacts.length = 0;
  const before = { id: Number(/-by-(\d+)/.exec(status?.targetUrl ?? '')?.[1]) - 1 };
  expect(await report({ ...earlier, event: before, reportedBy: 201 })).toMatchObject({ code: 0, status });
});

describe('a re-run that left no report', () => {
  /** Of GitHub's example. */
  const RUN = 289782451;
  const LATE = '2026-01-02T00:00:00Z';
  const rerun = { event: { attempt: 2, conclusion: 'failure', startedAt: LATE } } as const;
  const job = (name: string, attempt: number, startedAt = attempt === 2 ? LATE : '2026-01-01T00:00:00Z') =>
    github.state.jobs.push({ run: RUN, attempt, name, startedAt });

  it('does not pass by the report of the run before, if it ran all jobs again', async () => {
    job('performance', 1);
    job('performance', 2);
    await report({ archive: good });
    github.state.pulls.length = 0;
    const { status, body } = await report({ ...rerun, archive: good });
    expect(status).toMatchObject({ state: 'failure' });
    expect(body).toContain('The newest run left no report');
  });

  it.each([
    ['lists it with its first time', '2026-01-01T00:00:00Z'],
    ['does not list it', null],
  ])('leaves the report of a job that was not run again as it was, where GitHub %s', async (_, startedAt) => {
    job('performance', 1);
    job('deploy', 1);
    job('deploy', 2);
    if (startedAt !== null) job('performance', 2, startedAt);
    const { status, body } = await report({ ...rerun, archive: good });
    expect(status).toMatchObject({ state: 'success' });
    expect(body).toMatch(/own code\]\([^)]*\/attempts\/1\)/);
  });
});

it('prints no names of subjects', async () => {
  const named = JSON.parse(JSON.stringify(measured(900_000)).replaceAll('"app"', '"::error::evil"'));
  const { code } = await report({ archive: archive(named) });
  expect({ code, log }).toMatchObject({ code: 0, log: expect.not.stringContaining('evil') });
});

it.each([
  ['no archive', strToU8('nothing')],
  ['several files', zipSync({ 'report.json': strToU8('{}'), 'package.json': strToU8('{}') })],
  ['a path that leads out', zipSync({ '../../report.json': strToU8('{}') })],
  ['a link', zipSync({ 'report.json': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] })],
  ['no JSON', zipSync({ 'report.json': strToU8('{') })],
  ['a newer version', archive({ ...measured(1), version: 2 })],
  ['a bomb', zipSync({ 'report.json': new Uint8Array(30_000_000) })],
  ['more than it says', new Uint8Array(10_000_001)],
])('an artifact that is %s is a failure, said in a status', async (_, uploaded) => {
  const { code, status } = await report({ archive: uploaded });
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(status).toMatchObject({ sha: HEAD, state: 'failure' });
  expect(github.state.comments).toEqual([]);
});

it.each<[string, Run]>([
  ['the head has moved on', { pulls: [{ sha: 'e'.repeat(40) }] }],
  ['no pull request is open', { pulls: [] }],
  ['the fork is deleted', { event: { headOwner: null, headRepositoryId: null } }],
  ['the run was no pull request', { event: { event: 'push' } }],
])('posts nothing, and succeeds, where %s', async (_, run) => {
  const { code } = await report({ archive: archive(measured(1)), ...run });
  expect({ code, log }).toMatchObject({ code: 0, log: expect.stringContaining('Nothing to report') });
  expect(github.state).toMatchObject({ comments: [], statuses: [] });
});

it('posts nothing where the run uploaded nothing', async () => {
  expect(await report({})).toMatchObject({ code: 0, log: expect.stringContaining('uploaded no report') });
  expect(github.state.statuses).toEqual([]);
});

it('decides for none of two pull requests that have the same head', async () => {
  const { status } = await report({
    archive: archive(measured(1)),
    pulls: [{}, { number: 3, baseSha: 'f'.repeat(40) }],
  });
  expect(status).toMatchObject({ state: 'failure', description: expect.stringContaining('#2 and #3') });
  expect(github.state.comments).toEqual([]);
});

it('names the permission that it lacks, and takes a base that it may not see for no base without a config', async () => {
  github.intercept('actions/list-workflow-run-artifacts', forbidden);
  expect(await report({ archive: archive(measured(1)) })).toMatchObject({
    code: 3,
    log: expect.stringContaining('actions: read'),
  });
  github.intercept('actions/list-workflow-run-artifacts', () => null);
  github.state.files.clear();
  github.state.pulls.length = 0;
  expect(await report({ archive: archive(measured(1)) })).toMatchObject({
    code: 3,
    log: expect.stringContaining('contents: read'),
  });
  expect(github.state.statuses).toEqual([]);
});

it('looks for the config where the inputs say, and links to it as it is at base', async () => {
  github.state.files.set(`${BASE}:web/budgets.yml`, CONFIG.replace('150 kB', '900 kB').replace('javascript', 'total'));
  github.state.files.set(`${BASE}:web/.github/perf-budget.yml`, CONFIG);
  const inputs = { workingDirectory: 'web', config: 'budgets.yml' };
  await report({ archive: archive(measured(100_000)), inputs });
  const body = github.state.comments[0]?.body;
  expect(body?.match(/blob\/[^)#]+/g)).toEqual([`blob/${BASE}/web/budgets.yml`]);
});
