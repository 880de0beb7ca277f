import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoopbackGitHub } from '../github/loopback/github.ts';
import type { PullRequestCheckout } from './repository.ts';

/** What a runner executes: the sources, or once it is built `dist/action.js`. */
export const ENTRY = join(import.meta.dirname, '../../src/action.ts');

export interface StepRequest {
  readonly folder: string;
  readonly checkout: PullRequestCheckout;
  readonly github: LoopbackGitHub;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

const TOKEN = 'secret-token-of-the-job';

/** Runs the action as a step of a job: with these variables in its environment and no other. */
export async function startStep({ folder, checkout, github, inputs = {}, env = {} }: StepRequest) {
  const temp = join(folder, 'temp');
  const files = { output: join(folder, 'output'), summary: join(folder, 'summary'), event: join(folder, 'event.json') };
  await mkdir(temp, { recursive: true });
  await writeFile(files.output, '');
  await writeFile(files.summary, '');
  await writeFile(files.event, JSON.stringify(await pullRequestEvent(checkout)));
  const child = spawn(process.execPath, [ENTRY], {
    cwd: checkout.workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(
        Object.entries({ token: TOKEN, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      GITHUB_REPOSITORY: `${github.state.owner}/${github.state.repo}`,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: files.event,
      GITHUB_SHA: checkout.mergeCommit,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_RUN_ID: '100',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKSPACE: checkout.workspace,
      RUNNER_TEMP: temp,
      ...env,
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return { child, result: ended(child).then((code) => read(code)) };

  async function read(code: number | null): Promise<StepResult> {
    const outputs = parseOutputs(await readFile(files.output, 'utf8'));
    return { code, log, outputs, summary: await readFile(files.summary, 'utf8') };
  }
}

export const runStep = async (request: StepRequest): Promise<StepResult> => (await startStep(request)).result;

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });

/** GitHub's own example, with the commits of the checkout. */
async function pullRequestEvent({ head, opened }: PullRequestCheckout): Promise<unknown> {
  const path = join(import.meta.dirname, '../github/events/pull_request.synchronize.json');
  const event = JSON.parse(await readFile(path, 'utf8'));
  event.pull_request.head.sha = head;
  event.pull_request.base.sha = opened;
  event.pull_request.base.ref = 'main';
  return event;
}

/** `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const found = text.matchAll(/^(\S+?)<<(\S+)\r?\n([\s\S]*?)\r?\n?^\2$/gm);
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value]));
}
