import type { Checkout } from '../checks/check.ts';
import type { Side } from '../checks/visit.ts';
import type { Plan } from '../config/plan.ts';
import type { TimePhase } from '../phases.ts';
import type { Progress } from '../progress.ts';
import type { RunFailure } from '../report/report.ts';
import type { Base } from './base.ts';
import { CheckoutError, checkOutBase } from './checkout.ts';
import { type DetectedCommand, detectBuild, detectInstall, needsInstall } from './commands.ts';
import { commandEnvironment } from './environment.ts';
import type { Repository } from './git.ts';
import { runCommand } from './process.ts';

export interface PrepareRequest {
  readonly base: Base;
  /** Head's working directory, and how its server is reached. */
  readonly repository: Repository;
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
  readonly plan: Pick<Plan, 'install' | 'build'>;
  readonly time: TimePhase;
  readonly progress: Progress;
}

/** Both sides, as far as they could be brought to the point where they can be measured. */
export interface Sides extends AsyncDisposable {
  /** Absolute working directories; null for a side that can't be measured. */
  readonly head: string | null;
  readonly base: string | null;
  /** When the work on them began: what a build wrote is newer. Milliseconds since 1970. */
  readonly startedAt: number;
  /** Why there is no base; null where there is one. */
  readonly noBase: string | null;
  readonly failures: readonly RunFailure[];
}

/** One side as a check sees it; null where it can't be measured. */
export function checkoutOf(side: Side, sides: Pick<Sides, Side | 'startedAt'>): Checkout | null {
  const directory = sides[side];
  return directory === null ? null : { side, directory, startedAt: sides.startedAt };
}

/**
 * Installs and builds head where it lies, and base in a worktree of its own. Head's failure ends it; base's leaves head
 * alone, to be held against its budgets only.
 */
export async function prepare(request: PrepareRequest): Promise<Sides> {
  const { base, repository } = request;
  await using stack = new AsyncDisposableStack();
  const failures: RunFailure[] = [];

  const startedAt = Date.now();
  const headFailure = await installAndBuild('head', repository.directory, request);
  if (headFailure) failures.push(headFailure);
  const { directory, reason } =
    base.sha === null || headFailure
      ? { directory: null, reason: base.sha === null ? base.reason : 'head could not be built' }
      : await prepareBase(base.sha, request, stack, failures);

  const owned = stack.move();
  return {
    head: headFailure ? null : repository.directory,
    base: directory,
    startedAt,
    noBase: reason,
    failures,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type PreparedBase =
  | { readonly directory: string; readonly reason: null }
  | { readonly directory: null; readonly reason: string };

async function prepareBase(
  sha: string,
  request: PrepareRequest,
  stack: AsyncDisposableStack,
  failures: RunFailure[],
): Promise<PreparedBase> {
  const { repository, temporary, time } = request;
  const short = sha.slice(0, 7);
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
    if (!(error instanceof CheckoutError)) throw error;
    failures.push({ stage: 'checkout', side: 'base', message: error.message, output: error.output });
    return { directory: null, reason: `base (${short}) could not be checked out` };
  }
}

/** The first of the two that fails, if any. */
async function installAndBuild(side: Side, directory: string, request: PrepareRequest): Promise<RunFailure | null> {
  const { repository, time, progress } = request;
  const step = async (
    stage: 'install' | 'build',
    { command, directory }: DetectedCommand,
  ): Promise<RunFailure | null> => {
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
    return outcome.ok ? null : { stage, side, message: outcome.message, output: outcome.output };
  };
  const written = (command: string | null): DetectedCommand | null =>
    command === null ? null : { command, directory };

  // Base is a fresh checkout; in the workspace, what the user installed is what the user wants to have measured.
  if (side === 'base' || (await needsInstall(directory, request.plan.install))) {
    const install = written(request.plan.install) ?? (await detectInstall(directory));
    const failure = install && (await step('install', install));
    if (failure) return failure;
  }
  const build = written(request.plan.build) ?? (await detectBuild(directory));
  return build && step('build', build);
}
