import { describe, expect, it } from 'vitest';
import { config, shop, worse } from '../support/folders/shop-app.ts';
import { checkOutPullRequest } from '../support/git/pull-request.ts';
import {
  deploymentStatusEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pullRequestTargetEvent,
  pushEvent,
  workflowDispatchEvent,
} from '../support/github/events.ts';
import { forkRun } from '../support/github/fork-run.ts';
import { openJob } from '../support/github/job.ts';
import { forbidden } from '../support/github/loopback/github.ts';
import { cancelStep } from '../support/github/runner.ts';

const base = { ...shop, 'perf-budget.yml': config({ checks: ['bundle'] }) };
const meanwhile = { 'readme.md': 'Hello' };

// Sizes are the same however busy the machine is.
describe.concurrent('on push', () => {
  it('compares with what the branch was at before, and posts a check run on its tip', async () => {
    await using job = await openJob();
    const { code, log, outputs, report, checkout } = await job.run(
      { base, head: worse, meanwhile, checkedOut: 'branch' },
      { event: pushEvent },
    );
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(report).toMatchObject({
      verdict: 'fail',
      base: { sha: checkout.opened, source: 'measured', reason: 'the branch before this push' },
      head: { sha: checkout.head },
    });
    expect(outputs).toMatchObject({ verdict: 'fail', 'comment-url': '' });
    expect(job.github.state.comments).toEqual([]);
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.head, conclusion: 'failure' }]);
  });
});

describe.concurrent('in a merge queue', () => {
  it('compares with the base of the group, and posts a check run on its head', async () => {
    await using job = await openJob();
    const { code, report, checkout } = await job.run({ base, head: worse, meanwhile }, { event: mergeGroupEvent });
    expect(code).toBe(1);
    expect(report?.base).toMatchObject({ sha: checkout.base, reason: 'base of the merge group' });
    expect(job.github.state.comments).toEqual([]);
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.mergeCommit, conclusion: 'failure' }]);
  });
});

describe.concurrent('on a deployment', () => {
  it('compares what was deployed with the merge base, and posts a check run on it', async () => {
    await using job = await openJob();
    const { code, report, checkout } = await job.run(
      { base, head: worse, meanwhile, checkedOut: 'branch' },
      { event: deploymentStatusEvent('success') },
    );
    expect(code).toBe(1);
    expect(report?.base).toMatchObject({ sha: checkout.opened, reason: 'merge base with main' });
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.head, name: 'perf-budget (deployment)' }]);
  });

  it('of a pull request from a fork is refused, since GitHub gives the job secrets', async () => {
    await using job = await openJob();
    const { code, log, report } = await job.run(
      { base, head: worse, checkedOut: 'branch' },
      {
        event: async (checkout) => {
          const { pulls } = await forkRun(checkout);
          job.github.state.pulls.push(...pulls);
          return await deploymentStatusEvent('success')(checkout);
        },
      },
    );
    expect({ code, report }).toEqual({ code: 2, report: null });
    expect(log).toContain('What was deployed is pull request #2 from a fork');
    expect(job.github.state.checkRuns).toEqual([]);
  });

  it('that is not there yet has nothing to measure', async () => {
    await using job = await openJob();
    const { code, log } = await job.run({ base, head: worse }, { event: deploymentStatusEvent('pending') });
    expect(code).toBe(0);
    expect(log.match(/^::.*$/gm)).toEqual([
      '::notice::The deployment to Preview is in state pending: there is nothing to measure.',
    ]);
  });
});

describe.concurrent('by hand', () => {
  it('compares with the merge base with the default branch, which is fetched, and posts on what is checked out', async () => {
    await using job = await openJob();
    const { code, log, report, checkout } = await job.run(
      { base, head: worse, meanwhile, checkedOut: 'branch' },
      { event: workflowDispatchEvent, env: { GITHUB_SHA: 'c'.repeat(40) } },
    );
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(report?.base).toMatchObject({ sha: checkout.opened, reason: 'merge base with main' });
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.head }]);
  });
});

describe.concurrent('from a fork', () => {
  it('gates and says why nothing could be posted', async () => {
    await using job = await openJob();
    for (const operation of ['issues/create-comment', 'checks/create']) job.github.intercept(operation, forbidden);
    const { code, log, outputs, summary } = await job.run(
      { base, head: worse },
      { event: (checkout) => pullRequestEvent(checkout, 'a fork') },
    );
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ verdict: 'fail', 'comment-url': '' });
    expect(summary).toContain('### ❌ Performance budget');
    // Nothing is wrong, so nothing warns.
    expect(log).not.toMatch(/^::warning/m);
    expect(log).toMatch(/^::notice::Not posted: the comment and the check run\. This pull request comes from a fork/m);
  });
});

describe.concurrent('once a pull request is closed', () => {
  it.each(['closed', 'labeled'])('does nothing on %s, says so, and succeeds', async (action) => {
    await using job = await openJob();
    const { code, log, outputs } = await job.run(
      { base, head: worse },
      {
        event: async (checkout) => {
          const { name, payload } = await pullRequestEvent(checkout);
          const { pull_request: pull } = payload as { pull_request: object };
          return { name, payload: { ...(payload as object), action, pull_request: { ...pull, state: 'closed' } } };
        },
      },
    );
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(log.match(/^::.*$/gm)).toEqual(['::notice::Pull request #2 is closed: there is nothing to measure.']);
    expect(outputs).toEqual({});
    expect(job.github.calls).toEqual([]);
  });
});

describe.concurrent('when two runs of a pull request overtake each other', () => {
  it('comment and check stay those of the run that began later', async () => {
    await using job = await openJob();
    const { github } = job;
    const checkout = await checkOutPullRequest(job.folder, { base, head: worse });
    const run = async (number: string, failOn: string) => {
      const inputs = { 'fail-on': failOn };
      const { result } = await job.start(checkout, { inputs, env: { GITHUB_RUN_ID: number } });
      return result;
    };
    expect(await run('101', 'never')).toMatchObject({ code: 0 });
    const late = await run('100', 'breach');
    expect({ code: late.code, log: late.log }).toMatchObject({ code: 1 });
    expect(late.log).toContain('A later run has already commented. Its comment stays.');
    expect(late.log).toContain('A later run has already posted the check run, which stays.');
    expect(github.state.checkRuns).toMatchObject([{ conclusion: 'success' }]);
    expect(github.state.comments).toMatchObject([{ body: expect.stringContaining('"run":101') }]);

    expect(await run('102', 'breach')).toMatchObject({ code: 1 });
    expect(github.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'failure' });
    expect(github.state.comments).toMatchObject([{ body: expect.stringContaining('"run":102') }]);
    expect(github.violations).toEqual([]);
  });
});

describe.concurrent('on pull_request_target', () => {
  it('refuses to measure what is not the code of the pull request', async () => {
    await using job = await openJob();
    const { code, log } = await job.run({ base, head: worse }, { event: pullRequestTargetEvent });
    expect({ code, log }).toMatchObject({ code: 2, log: expect.stringContaining('Use `on: pull_request`') });
    expect(job.github.calls).toEqual([]);
  });
});

describe.concurrent('when GitHub never answers', () => {
  it.each([
    ['a pull request that is worse fails', worse, 1, 'fail'],
    ['one that is not passes', {}, 0, 'pass'],
  ])('%s all the same, with one warning', async (_, head, exitCode, verdict) => {
    await using job = await openJob();
    job.github.fail(() => ({ kind: 'hang', carriedOut: false }));
    const { code, log, outputs, summary } = await job.run({ base, head });
    expect({ code, log }).toMatchObject({ code: exitCode });
    expect(outputs).toMatchObject({ verdict, 'comment-url': '' });
    expect(summary).toContain('Performance budget');
    expect(log.match(/^::(?:warning|notice)::.*$/gm)).toEqual([
      expect.stringMatching(/Not posted: the comment and the check run\. GitHub did not answer/),
    ]);
    expect(job.github.calls.length).toBeLessThanOrEqual(2);
  });

  it('a job that is cancelled while it waits for GitHub ends at once', async () => {
    await using job = await openJob();
    const asked = new Promise<void>((resolve) => {
      job.github.fail(() => {
        resolve();
        return { kind: 'hang', carriedOut: false };
      });
    });
    const checkout = await checkOutPullRequest(job.folder, { base, head: worse });
    const { child, result } = await job.start(checkout);
    await Promise.race([asked, result]);
    expect(await cancelStep(child)).toEqual(['SIGINT']);
    const { code, log, outputs } = await result;
    expect({ code, log }).toMatchObject({ code: 130 });
    expect(job.github.calls).toHaveLength(1);
    await job.expectNothingLeft(checkout, outputs.report);
  });
});
