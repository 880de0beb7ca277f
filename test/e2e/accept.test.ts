import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { noise } from '../support/folders/shop-app.ts';
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

describe('a label on a pull request that makes its bundles heavier', { timeout: 60_000 }, () => {
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
