import { afterEach, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { createClient } from '../../src/github/api/client.ts';
import { readEnvironment } from '../../src/github/environment.ts';
import { type LoopbackGitHub, startGitHub } from '../support/github/loopback/github.ts';

const RUNNER = {
  GITHUB_WORKSPACE: '/workspace',
  RUNNER_TEMP: '/temp',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REPOSITORY: 'octo-org/shop',
  GITHUB_RUN_ID: '100',
};

let github: LoopbackGitHub | null = null;
afterEach(async () => {
  await github?.[Symbol.asyncDispose]();
  expect(github?.violations ?? []).toEqual([]);
});

it('links lead to the server that the runner belongs to', () => {
  const enterprise = {
    GITHUB_SERVER_URL: 'https://git.example.com/',
    GITHUB_API_URL: 'https://git.example.com/api/v3/',
  };
  expect(readEnvironment({ ...RUNNER, ...enterprise, GITHUB_RUN_ATTEMPT: '2' })).toMatchObject({
    serverUrl: 'https://git.example.com',
    apiUrl: 'https://git.example.com/api/v3',
    repositoryUrl: 'https://git.example.com/octo-org/shop',
    runUrl: 'https://git.example.com/octo-org/shop/actions/runs/100/attempts/2',
  });
});

it.each([
  ['https://github.com', false],
  ['https://tenant.ghe.com', false],
  ['https://git.example.com', true],
  ['https://github.com.example.com', true],
])('%s is an enterprise server: %s', (GITHUB_SERVER_URL, expected) => {
  expect(readEnvironment({ ...RUNNER, GITHUB_SERVER_URL }).isEnterpriseServer).toBe(expected);
});

it('outside of a runner every missing variable is listed', () => {
  expect(() => readEnvironment({ GITHUB_SERVER_URL: 'nowhere' })).toThrow(UsageError);
  expect(() => readEnvironment({ GITHUB_SERVER_URL: 'nowhere' })).toThrow(
    /GITHUB_WORKSPACE is not set\n[\s\S]*GITHUB_SERVER_URL is not an address\n[\s\S]*perf-budget run/,
  );
});

it('on an enterprise server REST is asked below /api/v3, and GraphQL beside it', async () => {
  github = await startGitHub('/api/v3');
  const { apiUrl } = readEnvironment({ ...RUNNER, GITHUB_API_URL: github.url });
  const client = createClient({ token: 'secret', apiUrl, signal: new AbortController().signal });
  expect(await client.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'github-actions' } });
  const { status } = await client.rest.issues.listComments({ owner: 'octo-org', repo: 'shop', issue_number: 1 });
  expect(status).toBe(200);
});
