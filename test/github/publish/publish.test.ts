import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/github/api/client.ts';
import type { MeasuredEvent } from '../../../src/github/events/event.ts';
import { writeMarker } from '../../../src/github/publish/marker.ts';
import { type PublishRequest, publish } from '../../../src/github/publish/publish.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';
import { addComment } from '../../support/github/loopback/state.ts';
import { failingReportOfApp, reportOfApp } from '../../support/reports/a-report.ts';

const HEAD = 'a'.repeat(40);
const WRITES = ['issues/create-comment', 'issues/update-comment', 'checks/create', 'repos/create-commit-status'];
const RUN_URL = 'https://github.example/octo-org/shop/actions/runs/100/attempts/1';

let github: LoopbackGitHub;
let folder: string;
beforeEach(async () => {
  github = await startGitHub();
  folder = await mkdtemp(join(tmpdir(), 'publish-'));
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
  expect(github.violations).toEqual([]);
});

const pullRequest = (fork = false): MeasuredEvent => ({
  kind: 'pull_request',
  pull: { number: 12, headSha: HEAD, fork },
  commit: HEAD,
  base: { kind: 'none', reason: 'not needed here' },
  mayStore: false,
});
const push: MeasuredEvent = { ...pullRequest(), kind: 'push', pull: null };

const request = (change: Partial<PublishRequest> = {}): PublishRequest => ({
  report: failingReportOfApp(),
  pageUrl: null,
  recorded: {},
  conclusion: 'failure',
  event: pullRequest(),
  environment: {
    workspace: '/workspace',
    temp: folder,
    eventName: 'pull_request',
    sha: HEAD,
    owner: github.state.owner,
    repo: github.state.repo,
    apiUrl: github.url,
    serverUrl: 'https://github.example',
    isEnterpriseServer: true,
    repositoryUrl: 'https://github.example/octo-org/shop',
    runUrl: RUN_URL,
    runId: 100,
    runAttempt: 1,
    summaryPath: join(folder, 'summary.md'),
  },
  directory: '',
  client: createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal, retryDelayMs: 1 }),
  comment: 'always',
  check: 'check-run',
  refusals: [],
  ...change,
});

const summary = () => readFile(join(folder, 'summary.md'), 'utf8');

it('a pull request gets a comment, a check run on its head, and a job summary', async () => {
  const publication = await publish(request());
  expect(publication).toEqual({
    commentUrl: 'https://github.example/octo-org/shop/pull/12#issuecomment-1',
    checked: 'posted',
    denied: false,
    annotations: [],
    messages: [],
  });
  expect(github.state.comments[0]?.body).toMatch(
    /^<!-- perf-budget:default .*-->\n### ❌ Performance budget: 1 of 1 metric/,
  );
  expect(github.state.checkRuns).toMatchObject([
    { name: 'perf-budget', headSha: HEAD, conclusion: 'failure', output: { title: expect.stringContaining('app') } },
  ]);
  expect(await summary()).toContain('Performance budget: 1 of 1 metric');
});

it('the check run annotates the config where it lies in the repository', async () => {
  await publish(request({ directory: 'packages/web' }));
  expect(github.state.checkRuns[0]?.annotations).toMatchObject([
    { path: 'packages/web/perf-budget.yml', start_line: 4 },
  ]);
});

it('without a check run the annotations are left to the log', async () => {
  const { annotations } = await publish(request({ check: 'none', directory: 'web' }));
  expect(annotations).toMatchObject([{ file: 'web/perf-budget.yml', line: 4, level: 'failure' }]);
  expect(github.state.checkRuns).toEqual([]);
});

it('a status is short, and named after the perf-budget that it belongs to', async () => {
  const report = failingReportOfApp({ name: 'web' });
  report.results = Array.from({ length: 20 }, (_, index) => ({
    ...report.results[0],
    subject: `page ${index} é😀`,
  })) as never;
  await publish(request({ check: 'status', report }));
  expect(github.state.statuses).toMatchObject([
    { context: 'perf-budget/web', sha: HEAD, state: 'failure', targetUrl: RUN_URL },
  ]);
  expect(github.state.statuses[0]?.description).toMatch(/^20 of 20 metrics fail: /);
  expect(github.state.checkRuns).toEqual([]);
});

it('a push has no pull request to comment on', async () => {
  expect((await publish(request({ event: push }))).commentUrl).toBeNull();
  expect(github.calls.map(({ operation }) => operation)).toEqual([
    'checks/list-for-ref',
    'checks/create',
    'checks/list-for-ref',
  ]);
});

describe('a new comment is written', () => {
  const unchanged = reportOfApp();
  const improved = reportOfApp({ threshold: { limit: 0.1, by: 'fraction', status: 'improved', source: null } });
  const failing = failingReportOfApp();
  const incomplete = reportOfApp({}, { verdict: 'incomplete' });

  it.each([
    ['always', 'nothing changed', unchanged, true],
    ['on-change', 'nothing changed', unchanged, false],
    ['on-change', 'something improved', improved, true],
    ['on-change', 'a metric fails', failing, true],
    ['on-change', 'the run is incomplete', incomplete, true],
    ['on-failure', 'something improved', improved, false],
    ['on-failure', 'a metric fails', failing, true],
    ['on-failure', 'the run is incomplete', incomplete, true],
    ['never', 'a metric fails', failing, false],
  ] as const)('with %s when %s: %#', async (comment, _, report, expected) => {
    await publish(request({ comment, report, conclusion: 'success' }));
    expect(github.state.comments.length > 0).toBe(expected);
  });

  it.each(['on-change', 'on-failure'] as const)(
    'with %s when a label is set, to record what it was set on',
    async (comment) => {
      const recorded = { accepted: [{ label: 'perf-budget:accept', at: null, figures: [] }] };
      await publish(request({ comment, recorded, report: unchanged, conclusion: 'success' }));
      expect(github.state.comments[0]?.body).toContain('perf-budget:accept');
    },
  );

  it('and with on-failure, one that failed is brought up to date when all is well again', async () => {
    const marker = writeMarker('default', { sha: HEAD, run: 99, attempt: 1 });
    const comment = addComment(github.state, { pull: 12, body: `${marker}\nIt fails.` });
    await publish(request({ comment: 'on-failure', report: reportOfApp(), conclusion: 'success' }));
    expect(comment.body).toContain('nothing got slower or heavier');
  });
});

it('one message names what could not be read and what could not be posted', async () => {
  const what = 'the labels of the pull request';
  const { messages } = await publish(
    request({ refusals: [{ task: 'read', what, why: { kind: 'permission', permission: 'pull-requests: read' } }] }),
  );
  expect(messages).toEqual([{ level: 'warning', text: expect.stringMatching(/^Not read: the labels of the pull/) }]);
});

it('a change that loosens a limit gets a comment even if nothing else changed', async () => {
  const metric = { id: 'javascript', label: 'JavaScript', unit: 'B', worse: 'higher' } as const;
  const limit = (kB: number) => ({ limit: kB * 1_000, by: 'value' as const });
  const loosening = {
    check: 'bundle',
    subject: 'app',
    variant: null,
    metric,
    source: { file: 'perf-budget.yml', line: 4 },
  };
  const loosened = [{ ...loosening, rule: 'budget' as const, from: limit(250), to: limit(300) }];
  await publish(request({ comment: 'on-change', report: reportOfApp({}, { loosened }), conclusion: 'success' }));
  expect(github.state.comments[0]?.body).toContain('**This change loosens limits:** **app** JavaScript');
});

describe('when every write is answered with 403', () => {
  beforeEach(() => {
    for (const operation of WRITES) github.intercept(operation, forbidden);
  });

  it('one warning names the missing permissions, and the summary is there', async () => {
    const publication = await publish(request());
    expect(publication.commentUrl).toBeNull();
    expect(publication.messages).toEqual([
      {
        level: 'warning',
        text: expect.stringMatching(
          /the comment and the check run.*\npermissions:\n {2}contents: read\n {2}pull-requests: write\n {2}checks: write$/,
        ),
      },
    ]);
    expect(publication.annotations).toHaveLength(1);
    expect(await summary()).toContain('Performance budget');
  });

  it('a status asks for its own permission', async () => {
    const [message] = (await publish(request({ check: 'status', comment: 'never' }))).messages;
    expect(message?.text).toMatch(/\n {2}statuses: write$/);
  });

  it('a fork gets a notice, for nothing is wrong', async () => {
    const { messages } = await publish(request({ event: pullRequest(true) }));
    expect(messages).toEqual([{ level: 'notice', text: expect.stringMatching(/comes from a fork/) }]);
    expect(await summary()).toContain('Performance budget');
  });
});

it('a token that may not even read gets the same message', async () => {
  github.intercept('issues/list-comments', () => ({ status: 404, body: { message: 'Not Found' } }));
  const { messages } = await publish(request({ check: 'none' }));
  expect(messages).toMatchObject([{ level: 'warning', text: expect.stringContaining('pull-requests: write') }]);
});

it('a locked conversation is a warning that says so', async () => {
  github.state.locked.add(12);
  const { messages } = await publish(request());
  expect(messages).toEqual([
    { level: 'warning', text: 'Not posted: the comment: the conversation of the pull request is locked.' },
  ]);
  expect(github.state.checkRuns).toHaveLength(1);
});

it.each([
  ['502 forever', () => ({ status: 502, body: { message: 'Bad Gateway' } })],
  ['an expired token', () => ({ status: 401, body: { message: 'Bad credentials' } })],
  [
    'a rate limit',
    () => ({ status: 403, body: { message: 'API rate limit exceeded' }, headers: { 'retry-after': '999' } }),
  ],
  ['nonsense', () => ({ status: 200, body: 'nonsense' })],
])('%s ends in warnings, not in an error', async (_, answer) => {
  for (const operation of [...WRITES, 'issues/list-comments', 'graphql']) github.intercept(operation, answer);
  const { messages } = await publish(request());
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.every(({ level }) => level === 'warning')).toBe(true);
});

it('without a token nothing is asked of GitHub, and a notice says what is missing', async () => {
  const { messages } = await publish(request({ client: null }));
  expect(messages).toEqual([
    { level: 'notice', text: 'Not posted: the comment and the check run. The input `token` is empty.' },
  ]);
  expect(github.calls).toEqual([]);
  expect(await summary()).toContain('Performance budget');
});

it('a conversation where the head was pushed over meanwhile loses its check run, and says why', async () => {
  github.intercept('checks/create', () => ({ status: 422, body: { message: `No commit found for SHA: ${HEAD}` } }));
  const { messages } = await publish(request());
  expect(messages).toEqual([
    {
      level: 'warning',
      text: 'Not posted: the check run: the commit is gone, as after a forced push.',
    },
  ]);
});

it('a GitHub that is down is one warning, without the page that it answered', async () => {
  github.fail(() => ({ kind: 'text', type: 'text/html', text: '<html>::error::Sorry</html>', carriedOut: false }));
  const { messages } = await publish(request());
  expect(messages).toEqual([
    {
      level: 'warning',
      text: 'Not posted: the comment and the check run. GitHub did not answer as it should: its answer (200) is not JSON, or was cut off. The verdict does not depend on it.',
    },
  ]);
});

describe('when a later run of the same commit was faster', () => {
  const LATER = RUN_URL.replace('100', '101');

  it('its check run stays, and ours is not posted', async () => {
    await publish(request({ environment: { ...request().environment, runUrl: LATER, runId: 101 } }));
    const { messages, annotations } = await publish(request({ comment: 'never' }));
    expect(messages).toMatchObject([
      { level: 'notice', text: expect.stringContaining('later run has already posted the check') },
    ]);
    expect(annotations).toHaveLength(1);
    expect(github.state.checkRuns).toMatchObject([{ externalId: LATER }]);
  });

  it('its status stays, and ours is not posted', async () => {
    await publish(request({ check: 'status', environment: { ...request().environment, runUrl: LATER, runId: 101 } }));
    await publish(request({ check: 'status' }));
    expect(github.state.statuses).toMatchObject([{ targetUrl: LATER }]);
  });

  it('the check run that it posted while we posted ours is what GitHub shows', async () => {
    github.intercept('checks/create', () => {
      github.state.checkRuns.push({
        ...{ id: 900, name: 'perf-budget', headSha: HEAD, status: 'completed', conclusion: 'success' },
        ...{ detailsUrl: LATER, externalId: LATER, annotations: [], output: { title: 'Fine', summary: 'All of it' } },
      });
      return null;
    });
    const { messages } = await publish(request({ comment: 'never' }));
    expect(messages).toMatchObject([{ text: expect.stringContaining('later run has already posted the check') }]);
    expect(github.state.checkRuns).toHaveLength(2);
    expect(github.state.checkRuns.at(-1)).toMatchObject({
      ...{ conclusion: 'success', externalId: LATER, output: { title: 'Fine', summary: 'All of it' } },
    });
  });

  it('the status that it posted while we posted ours is what GitHub shows', async () => {
    const later = { sha: HEAD, state: 'success', context: 'perf-budget', description: 'Fine', targetUrl: LATER };
    github.intercept('repos/create-commit-status', () => {
      if (github.state.statuses.length === 0) github.state.statuses.push({ id: 900, ...later });
      return null;
    });
    await publish(request({ check: 'status', comment: 'never' }));
    expect(github.state.statuses.map(({ state }) => state)).toEqual(['success', 'failure', 'success']);
    expect(github.state.statuses.at(-1)).toMatchObject(later);
  });

  it('but a second attempt of our run is posted over the first', async () => {
    await publish(request({ check: 'status' }));
    const again = RUN_URL.replace(/1$/, '2');
    await publish(request({ check: 'status', environment: { ...request().environment, runUrl: again } }));
    expect(github.state.statuses).toMatchObject([{ targetUrl: RUN_URL }, { targetUrl: again }]);
  });
});

it('a comment of a later run is left, and linked', async () => {
  const body = `${writeMarker('default', { sha: HEAD, run: 101, attempt: 1 })}\nNewer.`;
  addComment(github.state, { pull: 12, body });
  const { commentUrl, messages } = await publish(request());
  expect(commentUrl).toContain('#issuecomment-1');
  expect(messages).toMatchObject([{ level: 'notice', text: expect.stringContaining('later run') }]);
});
