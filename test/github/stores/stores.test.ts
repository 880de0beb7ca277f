import { expect, it } from 'vitest';
import { readEnvironment } from '../../../src/github/environment.ts';
import { openStores } from '../../../src/github/stores/stores.ts';

const runner = {
  GITHUB_WORKSPACE: '/w',
  RUNNER_TEMP: '/t',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: '/e',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REPOSITORY: 'octo-org/shop',
  GITHUB_RUN_ID: '1',
};
const cache = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example', ACTIONS_CACHE_URL: '' };

it.each<[string, NodeJS.ProcessEnv, string, string | null, string[]]>([
  ['a runner', cache, 'github.com', null, ['the Actions cache']],
  ['a runner, with a branch', cache, 'github.com', 'perf', ['the Actions cache', 'the branch perf']],
  ['a runner without a cache', {}, 'github.com', null, []],
  ['an Enterprise Server', cache, 'ghes.example', null, ['the Actions cache']],
])('%s has these stores', (_, variables, host, branch, names) => {
  const environment = readEnvironment({ ...runner, GITHUB_SERVER_URL: `https://${host}` });
  const stores = openStores({ name: 'default', branch, environment, variables, client: null });
  expect(stores.map(({ name }) => name)).toEqual(names);
});
