import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headline } from '../../src/report/headline.ts';
import { config, routes, shop, slowly, worse } from '../support/folders/shop-app.ts';
import { type Done, type Job, openJob } from '../support/github/job.ts';
import { forbidden } from '../support/github/loopback/github.ts';

/** What has no noise is decided by any run. */
const exact = { 'perf-budget.yml': config({ checks: ['bundle'] }) };

/**
 * Without the page, which takes a minute: pages are held in cli.test.ts and page.test.ts. The endpoint is so far over its
 * budget that three rounds on a busy machine show it; cli.test.ts holds one that regressed.
 */
const fails = {
  ...shop,
  ...slowly,
  'perf-budget.yml': `${config({ checks: ['bundle'], rounds: { vitals: 1, api: 3 } }).replace(
    'bundle:',
    'api:\n  list products: { server: api, request: GET /api/products, connections: 4, budgets: { p95: 15 ms } }\n$&',
  )}`,
};
const slower = { ...worse, 'routes.js': routes({ '/api/products': 60 }) };

describe('a pull request that makes its checks worse', () => {
  let job: Job;
  let done: Done;
  beforeAll(async () => {
    job = await openJob();
    done = await job.run({ base: fails, head: slower, meanwhile: { 'readme.md': 'Hello' } });
  }, 400_000);
  afterAll(() => job[Symbol.asyncDispose]());

  const report = () => {
    if (done.report === null) throw new Error(`There is no report:\n${done.log}`);
    return done.report;
  };
  const line = (text: string) =>
    fails['perf-budget.yml'].split('\n').findIndex((written) => written.includes(text)) ?? Number.NaN;

  it('fails the step', () => {
    expect({ code: done.code, log: done.log }).toMatchObject({ code: 1 });
  });

  it('fails in each of the two checks', () => {
    const failing = report().results.filter(({ verdict }) => verdict === 'fail');
    expect(failing.map(({ id }) => id)).toEqual(['bundle/app/javascript', 'bundle/app/total', 'api/list products/p95']);
    expect(report()).toMatchObject({
      verdict: 'fail',
      base: { sha: done.checkout.base, source: 'measured', reason: 'first parent of the merge commit' },
      head: { sha: done.checkout.mergeCommit, dirty: false },
    });
  });

  it('counts them in the outputs', () => {
    expect(done.outputs).toMatchObject({
      verdict: 'fail',
      breaches: '3',
      'over-budget': '1',
      'comment-url': 'https://github.example/octo-org/shop/pull/2#issuecomment-1',
    });
    expect(done.outputs.regressions).toBe('2');
  });

  it('says it in one comment: what failed, and why', () => {
    expect(job.github.state.comments).toHaveLength(1);
    const body = job.github.state.comments[0]?.body ?? '';
    expect(body).toMatch(/^<!-- perf-budget.*-->\n### ❌ Performance budget: 3 of \d+ metrics fail[;\n]/);
    const table = body.split('\n').filter((row) => row.startsWith('| **'));
    expect(table.filter((row) => row.includes('❌'))).toHaveLength(3);
    for (const [name, words] of [
      ['**list products** p95', 'over budget'],
      ['**app** JavaScript', 'regressed'],
      ['**app** total', 'regressed'],
    ] as const) {
      expect(table.find((row) => row.includes(name))).toContain(words);
    }
    expect(body).toMatch(/^- \*\*app\*\*: .*main-/m);
    expect(body).toContain(done.checkout.base.slice(0, 7));
    expect(body).not.toContain('127.0.0.1');
    expect(body).not.toContain(job.folder);
  });

  it('says it in a check run on the head of the pull request, with annotations on the lines of the limits', () => {
    expect(job.github.state.checkRuns).toHaveLength(1);
    const [run] = job.github.state.checkRuns;
    expect(run).toMatchObject({
      name: 'perf-budget',
      headSha: done.checkout.head,
      status: 'completed',
      conclusion: 'failure',
      externalId: 'https://github.example/octo-org/shop/actions/runs/100/attempts/1',
      output: { title: headline(report()), summary: expect.stringContaining('### ❌ Performance budget') },
    });
    const at = (text: string, title: string) =>
      expect.objectContaining({
        path: 'perf-budget.yml',
        start_line: line(text) + 1,
        annotation_level: 'failure',
        title,
      });
    expect(run?.annotations).toEqual(
      expect.arrayContaining([
        at('javascript: 10%', 'app JavaScript: regressed'),
        at('list products:', 'list products p95: over budget'),
      ]),
    );
  });

  it('says it in the summary of the job, and in report.md', async () => {
    expect(done.summary).toMatch(/^### ❌ Performance budget: 3 of \d+ metrics fail[;\n]/);
    expect(await readFile(done.outputs.markdown ?? '', 'utf8')).toBe(done.summary);
  });

  it('says it in the log, once', () => {
    expect(done.log.match(/^::error::/gm)).toHaveLength(1);
    expect(done.log).toContain(`::error::${headline(report())}`);
    expect(done.log).not.toContain('::warning');
  });

  it('tells the runner nothing that the project printed', () => {
    expect(done.log).toContain('built for head');
    expect(done.log).toContain('built for base');
    expect(done.log.match(/::stop-commands::/g)?.length).toBeGreaterThan(0);
  });
});

describe('a pull request that changes nothing', () => {
  it('passes, and has a comment of one line', async () => {
    await using job = await openJob();
    const { code, log, outputs } = await job.run({ base: { ...shop, ...exact }, head: { 'readme.md': 'Hello' } });
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(outputs).toMatchObject({ verdict: 'pass', breaches: '0' });
    const [, first] = job.github.state.comments[0]?.body.split('\n') ?? [];
    expect(first).toMatch(/^✅ \*\*Performance budget: nothing got slower or heavier\.\*\* \d+ metrics against/);
    expect(job.github.state.checkRuns).toMatchObject([{ conclusion: 'success', annotations: [] }]);
  });
});

describe('where GitHub refuses every write', () => {
  it('verdict, outputs, summary and exit code still come, with one warning that names what is missing', async () => {
    await using job = await openJob();
    for (const operation of ['issues/create-comment', 'issues/update-comment', 'checks/create', 'checks/update'])
      job.github.intercept(operation, forbidden);
    const { code, log, outputs, summary } = await job.run({ base: shop, head: { ...worse, ...exact } });
    expect({ code, log }).toMatchObject({ code: 1 });
    expect(outputs).toMatchObject({ verdict: 'fail', 'comment-url': '', breaches: '2', regressions: '2' });
    expect(summary).toMatch(/^### ❌ Performance budget: 2 of \d+ metrics fail/);
    expect(log.match(/^::warning::.*$/gm)).toEqual([expect.stringMatching(/pull-requests: write.*checks: write/)]);
    // What no check run shows is left to the log.
    expect(log).toMatch(/^::error title=app JavaScript%3A regressed,file=perf-budget\.yml,line=\d+::/m);
    expect(job.github.state).toMatchObject({ comments: [], checkRuns: [] });
  });
});
