import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../src/github/api/client.ts';
import { type CheckRunRequest, checkName, postCheckRun } from '../../../src/github/publish/check-run.ts';
import { type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const HEAD = 'a'.repeat(40);

const request = (change: Partial<CheckRunRequest> = {}): CheckRunRequest => ({
  client: createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal, retryDelayMs: 1 }),
  owner: github.state.owner,
  repo: github.state.repo,
  commit: HEAD,
  name: 'perf-budget',
  conclusion: 'failure',
  headline: '1 of 3 metrics fails: app JavaScript',
  runUrl: 'https://github.example/octo-org/shop/actions/runs/100/attempts/1',
  annotations: [],
  render: () => 'Summary',
  ...change,
});

it('a check run is completed, on the commit, with the headline as its title', async () => {
  const annotation = {
    file: 'web/perf-budget.yml',
    line: 4,
    level: 'failure',
    title: 'app JavaScript',
    message: 'Over.',
  } as const;
  await postCheckRun(request({ annotations: [annotation] }));
  expect(github.state.checkRuns).toMatchObject([
    {
      name: 'perf-budget',
      headSha: HEAD,
      status: 'completed',
      conclusion: 'failure',
      externalId: 'https://github.example/octo-org/shop/actions/runs/100/attempts/1',
      output: { title: '1 of 3 metrics fails: app JavaScript', summary: 'Summary' },
      annotations: [
        { path: 'web/perf-budget.yml', start_line: 4, end_line: 4, annotation_level: 'failure', message: 'Over.' },
      ],
    },
  ]);
});

it('all annotations arrive, 50 a request', async () => {
  const annotations = Array.from({ length: 120 }, (_, index) => ({
    file: 'perf-budget.yml',
    line: index + 1,
    level: 'warning' as const,
    title: 'x'.repeat(300),
    message: 'Slower.',
  }));
  await postCheckRun(request({ annotations }));
  expect(github.calls.map(({ operation }) => operation)).toEqual([
    'checks/list-for-ref',
    'checks/create',
    'checks/list-for-ref',
    'checks/update',
    'checks/update',
  ]);
  expect(github.state.checkRuns[0]?.annotations.map((one) => (one as { start_line: number }).start_line)).toEqual(
    annotations.map(({ line }) => line),
  );
});

it('a summary as long as it may be is accepted', async () => {
  await postCheckRun(request({ render: (limitBytes) => 'é'.repeat(limitBytes / 2) }));
  expect(Buffer.byteLength(github.state.checkRuns[0]?.output.summary ?? '')).toBe(65_000);
});

it('the name is left out where there is only one', () => {
  expect(checkName('default')).toBe('perf-budget');
  expect(checkName('web')).toBe('perf-budget/web');
});
