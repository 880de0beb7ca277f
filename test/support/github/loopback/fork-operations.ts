import type { Call } from './contract.ts';
import type { Answer } from './github.ts';
import type { Artifact, Job, State } from './state.ts';

/** What GitHub tells a workflow that reports on the run of another. */
export const forkOperations: Readonly<Record<string, (state: State, call: Call, url: string) => Answer>> = {
  'pulls/list': ({ pulls }, { query }) => ({
    status: 200,
    body: pulls.filter(({ head }) => query.head === undefined || query.head === `${head.user.login}:${head.ref}`),
  }),
  'repos/list-pull-requests-associated-with-commit': ({ pulls }, { parameters }) => ({
    status: 200,
    body: pulls.filter(({ head }) => head.sha === parameters.commit_sha),
  }),
  'actions/list-workflow-run-artifacts': ({ artifacts }, { parameters, query }, url) => {
    const found = artifacts.filter(
      ({ run, name }) => run === Number(parameters.run_id) && name === (query.name ?? name),
    );
    return { status: 200, body: { total_count: found.length, artifacts: found.map((one) => asArtifact(one, url)) } };
  },
  'actions/list-jobs-for-workflow-run-attempt': ({ jobs }, { parameters }, url) => {
    const { run_id: run, attempt_number: attempt } = parameters;
    const found = jobs.filter((one) => one.run === Number(run) && one.attempt === Number(attempt));
    return { status: 200, body: { total_count: found.length, jobs: found.map((one) => asJob(one, url)) } };
  },
  'actions/download-artifact': ({ artifacts }, { parameters }) => {
    const found = artifacts.find(({ id }) => id === Number(parameters.artifact_id));
    return found === undefined ? notFound() : { status: 302, headers: { location: found.url } };
  },
};

const notFound = (): Answer => ({ status: 404, body: { message: 'Not Found', status: '404' } });

const REPOSITORY_ID = 1;
const TIME = '2026-01-01T00:00:00Z';

const asArtifact = ({ id, run, name, bytes, expired }: Artifact, url: string) => ({
  id,
  node_id: `AR_${id}`,
  name,
  size_in_bytes: bytes,
  url: `${url}/actions/artifacts/${id}`,
  archive_download_url: `${url}/actions/artifacts/${id}/zip`,
  expired: expired ?? false,
  created_at: TIME,
  expires_at: TIME,
  updated_at: TIME,
  workflow_run: {
    id: run,
    repository_id: REPOSITORY_ID,
    head_repository_id: REPOSITORY_ID,
    head_branch: 'main',
    head_sha: '0'.repeat(40),
  },
});

const asJob = ({ run, attempt, name, startedAt }: Job, url: string) => ({
  id: attempt,
  run_id: run,
  run_url: `${url}/actions/runs/${run}`,
  run_attempt: attempt,
  node_id: 'JO_1',
  head_sha: '0'.repeat(40),
  url: `${url}/actions/jobs/${attempt}`,
  html_url: null,
  status: 'completed',
  conclusion: 'success',
  created_at: startedAt,
  started_at: startedAt,
  completed_at: startedAt,
  name,
  check_run_url: `${url}/check-runs/1`,
  labels: [],
  runner_id: null,
  runner_name: null,
  runner_group_id: null,
  runner_group_name: null,
  workflow_name: null,
  head_branch: null,
});
