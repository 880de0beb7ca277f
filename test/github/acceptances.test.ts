import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAcceptances } from '../../src/github/acceptances.ts';
import { createClient } from '../../src/github/api/client.ts';
import { messages } from '../../src/github/api/refusal.ts';
import { forbidden, type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';
import { addEvents, addLabel, removeLabel } from '../support/github/loopback/state.ts';

const ACCEPT = 'perf-budget:accept';

let github: LoopbackGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const client = () =>
  createClient({ token: 'secret', apiUrl: github.url, signal: new AbortController().signal, retryDelayMs: 1 });
const read = (change: Partial<Parameters<typeof readAcceptances>[0]> = {}) =>
  readAcceptances({
    client: client(),
    owner: 'octo-org',
    repo: 'shop',
    pull: { number: 12 },
    label: ACCEPT,
    ...change,
  });
const set = (name: string, change: { login?: string; at?: string; pull?: number } = {}) =>
  addLabel(github.state, { pull: 12, name, ...change });
const operations = () => github.calls.map(({ operation }) => operation);

it('a label that is set accepts all subjects, and it is known who set it and when', async () => {
  set(ACCEPT, { login: 'ada', at: '2026-11-23T10:00:00Z' });
  expect(await read()).toEqual({
    acceptances: [{ label: ACCEPT, subject: null, by: 'ada', at: '2026-11-23T10:00:00Z' }],
    refusals: [],
  });
});

it('a label with a name behind it accepts that subject, whatever is in the name', async () => {
  set(`${ACCEPT}/app`);
  set(`${ACCEPT}/list resumes`);
  set(`${ACCEPT}/GET /api/resumes`);
  const { acceptances } = await read();
  expect(acceptances.map(({ subject }) => subject)).toEqual(['app', 'list resumes', 'GET /api/resumes']);
});

it('labels have no case', async () => {
  set('Perf-Budget:ACCEPT/App');
  expect((await read()).acceptances).toMatchObject([{ label: 'Perf-Budget:ACCEPT/App', subject: 'App', by: 'ada' }]);
});

it.each(['bug', 'perf-budget', `${ACCEPT}ed`, `${ACCEPT}/`, `${ACCEPT}: app`, `not ${ACCEPT}`])(
  '%j accepts nothing, and nobody is asked for who set it',
  async (name) => {
    set(name);
    expect(await read()).toEqual({ acceptances: [], refusals: [] });
    expect(operations()).toEqual(['issues/list-labels-on-issue']);
  },
);

it('another label can be chosen', async () => {
  set(ACCEPT);
  set('size ok/app');
  expect((await read({ label: 'size ok' })).acceptances).toMatchObject([{ label: 'size ok/app', subject: 'app' }]);
});

it.each([
  ['without a label to look for', { label: null }],
  ['without a pull request', { pull: null }],
])('%s nothing is asked', async (_, change) => {
  set(ACCEPT);
  expect(await read(change)).toEqual({ acceptances: [], refusals: [] });
  expect(github.calls).toEqual([]);
});

it('a label of another pull request says nothing about this one', async () => {
  set(ACCEPT, { pull: 13 });
  expect((await read()).acceptances).toEqual([]);
});

it('a label that was taken off accepts nothing any more', async () => {
  set(ACCEPT);
  removeLabel(github.state, { pull: 12, name: ACCEPT });
  expect((await read()).acceptances).toEqual([]);
});

it('who set it last is who counts', async () => {
  set(ACCEPT, { login: 'ada', at: '2026-11-20T10:00:00Z' });
  removeLabel(github.state, { pull: 12, name: ACCEPT, login: 'ada' });
  set(ACCEPT, { login: 'grace', at: '2026-11-24T10:00:00Z' });
  removeLabel(github.state, { pull: 12, name: ACCEPT, login: 'grace' });
  set(ACCEPT, { login: 'release-train[bot]', at: '2026-11-25T10:00:00Z' });
  expect((await read()).acceptances).toMatchObject([{ by: 'release-train[bot]', at: '2026-11-25T10:00:00Z' }]);
});

it('labels on further pages are read', async () => {
  for (let index = 0; index < 130; index += 1) set(`area ${index}`);
  set(`${ACCEPT}/app`, { login: 'grace' });
  expect((await read()).acceptances).toMatchObject([{ subject: 'app', by: 'grace' }]);
});

describe('events on many pages', () => {
  const pages = () =>
    github.calls.flatMap(({ operation, query }) => (operation === 'issues/list-events' ? [query.page] : []));

  it('are read from the last page on, until all labels are found', async () => {
    set(ACCEPT, { login: 'ada' });
    addEvents(github.state, { pull: 12, count: 350 });
    set(`${ACCEPT}/app`, { login: 'grace' });
    addEvents(github.state, { pull: 12, count: 120 });
    github.state.labels.shift();
    expect((await read()).acceptances).toMatchObject([{ subject: 'app', by: 'grace' }]);
    expect(pages()).toEqual(['1', '5', '4']);
  });

  it('are not asked for twice when the label was set long ago', async () => {
    set(ACCEPT, { login: 'ada' });
    addEvents(github.state, { pull: 12, count: 250 });
    expect((await read()).acceptances).toMatchObject([{ by: 'ada' }]);
    expect(pages()).toEqual(['1', '3', '2']);
  });

  it('are read up to a bound, beyond which it is not known who set a label', async () => {
    set(ACCEPT, { login: 'ada' });
    addEvents(github.state, { pull: 12, count: 1_200 });
    expect(await read()).toEqual({
      acceptances: [{ label: ACCEPT, subject: null, by: null, at: null }],
      refusals: [],
    });
    expect(pages()).toHaveLength(11);
  });
});

it('who set it may be gone: it counts, by nobody that is known', async () => {
  set(ACCEPT);
  const event = { event: 'labeled', created_at: '2026-11-23T10:00:00Z', actor: null, label: { name: ACCEPT } };
  github.intercept('issues/list-events', () => ({ status: 200, body: [event] }));
  expect((await read()).acceptances).toMatchObject([{ subject: null, by: null, at: '2026-11-23T10:00:00Z' }]);
});

describe('when GitHub does not tell the labels, nothing is accepted and a warning says so', () => {
  beforeEach(() => set(ACCEPT));

  it.each([
    [
      '403',
      forbidden,
      /Not read: the labels of the pull request.*\npermissions:\n {2}contents: read\n {2}pull-requests: read$/,
    ],
    ['404', () => ({ status: 404, body: { message: 'Not Found' } }), /pull-requests: read/],
    [
      '502 forever',
      () => ({ status: 502, body: { message: 'Bad Gateway' } }),
      /Not read: .*no breach is accepted\. GitHub .* as it should: it answered 502: Bad Gateway\.$/,
    ],
    ['an expired token', () => ({ status: 401, body: { message: 'Bad credentials' } }), /does not accept the token/],
    ['nonsense', () => ({ status: 200, body: { labels: 'many' } }), /GitHub did not answer with labels/],
  ])('%s', async (_, answer, text) => {
    github.intercept('issues/list-labels-on-issue', answer);
    const { acceptances, refusals } = await read();
    expect(acceptances).toEqual([]);
    expect(messages(refusals, false)).toEqual([{ level: 'warning', text: expect.stringMatching(text) }]);
  });

  it('no token', async () => {
    const { acceptances, refusals } = await read({ client: null });
    expect(acceptances).toEqual([]);
    expect(messages(refusals, false)).toEqual([
      { level: 'notice', text: expect.stringMatching(/^Not read: the labels .* The input `token` is empty\.$/) },
    ]);
  });
});

it.each([
  ['403', forbidden],
  ['502 forever', () => ({ status: 502, body: { message: 'Bad Gateway' } })],
  ['nonsense', () => ({ status: 200, body: { event: 'labeled' } })],
])(
  'when GitHub tells the labels and answers %s to who set them, they count, by nobody that is known',
  async (_, answer) => {
    set(ACCEPT);
    github.intercept('issues/list-events', answer);
    const { acceptances, refusals } = await read();
    expect(acceptances).toEqual([{ label: ACCEPT, subject: null, by: null, at: null }]);
    expect(messages(refusals, false)).toEqual([
      { level: 'warning', text: expect.stringMatching(/^Not read: who set the labels/) },
    ]);
  },
);

it('one warning names every permission that is missing, each scope once', () => {
  const lacking = (task: 'read' | 'post', what: string, permission: string) =>
    ({ task, what, why: { kind: 'permission', permission } }) as const;
  const refusals = [
    lacking('read', 'the labels', 'pull-requests: read'),
    lacking('post', 'the comment', 'pull-requests: write'),
    lacking('post', 'the check run', 'checks: write'),
  ];
  expect(messages(refusals, false)).toEqual([
    {
      level: 'warning',
      text: 'Not read: the labels. Not posted: the comment and the check run. The token has no permission for it. Add to the job in the workflow file:\npermissions:\n  contents: read\n  pull-requests: write\n  checks: write',
    },
  ]);
  expect(messages(refusals, true).map(({ level }) => level)).toEqual(['notice', 'warning']);
});
