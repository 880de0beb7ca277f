import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/github/api/client.ts';
import { acceptedLevel, keepIssue } from '../../../src/github/publish/issue.ts';
import { writeMarker } from '../../../src/github/publish/marker.ts';
import { type LoopbackGitHub, startGitHub } from '../../support/github/loopback/github.ts';
import { addIssue } from '../../support/github/loopback/state.ts';

const author = { sha: 'a'.repeat(40), run: 100, attempt: 1 };
const LONG_AGO = '2020-01-01T00:00:00Z';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const place = (name = 'creep') => ({
  client: createClient({
    token: 'secret',
    apiUrl: github.url,
    signal: new AbortController().signal,
    retryDelayMs: 1,
    attemptMs: 1_000,
  }),
  owner: github.state.owner,
  repo: github.state.repo,
  name,
});

const keep = (state: 'open' | 'closed', { by = author, name = 'creep' } = {}) =>
  keepIssue({ ...place(name), author: by, state, title: `Run ${by.run}`, render: () => `Run ${by.run}: ${state}\n` });
const run = (number: number) => ({ ...author, run: number, sha: String(number).repeat(14).slice(0, 40) });
const writes = () => github.calls.map(({ operation }) => operation).filter((name) => /create|update/.test(name));

describe('one issue is kept for a branch', () => {
  it('a failure opens it, the next updates it, a pass closes it, and a further failure opens a new one', async () => {
    await keep('open');
    await keep('open', { by: run(101) });
    expect(github.state.issues).toMatchObject([{ number: 1, state: 'open', title: 'Run 101' }]);
    await keep('closed', { by: run(102) });
    expect(github.state.issues).toMatchObject([{ number: 1, state: 'closed', stateReason: 'completed' }]);
    await keep('open', { by: run(103) });
    expect(github.state.issues).toMatchObject([{ state: 'closed' }, { state: 'open', title: 'Run 103' }]);
  });

  it('a pass writes nothing where none is open', async () => {
    await keep('closed');
    expect(writes()).toEqual([]);
  });

  it('an earlier run that ends late writes over nothing', async () => {
    await keep('open', { by: run(101) });
    await keep('closed');
    expect(github.state.issues).toMatchObject([{ state: 'open', title: 'Run 101' }]);
  });

  it("another author's issue with our marker, and that of another name, stay as they are", async () => {
    const foreign = addIssue(github.state, { login: 'mallory', body: `${writeMarker('creep', author)}\nForged` });
    const other = addIssue(github.state, { body: `${writeMarker('shop', author)}\nOther` });
    const before = structuredClone([foreign, other]);
    await keep('closed', { by: run(101) });
    await keep('open', { by: run(101) });
    expect(github.state.issues?.slice(0, 2)).toEqual(before);
    expect(github.state.issues).toHaveLength(3);
  });

  it('is found among more issues than one page holds', async () => {
    await keep('open');
    for (let index = 0; index < 120; index += 1) addIssue(github.state, { login: 'ada', body: 'Something else' });
    await keep('closed', { by: run(101) });
    expect(github.state.issues?.[0]).toMatchObject({ state: 'closed' });
  });

  it('is opened once where GitHub opened it and its answer was lost', async () => {
    let lost = 0;
    github.fail(({ operation }) =>
      operation === 'issues/create' && lost++ === 0 ? { kind: 'reset', carriedOut: true } : null,
    );
    await keep('open');
    expect(github.state.issues).toHaveLength(1);
  });
});

describe('the accepted level', () => {
  it('is the commit of the last run, where a person closed the issue', async () => {
    await keep('open');
    await keep('open', { by: run(101) });
    expect(await acceptedLevel(place(), LONG_AGO)).toBeNull();
    Object.assign(github.state.issues?.[0] ?? {}, { state: 'closed' });
    expect(await acceptedLevel(place(), LONG_AGO)).toEqual({ sha: run(101).sha, issue: 1 });
    expect(await acceptedLevel(place(), '2999-01-01T00:00:00Z')).toBeNull();
    expect(await acceptedLevel(place('shop'), LONG_AGO)).toBeNull();
  });

  it('is none where a run closed the issue, or somebody else wrote it', async () => {
    await keep('open');
    await keep('closed', { by: run(101) });
    const forged = addIssue(github.state, { login: 'mallory', body: `${writeMarker('creep', author)}\nForged` });
    forged.state = 'closed';
    expect(await acceptedLevel(place(), LONG_AGO)).toBeNull();
  });
});
