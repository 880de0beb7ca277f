// biome-ignore-all lint/suspicious/noTemplateCurlyInString: users and workflows write it like this

import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { config, shop, worse } from '../support/folders/shop-app.ts';
import { checkOutPullRequest } from '../support/git/pull-request.ts';
import { pullRequestEvent } from '../support/github/events.ts';
import { forkRun } from '../support/github/fork-run.ts';
import { openJob } from '../support/github/job.ts';
import { forbidden } from '../support/github/loopback/github.ts';
import { startResults } from '../support/github/loopback/results.ts';
import { runStep } from '../support/github/runner.ts';
import { full, PHISHING, poisoned } from '../support/reports/phishing.ts';
import { CONFIG } from '../support/reports/seeds.ts';

const WRITES = ['issues/create-comment', 'checks/create'];
const REPORT = 'perf-budget-report';
const strict = config({ checks: ['bundle'] });
const lax = 'bundle:\n  app:\n    path: dist\n    thresholds: { javascript: off, total: off }\n';

it("a fork that loosens its own limits passes its own run, and fails by base's when that is reported", async () => {
  await using job = await openJob();
  await using results = await startResults();
  const { github, folder } = job;

  for (const operation of WRITES) github.intercept(operation, forbidden);
  const measured = await job.run(
    { base: { ...shop, 'perf-budget.yml': strict }, head: { ...worse, 'perf-budget.yml': lax } },
    {
      event: (checkout) => pullRequestEvent(checkout, 'a fork'),
      env: { ...results.variables, GITHUB_RETENTION_DAYS: '3' },
    },
  );
  expect({ code: measured.code, log: measured.log }).toMatchObject({ code: 0 });
  expect(measured.log).not.toContain('::warning');
  expect([...results.stored.keys()].toSorted()).toEqual([REPORT, 'perf-budget.html']);

  for (const operation of WRITES) github.intercept(operation, () => null);
  const { checkout } = measured;
  const { payload, pulls } = await forkRun({ head: checkout.head, base: checkout.opened });
  const { id } = (payload as { workflow_run: { id: number } }).workflow_run;
  github.state.pulls.push(...pulls);
  github.state.artifacts.push({ id: 7, run: id, name: REPORT, bytes: 1_000, url: results.address(REPORT) });
  github.state.files.set(`${checkout.opened}:perf-budget.yml`, strict);
  // Without a checkout.
  const workspace = join(folder, 'empty');
  await mkdir(workspace);
  const event = { name: 'workflow_run', payload };
  const reported = await runStep({ folder, checkout: { ...checkout, workspace }, github, event });

  expect({ code: reported.code, log: reported.log }).toMatchObject({ code: 0 });
  expect(reported.outputs).toMatchObject({ verdict: 'fail' });
  expect(github.state.statuses).toMatchObject([{ sha: checkout.head, context: 'perf-budget', state: 'failure' }]);
  expect(github.state.comments).toMatchObject([{ pull: 2, body: expect.stringContaining('❌') }]);
  expect(github.violations).toEqual([]);
});

it("a page that needs a secret is left out on a fork, in its own run and in base's report, and is incomplete elsewhere", async () => {
  await using job = await openJob();
  await using results = await startResults();
  const { github, folder } = job;
  const withAccount = `bundle: { app: { path: dist } }
servers: { site: { static: dist } }
vitals: { account: { server: site, cookies: { session: "\${env:SESSION}" } } }
`;
  const files = { base: { ...shop, 'perf-budget.yml': withAccount }, head: { 'readme.md': 'Hello' } };

  for (const operation of WRITES) github.intercept(operation, forbidden);
  const measured = await job.run(files, {
    event: (checkout) => pullRequestEvent(checkout, 'a fork'),
    env: { ...results.variables, SESSION: '' },
  });
  const { checkout, report, log } = measured;
  const said = /no regression found; not measured: account \(no SESSION here\)/;
  expect({ code: measured.code, log }).toMatchObject({ code: 0 });
  expect(log).toMatch(new RegExp(`::warning::${said.source}.*a pull request from a fork gets no secrets`));
  expect(measured.summary).toMatch(said);
  expect(report?.verdict).toBe('pass');
  const ofAccount = report?.failures.filter((one) => one.stage === 'visit');
  expect(ofAccount).toMatchObject([{ subject: 'account', code: 'withheld', variables: ['SESSION'] }]);

  for (const operation of WRITES) github.intercept(operation, () => null);
  const { payload, pulls } = await forkRun({ head: checkout.head, base: checkout.opened });
  const { id } = (payload as { workflow_run: { id: number } }).workflow_run;
  github.state.pulls.push(...pulls);
  github.state.artifacts.push({ id: 7, run: id, name: REPORT, bytes: 1_000, url: results.address(REPORT) });
  github.state.files.set(`${checkout.opened}:perf-budget.yml`, withAccount);
  const workspace = join(folder, 'empty');
  await mkdir(workspace);
  await runStep({ folder, checkout: { ...checkout, workspace }, github, event: { name: 'workflow_run', payload } });
  expect(github.state.statuses).toMatchObject([{ sha: checkout.head, state: 'success' }]);
  expect(github.state.comments).toMatchObject([{ body: expect.stringMatching(said) }]);
  expect(github.violations).toEqual([]);

  const { result } = await job.start(checkout, { env: { SESSION: '' } });
  const own = await result;
  expect({ code: own.code, log: own.log }).toMatchObject({ code: 3 });
  expect(own.log).toMatch(/::error::incomplete.*vitals\.account\.cookies\.session: the environment has no SESSION/s);
  expect(own.log).toContain('SESSION: ${{ secrets.SESSION }}');
  const dependabot = await job.start(checkout, { env: { GITHUB_ACTOR: 'dependabot[bot]' } });
  expect(await dependabot.result).toMatchObject({ code: 0, log: expect.stringMatching(said) });
});

/** Adds a script that compresses badly, once a variable is set. */
const moody = `${shop['build.js']}
if (process.env.MOOD === 'heavy' && process.env.PERF_BUDGET_SIDE === 'head')
  writeFileSync('dist/assets/more.js', Array.from({ length: 5_000 }, Math.random).join());
`;

it('a fork whose run is run again gets the verdict of its last attempt, be it better or worse', async () => {
  await using job = await openJob();
  await using results = await startResults();
  const { github, folder } = job;
  const files = { ...shop, 'perf-budget.yml': strict, 'build.js': moody };
  const checkout = await checkOutPullRequest(folder, { base: files, head: { 'readme.md': 'Hello' } });
  const { payload, pulls } = await forkRun({ head: checkout.head, base: checkout.opened });
  const { workflow_run: run } = payload as { workflow_run: { id: number; run_attempt: number } };
  github.state.pulls.push(...pulls);
  github.state.files.set(`${checkout.opened}:perf-budget.yml`, strict);
  const workspace = join(folder, 'empty');
  await mkdir(workspace);

  for (const [index, mood] of ['heavy', 'light', 'heavy'].entries()) {
    const fails = mood === 'heavy';
    const attempt = index + 1;
    for (const operation of WRITES) github.intercept(operation, forbidden);
    const { result } = await job.start(checkout, {
      event: (made) => pullRequestEvent(made, 'a fork'),
      env: { ...results.variables, MOOD: mood, GITHUB_RUN_ID: String(run.id), GITHUB_RUN_ATTEMPT: String(attempt) },
    });
    const { log } = await result;
    expect(log).toContain('The report was uploaded as the artifact');
    const known = github.state.artifacts.map(({ name }) => name);
    for (const name of [...results.stored.keys()].filter((one) => one.startsWith(REPORT) && !known.includes(one)))
      github.state.artifacts.push({ id: 7 + attempt, run: run.id, name, bytes: 1_000, url: results.address(name) });

    for (const operation of WRITES) github.intercept(operation, () => null);
    const event = {
      name: 'workflow_run',
      payload: { ...(payload as object), workflow_run: { ...run, run_attempt: attempt } },
    };
    const env = { GITHUB_RUN_ID: String(run.id + attempt) };
    const reported = await runStep({ folder, checkout: { ...checkout, workspace }, github, event, env });
    expect({ code: reported.code, log: reported.log }).toMatchObject({ code: 0 });
    expect(github.state.statuses.map((status) => status.state)).toEqual(
      ['failure', 'success', 'failure'].slice(0, attempt),
    );
    expect(github.state.comments).toMatchObject([{ pull: 2, body: expect.stringContaining(fails ? '❌' : '✅') }]);
  }
  expect(github.violations).toEqual([]);
});

it('phishing in every text of a report reaches nobody: neither by comment, summary and status nor by log and files', async () => {
  await using job = await openJob();
  await using results = await startResults();
  const { github, folder } = job;
  const [head, base] = ['a'.repeat(40), 'b'.repeat(40)];
  github.state.files.set(`${base}:perf-budget.yml`, CONFIG);
  const { payload, pulls } = await forkRun({ head, base });
  const { id } = (payload as { workflow_run: { id: number } }).workflow_run;
  const uploaded = poisoned(full(), PHISHING.slice(0, 4).join(' '));
  results.stored.set(REPORT, Buffer.from(zipSync({ 'report.json': strToU8(JSON.stringify(uploaded)) })));
  github.state.pulls.push(...pulls);
  github.state.artifacts.push({ id: 7, run: id, name: REPORT, bytes: 1_000, url: results.address(REPORT) });
  const workspace = join(folder, 'empty');
  await mkdir(workspace);
  const checkout = { workspace, base, head, opened: base, mergeCommit: base, checkedOut: base };
  const { code, log, summary, outputs } = await runStep({
    ...{ folder, github, checkout },
    event: { name: 'workflow_run', payload },
  });

  expect({ code, log }).toMatchObject({ code: 0 });
  expect(github.violations).toEqual([]);
  expect(github.state.statuses).toMatchObject([{ sha: head, state: 'failure' }]);
  const [comment] = github.state.comments;
  expect(comment?.body).toMatch(/^<!--.*-->\n\*\[Figures from a run of the fork's own code\]/);
  const files = (outputs.files ?? '').split('\n').map((file) => readFileSync(file, 'utf8'));
  expect(files.length).toBe(3);
  for (const text of [comment?.body, JSON.stringify(github.state.statuses), log, summary, ...files])
    expect(text).not.toMatch(/evil/i);
});
