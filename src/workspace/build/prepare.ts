import { GitError } from '../../errors.ts';
import type { Checkout } from '../../model/checkout.ts';
import type { Plan } from '../../model/plan.ts';
import type { StageFailure } from '../../model/report.ts';
import type { Side } from '../../model/subject.ts';
import { pathInside } from '../../text/path-inside.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { Base } from '../git/base.ts';
import { checkOutBase } from '../git/checkout.ts';
import { filterHint } from '../git/filter-hint.ts';
import { demand } from '../git/git.ts';
import { untrackedIn } from '../git/untracked.ts';
import { carry, lackedByBase } from './carry.ts';
import { detectInstall, needsInstall, outdatedInstall } from './commands.ts';
import { type BuildRequest, installAndBuild } from './install-and-build.ts';

interface PrepareRequest extends BuildRequest {
  /** The commit that was checked out before head's build, which may itself commit; null if there is none. */
  readonly headSha: string | null;
  /** An existing folder for temporary files, outside of the workspace. */
  readonly temporary: string;
  /** The commands of the side's own config. */
  readonly plan: Pick<Plan, 'carry' | 'install' | 'build'>;
}

/** Head after its install and build. */
export interface PreparedHead {
  /** Absolute working directory; null if it could not be built. */
  readonly head: string | null;
  /** When install and build began, milliseconds since 1970. Files that the build wrote are newer. */
  readonly startedAt: number;
  /** Whether an earlier step installed its packages. */
  readonly wasInstalled: boolean;
  readonly failures: readonly StageFailure[];
  /** Sentences about the installed packages. */
  readonly notes: readonly string[];
}

/** Both sides. */
export interface Sides extends PreparedHead, AsyncDisposable {
  /** As `head`. */
  readonly base: string | null;
  /** Why there is no base; null if there is one. */
  readonly noBase: string | null;
  /** Whether base runs at addresses of its own, and `base` is an empty folder. */
  readonly isBaseElsewhere: boolean;
  /** Ignored files of the workspace that base's checkout does not have: paths from the root of the repository. */
  readonly lackedByBase: readonly string[];
  /** Whether base got the newest packages that package.json allows, and head's were installed before. */
  readonly arePackagesUnlocked: boolean;
  /** Whether base's commit holds the same files as the one that is checked out. */
  readonly areFilesEqual: boolean;
}

/** One side in the form that checks need; null if it can't be measured. */
export function checkoutOf(side: Side, sides: Pick<Sides, Side | 'base' | 'startedAt'>): Checkout | null {
  const directory = sides[side];
  if (directory === null) return null;
  return { side, directory, startedAt: sides.startedAt, ...(side === 'head' && { base: sides.base }) };
}

/** Installs and builds head in place. */
export async function prepareHead(request: PrepareRequest): Promise<PreparedHead> {
  const { directory } = request.repository;
  const startedAt = Date.now();
  const outdated = await outdatedInstall(directory);
  // A person's packages are that person's to change.
  const isTold = outdated !== null && !process.env.CI;
  const wasInstalled = !(await needsInstall(directory, request.plan.install));
  const failure = await installAndBuild('head', directory, request, outdated !== null && !isTold);
  const command = request.plan.install ?? outdated?.command;
  if (failure) {
    const hint = `The packages that are installed here are not those of the lockfile, which may be why. Run \`${command}\` first.`;
    const failures = [isTold ? { hint, ...failure } : failure];
    return { head: null, startedAt, wasInstalled, failures, notes: [] };
  }
  const notes = isTold ? [`Head was measured with packages that are not those of its lockfile: run ${command}.`] : [];
  return { head: directory, startedAt, wasInstalled, failures: [], notes };
}

/** Installs and builds base in a repository of its own. If that fails, head is still compared with its budgets. */
export async function prepareBase(prepared: PreparedHead, base: Base, request: PrepareRequest): Promise<Sides> {
  await using stack = new AsyncDisposableStack();
  const failures = [...prepared.failures];
  if (base.failure) failures.push({ stage: 'checkout', side: 'base', ...base.failure });
  const { directory, reason, lacked, isUnlocked, areFilesEqual } =
    base.sha === null || base.failure || prepared.head === null
      ? without(base.sha === null || base.failure ? base.reason : 'head could not be built')
      : await checkOutAndBuild(base.sha, prepared.startedAt, request, stack, failures);

  const owned = stack.move();
  return {
    ...prepared,
    base: directory,
    noBase: reason,
    isBaseElsewhere: false,
    lackedByBase: lacked,
    arePackagesUnlocked: isUnlocked && prepared.wasInstalled,
    areFilesEqual,
    failures,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type PreparedBase = (
  | { readonly directory: string; readonly reason: null }
  | { readonly directory: null; readonly reason: string }
) & { readonly lacked: readonly string[]; readonly isUnlocked: boolean; readonly areFilesEqual: boolean };

const without = (reason: string): PreparedBase => ({
  directory: null,
  reason,
  lacked: [],
  isUnlocked: false,
  areFilesEqual: false,
});

async function checkOutAndBuild(
  sha: string,
  startedAt: number,
  request: PrepareRequest,
  stack: AsyncDisposableStack,
  failures: StageFailure[],
): Promise<PreparedBase> {
  const { repository, headSha, temporary, time } = request;
  const short = shortSha(sha);
  try {
    const checkout = stack.use(
      await time('checkout', 'base', short, () => checkOutBase(sha, { ...repository, temporary })),
    );
    if (!checkout.exists) return without(`base (${short}) does not have this folder`);
    const { top, directory } = checkout;
    const trees = await demand(['rev-parse', `${sha}^{tree}`, `${headSha ?? 'HEAD'}^{tree}`], repository);
    const [ofBase, ofHead] = trees.split('\n');
    const areFilesEqual = ofBase === ofHead;
    const untracked = await untrackedIn(checkout.root, repository);
    const to = { untracked, base: top, startedAt };
    await carry({ ...to, patterns: request.plan.carry, prefix: pathInside(top, directory) ?? '' });
    const failure = await installAndBuild('base', directory, request);
    const lacked = await lackedByBase(to);
    const isUnlocked = request.plan.install === null && (await detectInstall(directory))?.isUnlocked === true;
    if (!failure) return { directory, reason: null, lacked, isUnlocked, areFilesEqual };
    failures.push(failure);
    return {
      directory: null,
      reason: `base (${short}) could not be ${failure.stage === 'install' ? 'installed' : 'built'}`,
      lacked,
      isUnlocked,
      areFilesEqual,
    };
  } catch (error) {
    failures.push(failureOfGit('base', error));
    return without(`base (${short}) could not be checked out`);
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
  const hint = error.hint ?? filterHint(output);
  return { stage: 'checkout', side, message, ...(output !== '' && { output }), ...(hint !== null && { hint }) };
}
