import { describe, expect, it } from 'vitest';
import { forbidden } from '../github/loopback/github.ts';
import { config, shop, worse } from './app.ts';
import { mergeGroupEvent, pullRequestEvent, pushEvent, workflowDispatchEvent } from './events.ts';
import { openJob } from './job.ts';

const base = { ...shop, 'perf-budget.yml': config({ checks: ['bundle'] }) };
const meanwhile = { 'readme.md': 'Hello' };

describe('on push', () => {
  it('compares with what the branch was at before, and posts a check run on its tip', async () => {
    await using job = await openJob();
    const { code, log, outputs, report, checkout } = await job.run(
      { base, head: worse, meanwhile, checkedOut: 'branch' },
      { event: pushEvent },
    );
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(report).toMatchObject({
      verdict: 'fail',
      base: { sha: checkout.opened, source: 'measured', reason: 'what the branch was at before this push' },
      head: { sha: checkout.head },
    });
    expect(outputs).toMatchObject({ verdict: 'fail', 'comment-url': '' });
    expect(job.github.state.comments).toEqual([]);
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.head, conclusion: 'failure' }]);
  });
});

describe('in a merge queue', () => {
  it('compares with the base of the group, and posts a check run on its head', async () => {
    await using job = await openJob();
    const { code, report, checkout } = await job.run({ base, head: worse, meanwhile }, { event: mergeGroupEvent });
    expect(code).toBe(1);
    expect(report?.base).toMatchObject({ sha: checkout.base, reason: 'base of the merge group' });
    expect(job.github.state.comments).toEqual([]);
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.mergeCommit, conclusion: 'failure' }]);
  });
});

describe('by hand', () => {
  it('compares with the merge base with the default branch, which is fetched', async () => {
    await using job = await openJob();
    const { code, log, report, checkout } = await job.run(
      { base, head: worse, meanwhile, checkedOut: 'branch' },
      { event: workflowDispatchEvent },
    );
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(report?.base).toMatchObject({ sha: checkout.opened, reason: 'merge base with main' });
    expect(job.github.state.checkRuns).toMatchObject([{ headSha: checkout.head }]);
  });
});

describe('from a fork', () => {
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
    expect(log.match(/^::(?:warning|notice)::.*$/gm)).toEqual([expect.stringContaining('fork')]);
  });
});
