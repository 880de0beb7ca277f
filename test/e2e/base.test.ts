import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { config, shop } from '../support/folders/shop-app.ts';
import {
  checkOutPullRequest,
  git,
  type PullRequestCheckout,
  type PullRequestFiles,
} from '../support/git/pull-request.ts';
import { brokenGitServer, ownedByAnother, standInGit } from '../support/git/trouble.ts';
import { pullRequestEvent } from '../support/github/events.ts';
import { type Done, type Job, openJob } from '../support/github/job.ts';

const withBundle = { ...shop, 'perf-budget.yml': config({ checks: ['bundle'] }) };
const files: PullRequestFiles = { base: withBundle, head: { 'src/style.css': 'h1 { color: red }\n' } };

/** Something that is arranged between the checkout and the step. */
const arranged = (arrange: (checkout: PullRequestCheckout) => Promise<unknown>) => ({
  event: async (checkout: PullRequestCheckout) => {
    await arrange(checkout);
    return pullRequestEvent(checkout);
  },
});

/** Not green anywhere, and `words` everywhere. Head is measured all the same. */
function expectIncomplete({ code, log, outputs, summary, report }: Done, job: Job, words: RegExp): void {
  expect({ code, log }).toMatchObject({ code: 3 });
  expect(outputs).toMatchObject({ verdict: 'incomplete' });
  expect(report).toMatchObject({ verdict: 'incomplete', base: { source: 'none' } });
  expect(report?.results.find(({ id }) => id === 'bundle/app/total')).toMatchObject({
    head: expect.any(Number),
    threshold: { status: 'no-baseline' },
  });
  const body = job.github.state.comments[0]?.body ?? '';
  for (const text of [body, summary]) {
    expect(text).toContain('### ⚠️ Performance budget: incomplete');
    expect(text).toMatch(words);
  }
  expect(log.match(/^::error::.*$/m)?.[0]).toMatch(/^::error::incomplete/);
  expect(log.match(/^::error::.*$/m)?.[0]).toMatch(words);
  expect(job.github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
}

describe('a base that exists', () => {
  it('a base that exists makes a run incomplete where the git server answers 503', async () => {
    await using job = await openJob();
    await using server = await brokenGitServer();
    const down = arranged(({ workspace }) => git(workspace, 'remote', 'set-url', 'origin', `${server.url}/shop`));
    const done = await job.run(files, down);
    expectIncomplete(done, job, /git fetch failed: .*503/);
    expect(done.report?.base.sha).toBe(done.checkout.base);
  });

  it('a base that exists makes a run incomplete where the disk is full, whichever step fills it', async () => {
    const full = (command: string) =>
      `case " $* " in *" ${command} "*) echo 'fatal: write error: No space left on device' >&2; exit 128;; esac`;
    for (const command of ['fetch', 'checkout']) {
      await using job = await openJob();
      const PATH = await standInGit(join(job.folder, 'bin'), full(command));
      const done = await job.run(files, { env: { PATH } });
      expectIncomplete(done, job, new RegExp(`git ${command} failed: write error: No space left on device`));
    }
    await using job = await openJob();
    // Whatever is written to this device, the kernel has no space for it.
    const build = { 'build.js': "require('node:fs').writeFileSync('/dev/full', 'dist');\n" };
    const ofHead = { 'build.js': shop['build.js'] ?? '', 'package.json': shop['package.json'] ?? '' };
    const manifest = { ...JSON.parse(shop['package.json'] ?? ''), type: 'commonjs' };
    const done = await job.run({
      base: { ...withBundle, ...build, 'package.json': JSON.stringify(manifest) },
      head: ofHead,
    });
    expectIncomplete(done, job, /ENOSPC: no space left on device/);
    expect(done.report?.failures).toMatchObject([{ stage: 'build', side: 'base', code: 'disk-full' }]);
  });

  it('a base that exists makes a run incomplete where the container has no git, so that the checkout made no repository', async () => {
    await using job = await openJob();
    const checkout = await checkOutPullRequest(job.folder, files);
    const PATH = await standInGit(join(job.folder, 'bin'), 'exit 1');
    await rename(join(checkout.workspace, '.git'), join(job.folder, 'elsewhere'));
    const step = await job.start(checkout, { env: { PATH } });
    const result = await step.result;
    const report = reportSchema.parse(JSON.parse(await readFile(result.outputs.report ?? '', 'utf8')));
    expectIncomplete({ ...result, checkout, report }, job, /the working directory is in no git repository/);
  });

  it('base is had where another user owns the workspace, as in the container of a job', async () => {
    await using job = await openJob();
    const checkout = await checkOutPullRequest(job.folder, files);
    const owned = await ownedByAnother(checkout.workspace);
    const result = await (await job.start(checkout)).result;
    await owned[Symbol.asyncDispose]();
    expect(result).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    const report = reportSchema.parse(JSON.parse(await readFile(result.outputs.report ?? '', 'utf8')));
    expect(report.base).toMatchObject({ sha: checkout.base, source: 'measured' });
    expect(report.failures).toEqual([]);
    await job.expectNothingLeft(checkout, result.outputs.report);
  });
});
