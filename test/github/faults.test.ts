import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createClient } from '../../src/github/api/client.ts';
import { hasMarker, isNewer, writeMarker } from '../../src/github/publish/marker.ts';
import { publish } from '../../src/github/publish/publish.ts';
import type { FaultKind } from '../support/github/loopback/faults.ts';
import { type FaultPlan, type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';
import { addComment, type State } from '../support/github/loopback/state.ts';
import { failingReportOfApp } from '../support/reports/a-report.ts';

const HEAD = 'a'.repeat(40);
const PULL = 12;
const PLANS = 40;

const FAULTS: readonly FaultKind[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, headers: { 'retry-after': '5' } },
  { kind: 'status', status: 429, headers: { 'retry-after': '60' } },
  { kind: 'status', status: 403, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
  { kind: 'status', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' } },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 404 },
  { kind: 'status', status: 410 },
  { kind: 'status', status: 422 },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'no-body' },
  { kind: 'cut' },
  { kind: 'truncated' },
  { kind: 'text', type: 'text/html', text: '<!doctype html><p>::error::Sign in</p>' },
  { kind: 'text', type: 'application/json', text: '{}' },
  { kind: 'text', type: 'application/json', text: '[]' },
  { kind: 'text', type: 'application/json', text: '{"data":{"viewer":null},"id":"x","check_runs":7}' },
  { kind: 'text', type: 'application/octet-stream', text: '\0\0' },
  { kind: 'redirect', status: 301 },
  { kind: 'redirect', status: 307 },
  { kind: 'slow' },
];
const OPERATIONS = [
  'graphql',
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'checks/list-for-ref',
  'checks/create',
] as const;

/** Numbers from 0 to below 1, the same for a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Scenario {
  readonly text: string;
  readonly fault: FaultKind;
  readonly commented: 'never' | 'once' | 'twice';
  readonly plan: FaultPlan;
}

/** Every fault comes up, at one operation or at all, once, a few times or forever. */
function scenario(number: number): Scenario {
  const next = random(number * 7_919);
  next();
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const fault = FAULTS[number % FAULTS.length] as FaultKind;
  const at = pick([...OPERATIONS, 'all', 'all'] as const);
  const times = pick([1, 2, 3, Number.POSITIVE_INFINITY]);
  const carriedOut = pick([true, false]) || fault.kind === 'slow';
  const commented = pick(['never', 'once', 'twice'] as const);
  let left = times;
  return {
    text: `${number}: ${JSON.stringify(fault)} at ${at}, ${times} times, ${carriedOut ? 'done' : 'not done'}, commented ${commented}`,
    fault,
    commented,
    plan: ({ operation }) => {
      if ((at !== 'all' && at !== operation) || left <= 0) return null;
      left -= 1;
      return { ...fault, carriedOut };
    },
  };
}

const body = (run: number) => `${writeMarker('default', { sha: HEAD, run, attempt: 1 })}\nBefore.`;
const ours = ({ comments }: State) =>
  comments.filter((comment) => comment.login === 'github-actions[bot]' && hasMarker('default', comment.body));

async function publishRun(github: LoopbackGitHub, run: number) {
  const temp = await mkdtemp(join(tmpdir(), 'faults-'));
  try {
    const repositoryUrl = 'https://github.example/octo-org/shop';
    const summaryPath = join(temp, 'summary.md');
    const publication = await publish({
      report: failingReportOfApp(),
      pageUrl: null,
      recorded: {},
      conclusion: 'failure',
      event: { pull: { number: PULL, headSha: HEAD, fork: false }, commit: HEAD },
      environment: {
        workspace: '/workspace',
        temp,
        eventName: 'pull_request',
        sha: HEAD,
        owner: github.state.owner,
        repo: github.state.repo,
        apiUrl: github.url,
        serverUrl: 'https://github.example',
        isEnterpriseServer: true,
        repositoryUrl,
        runUrl: `${repositoryUrl}/actions/runs/${run}/attempts/1`,
        runId: run,
        runAttempt: 1,
        summaryPath,
      },
      directory: '',
      client: createClient({
        token: 'ghs_secret',
        apiUrl: github.url,
        signal: new AbortController().signal,
        retryDelayMs: 1,
        attemptMs: 1_000,
        pause: async () => {},
      }),
      comment: 'always',
      check: 'check-run',
      refusals: [],
    });
    return { publication, summary: await readFile(summaryPath, 'utf8') };
  } finally {
    await rm(temp, { recursive: true });
  }
}

async function play({ commented, plan }: Pick<Scenario, 'commented' | 'plan'>) {
  await using github = await startGitHub();
  const { state } = github;
  for (let index = 0; index < 110; index += 1) addComment(state, { pull: PULL, login: 'ada', body: `> ${body(90)}` });
  for (let count = { never: 0, once: 1, twice: 2 }[commented]; count > 0; count -= 1) {
    addComment(state, { pull: PULL, body: body(90) });
  }
  github.fail(plan);
  const result = await publishRun(github, 100);
  const after = { ours: ours(state).length, checkRuns: structuredClone(state.checkRuns) };

  github.fail(() => null);
  const healed = await publishRun(github, 101);
  return { ...result, after, healed, state, violations: github.violations };
}

const healthy = play({ commented: 'never', plan: () => null });

it.concurrent.each(Array.from({ length: PLANS }, (_, index) => scenario(index)))(
  'is posted as far as GitHub lets: $text',
  async (given) => {
    const { publication, summary, after, healed, state, violations } = await play(given);
    const expected = await healthy;
    expect(summary).toBe(expected.summary);
    expect(publication.messages.map(({ level }) => level)).not.toContain('error');
    expect(publication.messages.length).toBeLessThanOrEqual(2);
    for (const { text } of publication.messages) expect(text).not.toContain('::error');
    expect(after.checkRuns.every(({ conclusion }) => conclusion === 'failure')).toBe(true);
    expect(after.ours).toBeLessThanOrEqual({ never: 1, once: 1, twice: 2 }[given.commented]);
    // What went wrong does not outlive the next run.
    expect(healed.publication.messages).toEqual([]);
    expect(ours(state)).toHaveLength(1);
    expect(isNewer('default', ours(state)[0]?.body ?? '', { sha: HEAD, run: 100, attempt: 1 })).toBe(true);
    expect(state.checkRuns.at(-1)?.externalId).toContain('/runs/101/');
    // With 301 a request that writes becomes one that reads, which GitHub may not know.
    if (given.fault.kind !== 'redirect') expect(violations).toEqual([]);
  },
);
