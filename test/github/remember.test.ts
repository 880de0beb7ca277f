import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../src/github/api/client.ts';
import { postComment } from '../../src/github/publish/comment.ts';
import { readMarker } from '../../src/github/publish/marker.ts';
import { remember } from '../../src/github/remember.ts';
import type { Report } from '../../src/model/report.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';
import { addComment } from '../support/github/loopback/state.ts';
import { aFinding, aReport, aSize, heavyApp } from '../support/reports/a-report.ts';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const [FIRST, SECOND] = ['a'.repeat(40), 'b'.repeat(40)];
const heavy = aReport({ verdict: 'fail', results: [heavyApp()], findings: [aFinding()] });
const fine = aReport({ results: [aSize(153_200, 153_200)] });

const request = (headSha: string) => ({
  client: createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal, retryDelayMs: 1 }),
  owner: github.state.owner,
  repo: github.state.repo,
  pull: { number: 12, headSha },
  comment: 'always' as const,
});

let run = 100;
/** Reports a push as the action does. */
async function push(report: Report, sha: string): Promise<Report['memory']> {
  const { report: known, recorded } = await remember(report, request(sha));
  run += 1;
  await postComment({
    ...{ ...request(sha), number: 12, name: 'default', author: { sha, run, attempt: 1 } },
    ...{ recorded, create: true, render: () => 'Text.' },
  });
  return known.memory;
}

it('a pull request remembers what its pushes had wrong in its own comment', async () => {
  expect(await push(heavy, FIRST)).toBeUndefined();
  expect(await push(fine, SECOND)).toMatchObject({
    last: { sha: FIRST, new: [], still: [], gone: ['bundle/app/javascript', expect.stringMatching(/^[0-9a-f]{16}$/)] },
  });
  expect(github.state.comments).toHaveLength(1);
});

it('a second run of a push is compared with the push before, as the first was', async () => {
  await push(heavy, FIRST);
  const once = await push(fine, SECOND);
  expect(await push(fine, SECOND)).toEqual(once);
});

it('what is remembered stays where GitHub does not answer, and nothing is said of it', async () => {
  await push(heavy, FIRST);
  const before = readMarker('default', github.state.comments[0]?.body ?? '');
  github.intercept('issues/list-comments', forbidden);
  expect(await remember(fine, request(SECOND))).toEqual({ report: fine, recorded: {} });
  expect(before.pushes).toHaveLength(1);
});

it('without a comment, and in a shard, nobody is asked', async () => {
  for (const change of [{ comment: 'never' as const }, { client: null }, { pull: null }]) {
    await remember(heavy, { ...request(FIRST), ...change });
  }
  await remember({ ...heavy, shard: '1/2' }, request(FIRST));
  expect(github.calls).toEqual([]);
});

it("another author's comment, and a marker that somebody broke, remember nothing", async () => {
  const body = `<!-- perf-budget:default {"v":1,"sha":"","run":1,"attempt":1,"pushes":[{"sha":"${FIRST}","findings":[{"key":"<b>"}],"results":[]}]} -->`;
  addComment(github.state, { pull: 12, body });
  expect((await remember(heavy, request(SECOND))).report.memory).toBeUndefined();
  await push(heavy, FIRST);
  github.state.comments.splice(0, 1, { ...github.state.comments[0], login: 'mallory' } as never);
  expect((await remember(heavy, request(SECOND))).report.memory).toBeUndefined();
});
