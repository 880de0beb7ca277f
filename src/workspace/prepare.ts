import { GitError } from '../errors.ts';
import type { Checkout } from '../model/checkout.ts';
import type { Plan } from '../model/plan.ts';
import type { StageFailure } from '../model/report.ts';
import type { Side } from '../model/subject.ts';
import type { Progress, TimePhase } from '../progress.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Base } from './base.ts';
import { checkOutBase } from './checkout.ts';
import { commandLog, type KeepLog } from './command-log.ts';
import { type DetectedCommand, detectBuild, detectInstall, needsInstall } from './commands.ts';
import { DISK_FULL, isDiskFull } from './disk-full.ts';
import { commandEnvironment } from './environment.ts';
import type { Repository } from './git.ts';
import { readSetUp } from './set-up.ts';
import { setUpHint } from './set-up-hint.ts';
import { runCommand } from './shell-command.ts';

interface PrepareRequest {
  /** Head's working directory, and the access to its git server. */
  readonly repository: Repository;
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
  /** The commands of the side's own config. */
  readonly plan: Pick<Plan, 'install' | 'build'>;
  readonly time: TimePhase;
  readonly progress: Progress;
  readonly keepLog: KeepLog;
}

/** Head after its install and build. */
export interface PreparedHead {
  /** Absolute working directory; null if it could not be built. */
  readonly head: string | null;
  /** When install and build began, milliseconds since 1970. Files that the build wrote are newer. */
  readonly startedAt: number;
  readonly failures: readonly StageFailure[];
}

/** Both sides. */
export interface Sides extends PreparedHead, AsyncDisposable {
  /** As `head`. */
  readonly base: string | null;
  /** Why there is no base; null if there is one. */
  readonly noBase: string | null;
}

/** One side as a check sees it; null if it can't be measured. */
export function checkoutOf(side: Side, sides: Pick<Sides, Side | 'startedAt'>): Checkout | null {
  const directory = sides[side];
  return directory === null ? null : { side, directory, startedAt: sides.startedAt };
}

/** Installs and builds head in place. */
export async function prepareHead(request: PrepareRequest): Promise<PreparedHead> {
  const { directory } = request.repository;
  const startedAt = Date.now();
  const failure = await installAndBuild('head', directory, request);
  return { head: failure ? null : directory, startedAt, failures: failure ? [failure] : [] };
}

/** Installs and builds base in a repository of its own. If that fails, head is still held against its budgets. */
export async function prepareBase(prepared: PreparedHead, base: Base, request: PrepareRequest): Promise<Sides> {
  await using stack = new AsyncDisposableStack();
  const failures = [...prepared.failures];
  if (base.failure) failures.push({ stage: 'checkout', side: 'base', ...base.failure });
  const { directory, reason } =
    base.sha === null || base.failure || prepared.head === null
      ? { directory: null, reason: base.sha === null || base.failure ? base.reason : 'head could not be built' }
      : await checkOutAndBuild(base.sha, request, stack, failures);

  const owned = stack.move();
  return {
    ...prepared,
    base: directory,
    noBase: reason,
    failures,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type PreparedBase =
  | { readonly directory: string; readonly reason: null }
  | { readonly directory: null; readonly reason: string };

async function checkOutAndBuild(
  sha: string,
  request: PrepareRequest,
  stack: AsyncDisposableStack,
  failures: StageFailure[],
): Promise<PreparedBase> {
  const { repository, temporary, time } = request;
  const short = shortSha(sha);
  try {
    const checkout = stack.use(
      await time('checkout', 'base', short, () => checkOutBase(sha, { ...repository, temporary })),
    );
    if (!checkout.exists) return { directory: null, reason: `base (${short}) does not have this folder` };
    const failure = await installAndBuild('base', checkout.directory, request);
    if (!failure) return { directory: checkout.directory, reason: null };
    failures.push(failure);
    return {
      directory: null,
      reason: `base (${short}) could not be ${failure.stage === 'install' ? 'installed' : 'built'}`,
    };
  } catch (error) {
    failures.push(failureOfGit('base', error));
    return { directory: null, reason: `base (${short}) could not be checked out` };
  }
}

/**
 * The failure of a side whose files can't be had, or whose repository gives no answer.
 *
 * @throws any error but GitError
 */
export function failureOfGit(side: Side, error: unknown): StageFailure {
  if (!(error instanceof GitError)) throw error;
  const { message, output } = error;
  return { stage: 'checkout', side, message, ...(output === '' ? {} : { output }) };
}

/** Returns the failure of the first step that fails; null if none does. */
async function installAndBuild(side: Side, directory: string, request: PrepareRequest): Promise<StageFailure | null> {
  const { repository, time, progress, keepLog } = request;
  const step = async (
    stage: 'install' | 'build',
    { command, directory }: DetectedCommand,
  ): Promise<StageFailure | null> => {
    const options = {
      directory,
      env: commandEnvironment({ PERF_BUDGET_SIDE: side }),
      onLine: (line: string) => progress({ type: 'output', line }),
      signal: repository.signal,
    };
    const outcome = await time(
      stage,
      side,
      command,
      () => runCommand(command, options),
      (result) => !result.ok,
    );
    const log = commandLog({ side, stage, server: null }, outcome.log);
    keepLog(log, !outcome.ok);
    if (outcome.ok) return null;
    const { message, output } = outcome;
    if (await isDiskFull(directory, output)) return { stage, side, message, output, log: log.name, ...DISK_FULL };
    const hint = setUpHint(await readSetUp({ stage, command, text: `${message}\n${output}` }, directory));
    return { stage, side, message, output, log: log.name, ...(hint !== null && { hint }) };
  };
  const written = (command: string | null): DetectedCommand | null =>
    command === null ? null : { command, directory };

  // Base is a fresh checkout. In the workspace, the user wants the installed packages to be measured.
  if (side === 'base' || (await needsInstall(directory, request.plan.install))) {
    const install = written(request.plan.install) ?? (await detectInstall(directory));
    const failure = install && (await step('install', install));
    if (failure) return failure;
  }
  const build = written(request.plan.build) ?? (await detectBuild(directory));
  return build && step('build', build);
}
