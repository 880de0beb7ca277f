import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import type { PullRequestCheckout } from '../git/pull-request.ts';
import { type GitHubEvent, pullRequestEvent } from './events.ts';
import type { LoopbackGitHub } from './loopback/github.ts';

/** What the runner sends before it kills a step: https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation */
const CANCELLATION = [
  { signal: 'SIGINT', waitMs: 7_500 },
  { signal: 'SIGTERM', waitMs: 2_500 },
  { signal: 'SIGKILL', waitMs: 0 },
] as const;

export interface StepRequest {
  readonly folder: string;
  readonly checkout: PullRequestCheckout;
  readonly github: LoopbackGitHub;
  /** Without it: a push to the pull request. */
  readonly event?: GitHubEvent;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** The input `token` of every step. */
export const TOKEN = 'secret-token-of-the-job';

/** Runs the action as a step of a job: with these variables in its environment and, but for what saves Node work, no other. */
export async function startStep({ folder, checkout, github, event, inputs = {}, env = {} }: StepRequest) {
  const { name, payload } = event ?? (await pullRequestEvent(checkout));
  const temp = join(folder, 'temp');
  const files = { output: join(folder, 'output'), summary: join(folder, 'summary'), event: join(folder, 'event.json') };
  await mkdir(temp, { recursive: true });
  await writeFile(files.output, '');
  await writeFile(files.summary, '');
  await writeFile(files.event, JSON.stringify(payload));
  const child = spawn(process.execPath, [join(inject('dist'), 'action.js')], {
    cwd: checkout.workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ...Object.fromEntries(
        Object.entries({ token: TOKEN, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      GITHUB_REPOSITORY: `${github.state.owner}/${github.state.repo}`,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_SHA: checkout.checkedOut,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_RUN_ID: '100',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKSPACE: checkout.workspace,
      RUNNER_TEMP: temp,
      TMPDIR: temp,
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

/** Cancels a step as the runner does, and tells the signals that it took to end it. */
export async function cancelStep(child: ChildProcess, first: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<string[]> {
  const sent: string[] = [];
  const gone = ended(child);
  for (const { signal, waitMs } of CANCELLATION.slice(CANCELLATION.findIndex(({ signal }) => signal === first))) {
    child.kill(signal);
    sent.push(signal);
    const over = await Promise.race([gone.then(() => true), pause(waitMs, false, { ref: false })]);
    if (over) break;
  }
  return sent;
}

/** `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): Record<string, string> {
  const found = text.matchAll(/^(\S+?)<<(\S+)\r?\n([\s\S]*?)\r?\n?^\2$/gm);
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value]));
}
