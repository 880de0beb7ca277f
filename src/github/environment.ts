import { z } from 'zod';
import { UsageError } from '../errors.ts';
import { SHA } from '../model/sha.ts';

/** The workflow run of this step, from the runner's variables. */
export interface Environment {
  readonly workspace: string;
  /** The runner's folder for temporary files: outside the workspace, and emptied after the job. */
  readonly temp: string;
  readonly eventName: string;
  readonly sha: string;
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
  /** For example `https://github.com`. */
  readonly serverUrl: string;
  /** GitHub Enterprise Server lacks some services of github.com and GitHub Enterprise Cloud, such as artifacts v4. */
  readonly isEnterpriseServer: boolean;
  readonly repositoryUrl: string;
  readonly runUrl: string;
  /** Grows with every workflow run of the repository. A re-run keeps it and raises `runAttempt`. */
  readonly runId: number;
  readonly runAttempt: number;
  /** File of this step's job summary; null if the runner has none. */
  readonly summaryPath: string | null;
}

const text = z.string({ error: 'is not set' }).min(1, { error: 'is not set' });

const address = z.url({ protocol: /^https?$/, error: 'is not an address' }).transform((url) => url.replace(/\/+$/, ''));

// https://docs.github.com/actions/reference/workflows-and-actions/variables
const variables = z.object({
  GITHUB_WORKSPACE: text,
  RUNNER_TEMP: text,
  GITHUB_EVENT_NAME: text,
  GITHUB_EVENT_PATH: text,
  GITHUB_SHA: text.regex(SHA, { error: 'is not the sha of a commit' }),
  GITHUB_REPOSITORY: text.regex(/^[^/]+\/[^/]+$/, { error: 'is not owner/name' }),
  GITHUB_API_URL: address.default('https://api.github.com'),
  GITHUB_SERVER_URL: address.default('https://github.com'),
  GITHUB_RUN_ID: text.regex(/^\d+$/, { error: 'is not a number' }),
  GITHUB_RUN_ATTEMPT: z.string().regex(/^\d+$/, { error: 'is not a number' }).default('1'),
  GITHUB_STEP_SUMMARY: z.string().optional(),
});

/** @throws UsageError if the variables are not those of a GitHub Actions runner. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const parsed = variables.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new UsageError(
      `This program runs as a GitHub Action, and the variables of a runner are missing or wrong:\n${lines.join('\n')}\nOutside of GitHub Actions, use: perf-budget run`,
    );
  }
  const value = parsed.data;
  const [owner = '', repo = ''] = value.GITHUB_REPOSITORY.split('/');
  const repositoryUrl = `${value.GITHUB_SERVER_URL}/${value.GITHUB_REPOSITORY}`;
  return {
    workspace: value.GITHUB_WORKSPACE,
    temp: value.RUNNER_TEMP,
    eventName: value.GITHUB_EVENT_NAME,
    sha: value.GITHUB_SHA,
    owner,
    repo,
    apiUrl: value.GITHUB_API_URL,
    serverUrl: value.GITHUB_SERVER_URL,
    isEnterpriseServer: isEnterpriseServer(value.GITHUB_SERVER_URL),
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${value.GITHUB_RUN_ID}/attempts/${value.GITHUB_RUN_ATTEMPT}`,
    runId: Number(value.GITHUB_RUN_ID),
    runAttempt: Number(value.GITHUB_RUN_ATTEMPT),
    summaryPath: value.GITHUB_STEP_SUMMARY || null,
  };
}

/** By the rule of the official clients for caches and artifacts. */
function isEnterpriseServer(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost');
}
