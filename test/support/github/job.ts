import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import { filesIn, processesOf } from '../folders/leftovers.ts';
import { checkOutPullRequest, gitState, type PullRequestCheckout, type PullRequestFiles } from '../git/pull-request.ts';
import type { GitHubEvent } from './events.ts';
import { type LoopbackGitHub, startGitHub } from './loopback/github.ts';
import { runStep, type StepResult, startStep } from './runner.ts';

interface StepOptions {
  readonly event?: (checkout: PullRequestCheckout) => Promise<GitHubEvent>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A step that ran, with what it reported; null if it got no further than a mistake, or was cancelled. */
export interface Done extends StepResult {
  readonly checkout: PullRequestCheckout;
  readonly report: Report | null;
}

/** A runner with one repository, and a GitHub of its own. */
export interface Job extends AsyncDisposable {
  readonly github: LoopbackGitHub;
  readonly folder: string;
  /** Runs the step to its end, and looks whether it left anything behind. */
  run(files: PullRequestFiles, options?: StepOptions): Promise<Done>;
  start(checkout: PullRequestCheckout, options?: StepOptions): ReturnType<typeof startStep>;
  /** Fails where a step left a process, a file, a worktree or a changed workspace behind. */
  expectNothingLeft(checkout: PullRequestCheckout, report?: string): Promise<void>;
}

export async function openJob(): Promise<Job> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'job-')));
  const github = await startGitHub();

  const request = async (checkout: PullRequestCheckout, { event, ...rest }: StepOptions) => ({
    ...{ folder, checkout, github, ...rest },
    ...(event === undefined ? {} : { event: await event(checkout) }),
  });

  async function expectNothingLeft(checkout: PullRequestCheckout, report?: string): Promise<void> {
    expect(processesOf(folder)).toEqual([]);
    expect(filesIn(join(folder, 'temp'))).toEqual(report ? [basename(dirname(report))] : []);
    expect(await gitState(checkout.workspace)).toEqual({ status: '', head: checkout.checkedOut, worktrees: 1 });
    expect(github.violations).toEqual([]);
  }

  return {
    github,
    folder,
    expectNothingLeft,
    start: async (checkout, options = {}) => startStep(await request(checkout, options)),
    async run(files, options = {}) {
      const checkout = await checkOutPullRequest(folder, files);
      const result = await runStep(await request(checkout, options));
      const { report: path } = result.outputs;
      await expectNothingLeft(checkout, path);
      const report = path === undefined ? null : reportSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      return { ...result, checkout, report };
    },
    async [Symbol.asyncDispose]() {
      await github[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
