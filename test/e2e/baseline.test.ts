import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { config, shop, worse } from '../support/folders/shop-app.ts';
import { checkOutPullRequest, git, type PullRequestCheckout } from '../support/git/pull-request.ts';
import { type GitHubEvent, pullRequestEvent, pushEvent } from '../support/github/events.ts';
import { type Job, openJob } from '../support/github/job.ts';
import type { FaultKind } from '../support/github/loopback/faults.ts';
import { filesOf } from '../support/github/loopback/git-data.ts';
import { type ResultsService, startResults } from '../support/github/loopback/results.ts';
import { runStep } from '../support/github/runner.ts';

const LOCKFILE = '{ "name": "shop", "lockfileVersion": 3, "packages": {} }';

let job: Job;
let results: ResultsService;
let feature: PullRequestCheckout;
/** Main, as the job that runs on a push to it has it. */
let main: PullRequestCheckout;

beforeAll(async () => {
  job = await openJob();
  results = await startResults();
  feature = await checkOutPullRequest(job.folder, {
    base: {
      ...shop,
      'package-lock.json': LOCKFILE,
      'perf-budget.yml': `install: node --version\n${config({ checks: ['bundle'] })}`,
    },
    head: worse,
  });
  const workspace = join(job.folder, 'main');
  await git(job.folder, 'clone', '--quiet', '--depth=1', `file://${join(job.folder, 'origin')}`, workspace);
  main = { ...feature, workspace, head: feature.base, checkedOut: feature.base };
});
afterAll(async () => {
  await results[Symbol.asyncDispose]();
  await job[Symbol.asyncDispose]();
});

async function step(
  checkout: PullRequestCheckout,
  event: GitHubEvent,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = results.variables,
) {
  const { github, folder } = job;
  const done = await runStep({ folder, checkout, github, event, inputs, env });
  expect(github.violations).toEqual([]);
  return { ...done, report: JSON.parse(await readFile(done.outputs.report as string, 'utf8')) };
}

const push = async (inputs = {}) => step(main, await pushEvent(main, 'main'), inputs);
const kept = () => `The baseline of ${feature.base.slice(0, 7)} is kept in`;

it('a push keeps what it measured, and a pull request from a fork compares with it and never builds base', async () => {
  const pushed = await push();
  expect(pushed.log).toContain(`${kept()} the Actions cache.`);
  expect(results.cache.entries.map(({ key }) => key)).toEqual([`perf-budget-v1-default-${feature.base}`]);

  results.cache.access = 'read';
  const { code, log, report } = await step(feature, await pullRequestEvent(feature, 'a fork'));
  expect({ code, source: report.base.source, sha: report.base.sha }).toEqual({
    code: 1,
    source: 'stored',
    sha: feature.base,
  });
  expect(report.history.points.map(({ sha }: { sha: string }) => sha)).toEqual([feature.base, report.head.sha]);
  expect(log).toContain('built for head');
  expect(log).not.toContain('built for base');
  results.cache.access = 'write';
});

it('a branch keeps it, too, where one is named', async () => {
  const pushed = await push({ branch: 'perf-data' });
  expect(pushed.log).toContain('and the branch perf-data.');
  const files = filesOf(job.github.state.git, 'refs/heads/perf-data');
  expect([...(files?.keys() ?? [])]).toContain(`perf-budget/${feature.base}.json.gz`);
  results.cache.entries.length = 0;
  const { report } = await step(feature, await pullRequestEvent(feature), { branch: 'perf-data' });
  expect(report.base.source).toBe('stored');
});

it('what a run of another branch stored is not compared with', async () => {
  const elsewhere = await step(main, await pushEvent(main, 'feature'));
  expect(elsewhere.log).toContain(`${kept()} the Actions cache.`);
  const { report } = await step(feature, await pullRequestEvent(feature));
  expect(report.base.source).toBe('measured');
  expect(report.notes).toContainEqual(expect.stringContaining("it was not stored by a run of base's branch"));
  results.cache.entries.length = 0;
});

/** That each fault there is makes the cache one that has nothing, cache-store.test.ts holds. */
const FAULTS: readonly FaultKind[] = [{ kind: 'status', status: 503 }, { kind: 'cut' }];

it('a cache that fails costs base a build, and the verdict is the same', async () => {
  await push();
  const event = await pullRequestEvent(feature);
  const figures = ({ code, report }: Awaited<ReturnType<typeof step>>) => ({
    code,
    results: report.results.map((one: object) => ({ ...one, baseline: null })),
    findings: report.findings,
  });
  const expected = await step(feature, event);
  expect(expected.report.base.source).toBe('stored');
  for (const fault of FAULTS) {
    results.fail(() => ({ ...fault, carriedOut: false }));
    const found = await step(feature, event);
    expect(found.report.base.source, fault.kind).toBe('measured');
    expect(figures(found)).toEqual(figures(expected));
  }
  results.fail(() => null);
});

it('where it may not be saved there is one warning, and nothing else is different', async () => {
  results.cache.access = 'read';
  const { code, log } = await push();
  expect(code).toBe(0);
  expect(log.match(/^::warning.*/gm)).toEqual([expect.stringContaining('the Actions cache: cache write denied')]);
  results.cache.access = 'write';
});

it('where the runner has no such services nothing is saved, and nothing is said of it', async () => {
  const { code, log } = await step(
    main,
    await pushEvent(main, 'main'),
    {},
    { GITHUB_SERVER_URL: 'https://github.com' },
  );
  expect(code).toBe(0);
  expect(log).not.toMatch(/^::warning|is kept in/m);
});
