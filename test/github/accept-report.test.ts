import { afterEach, beforeEach, expect, it } from 'vitest';
import { acceptReport } from '../../src/github/accept-report.ts';
import { createClient } from '../../src/github/api/client.ts';
import { messages } from '../../src/github/api/refusal.ts';
import { writeMarker } from '../../src/github/publish/marker.ts';
import { type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';
import { addLabel } from '../support/github/loopback/state.ts';
import { failingReportOfApp, reportOfApp } from '../support/reports/a-report.ts';

const LABEL = 'perf-budget:accept';
const AT = '2026-11-23T10:00:00Z';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
  addLabel(github.state, { pull: 12, name: LABEL, at: AT });
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const request = () => ({
  client: createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal, retryDelayMs: 1 }),
  owner: github.state.owner,
  repo: github.state.repo,
  pull: { number: 12 },
  label: LABEL,
  comment: 'always' as const,
});

/** A comment that says that JavaScript was accepted with this size. */
const comment = (head: number, login = 'github-actions[bot]') => {
  const figures = [{ id: 'bundle/app/javascript', head }];
  const marker = writeMarker(
    'default',
    { sha: '', run: 1, attempt: 1 },
    {
      accepted: [{ label: LABEL, at: AT, figures }],
    },
  );
  github.state.comments.push({ id: github.state.nextId++, pull: 12, login, body: `${marker}\nBefore.` });
};

it('a first acceptance records the figures, and is not held against any', async () => {
  const { report, recorded } = await acceptReport(failingReportOfApp(), request());
  expect(report.verdict).toBe('pass');
  expect(recorded).toMatchObject([{ label: LABEL, at: AT, figures: [{ id: 'bundle/app/javascript', head: 300_000 }] }]);
});

it('a label is held against what our own comment says that it was set on', async () => {
  comment(250_000);
  expect((await acceptReport(failingReportOfApp(), request())).report).toMatchObject({
    verdict: 'fail',
    outgrown: [{ id: 'bundle/app/javascript', accepted: 250_000 }],
  });
});

it('the marker of another author says nothing', async () => {
  comment(250_000, 'mallory');
  expect((await acceptReport(failingReportOfApp(), request())).report.verdict).toBe('pass');
});

it('where the comments cannot be read no breach is accepted, what is recorded stays, and a message says so', async () => {
  github.intercept('issues/list-comments', () => ({ status: 403, body: { message: 'Resource not accessible' } }));
  const { report, recorded, refusals } = await acceptReport(failingReportOfApp(), request());
  expect(report).toEqual(failingReportOfApp());
  expect(recorded).toBeNull();
  expect(messages(refusals, false)).toMatchObject([
    { level: 'warning', text: expect.stringMatching(/^Not read: what was accepted before, so no breach is accepted/) },
  ]);
});

it('a label is recorded before anything fails, so that it does not accept what does so later', async () => {
  const { report, recorded } = await acceptReport(reportOfApp(), request());
  expect(report).toEqual(reportOfApp());
  expect(recorded).toMatchObject([{ label: LABEL, at: AT, figures: [] }]);
  expect(recorded?.[0]?.others).toHaveLength(1);
});

it('where no label may accept any breach, and without one where no comment could record any, nobody is asked', async () => {
  const asItIs = { recorded: null, refusals: [] };
  expect(await acceptReport(reportOfApp(), { ...request(), comment: 'never' })).toMatchObject(asItIs);
  expect(await acceptReport(reportOfApp(), { ...request(), client: null })).toMatchObject(asItIs);
  expect(await acceptReport(failingReportOfApp(), { ...request(), label: null })).toMatchObject(asItIs);
  expect(github.calls).toEqual([]);
});

it('a label that is gone is recorded no longer', async () => {
  github.state.labels.length = 0;
  expect((await acceptReport(failingReportOfApp(), request())).recorded).toEqual([]);
});
