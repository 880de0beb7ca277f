import type { Environment } from '../../../src/github/environment.ts';

/** The run 100 of a repository on a GitHub of its own. */
export const anEnvironment = (temp: string): Environment => ({
  workspace: '/workspace',
  temp,
  eventName: 'pull_request',
  sha: '9ac03d1e'.repeat(5),
  owner: 'octo-org',
  repo: 'shop',
  apiUrl: 'https://github.example/api/v3',
  serverUrl: 'https://github.example',
  isEnterpriseServer: true,
  repositoryUrl: 'https://github.example/octo-org/shop',
  runUrl: 'https://github.example/octo-org/shop/actions/runs/100/attempts/1',
  runId: 100,
  runAttempt: 1,
  summaryPath: null,
});
