import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { noise } from '../support/folders/shop-app.ts';
import { writeFiles } from '../support/folders/temporary.ts';
import { checkOutPullRequest, type Files, type PullRequestCheckout } from '../support/git/pull-request.ts';
import { type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';
import { addLabel, removeLabel } from '../support/github/loopback/state.ts';
import { runStep } from '../support/github/runner.ts';

const ACCEPT = 'perf-budget:accept';
const PULL = 2;

const script = (bytes: number) => `globalThis.data = ${JSON.stringify(noise(bytes))};\n`;

/** Two bundles without a build, which head makes heavier both. */
const project: Files = {
  'package.json': JSON.stringify({ name: 'shop', private: true }),
  'perf-budget.yml': 'bundle:\n  shop front:\n    path: front\n  admin:\n    path: admin\n',
  'front/app.js': script(20_000),
  'admin/app.js': script(20_000),
};
const heavier: Files = { 'front/app.js': script(60_000), 'admin/app.js': script(60_000) };

let github: LoopbackGitHub;
let folder: string;
let checkout: PullRequestCheckout;
beforeEach(async () => {
  github = await startGitHub();
  folder = await mkdtemp(join(tmpdir(), 'accept-'));
  checkout = await checkOutPullRequest(folder, { base: project, head: heavier });
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
  expect(github.violations).toEqual([]);
});

const step = (attempt = 1) => runStep({ folder, checkout, github, env: { GITHUB_RUN_ATTEMPT: String(attempt) } });
const comment = () => github.state.comments[0]?.body ?? '';

describe('a label on a pull request that makes its bundles heavier', () => {
  it('lets a run pass that is started again with its old event, until it is taken off', async () => {
    expect((await step()).code).toBe(1);
    expect(comment()).toContain('### ❌ Performance budget');

    addLabel(github.state, { pull: PULL, name: ACCEPT, login: 'ada', at: '2026-11-23T10:00:00Z' });
    const accepted = await step(2);
    expect({ code: accepted.code, log: accepted.log }).toMatchObject({ code: 0 });
    expect(accepted.outputs).toMatchObject({ verdict: 'pass', breaches: '0', 'over-budget': '0', regressions: '0' });
    const report = reportSchema.parse(JSON.parse(await readFile(accepted.outputs.report ?? '', 'utf8')));
    expect(report.accepted).toEqual([{ label: ACCEPT, subject: null, by: 'ada', at: '2026-11-23T10:00:00Z' }]);
    expect(
      report.results.filter(({ verdict }) => verdict === 'accepted').map(({ threshold }) => threshold.status),
    ).toContain('regressed');
    const title = /^(\d) breaches accepted by ada on 2026-11-23: /;
    expect(github.state.checkRuns.at(-1)).toMatchObject({
      conclusion: 'success',
      output: { title: expect.stringMatching(title) },
    });
    for (const text of [comment(), accepted.summary]) {
      expect(text).toMatch(/### ✅ Performance budget: \d breaches accepted by ada on 2026-11-23/);
      expect(text).toMatch(/\*\*shop front\*\* JavaScript .*✅ accepted, regressed/);
    }

    removeLabel(github.state, { pull: PULL, name: ACCEPT });
    expect((await step(3)).code).toBe(1);
    expect(comment()).toContain('### ❌ Performance budget');
  });

  it('for one subject leaves what the others break', async () => {
    addLabel(github.state, { pull: PULL, name: `${ACCEPT}/Shop Front` });
    addLabel(github.state, { pull: PULL, name: `${ACCEPT}/back` });
    const { code, log } = await step();
    expect(code).toBe(1);
    expect(comment()).toMatch(/\*\*admin\*\* JavaScript .*❌ regressed/);
    expect(comment()).toMatch(/\*\*shop front\*\* JavaScript .*✅ accepted, regressed/);
    expect(log).toMatch(/^::notice::The label "perf-budget:accept\/back" accepts nothing in this run/m);
  });
});

describe('a label holds for what it was set on', () => {
  const push = (files: Files) => writeFiles(checkout.workspace, files);
  const label = (at: string) => addLabel(github.state, { pull: PULL, name: ACCEPT, login: 'ada', at });

  it('over pushes that stay or improve, until one is worse; set anew it accepts that', async () => {
    label('2026-11-23T10:00:00Z');
    expect((await step(1)).code).toBe(0);

    await push({ 'front/app.js': script(55_000) });
    expect((await step(2)).code).toBe(0);

    await push({ 'front/app.js': script(90_000) });
    const worse = await step(3);
    expect({ code: worse.code, log: worse.log }).toMatchObject({ code: 1 });
    expect(worse.outputs).toMatchObject({ verdict: 'fail' });
    const words =
      /shop front\*{0,2} JavaScript was accepted at [\d.]+.kB by ada, and is [\d.]+.kB now \(\+[\d.]+.kB\)\. Remove the label .*set it again/;
    for (const text of [comment(), worse.summary, worse.log]) expect(text).toMatch(words);
    expect(comment()).toMatch(/\*\*admin\*\* JavaScript .*✅ accepted, regressed/);
    expect(github.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'failure' });
    const report = reportSchema.parse(JSON.parse(await readFile(worse.outputs.report ?? '', 'utf8')));
    expect(report.outgrown).toContainEqual({
      id: 'bundle/shop front/javascript',
      label: ACCEPT,
      by: 'ada',
      at: '2026-11-23T10:00:00Z',
      accepted: expect.any(Number),
    });
    // It is asked again however often it runs.
    expect((await step(4)).code).toBe(1);

    removeLabel(github.state, { pull: PULL, name: ACCEPT });
    label('2026-11-24T10:00:00Z');
    expect((await step(5)).code).toBe(0);
    await push({ 'admin/app.js': script(90_000) });
    expect((await step(6)).code).toBe(1);
    expect(comment()).toMatch(/\*\*admin\*\* JavaScript was accepted at/);
  });

  it('even if a run between needs no label', async () => {
    label('2026-11-23T10:00:00Z');
    expect((await step(1)).code).toBe(0);
    await push({ 'front/app.js': script(20_000), 'admin/app.js': script(20_000) });
    expect((await step(2)).code).toBe(0);
    await push({ 'front/app.js': script(90_000) });
    expect((await step(3)).code).toBe(1);
  });

  it.each(['always', 'on-change', 'on-failure'])(
    'also one that is set before anything breaks, with comment: %s',
    async (comment) => {
      const run = (attempt: number) =>
        runStep({ folder, checkout, github, inputs: { comment }, env: { GITHUB_RUN_ATTEMPT: String(attempt) } });
      label('2026-11-23T10:00:00Z');
      await push({ 'front/app.js': script(20_000), 'admin/app.js': script(20_000) });
      expect((await run(1)).code).toBe(0);
      await push({ 'front/app.js': script(36_000) });
      const worse = await run(2);
      expect({ code: worse.code, log: worse.log }).toMatchObject({
        code: 1,
        log: expect.stringContaining('was accepted at'),
      });
    },
  );

  it('for all subjects does not take over from one of a single subject that has outgrown', async () => {
    label('2026-11-23T10:00:00Z');
    for (const subject of ['shop front', 'admin'])
      addLabel(github.state, { pull: PULL, name: `${ACCEPT}/${subject}`, login: 'ada', at: '2026-11-23T10:00:00Z' });
    expect((await step(1)).code).toBe(0);
    await push({ 'front/app.js': script(90_000) });
    expect((await step(2)).code).toBe(1);
  });

  it('and without a comment for whatever stands', async () => {
    label('2026-11-23T10:00:00Z');
    const silent = (attempt: number) =>
      runStep({ folder, checkout, github, inputs: { comment: 'never' }, env: { GITHUB_RUN_ATTEMPT: String(attempt) } });
    expect((await silent(1)).code).toBe(0);
    await push({ 'front/app.js': script(90_000) });
    expect((await silent(2)).code).toBe(0);
  });
});
