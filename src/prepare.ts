import { findBaseline } from './baseline/find.ts';
import { baseToBuild, type FoundBaseline } from './baseline/substitute.ts';
import { type Surroundings, surroundingsOf } from './baseline/surroundings.ts';
import { type BasePlan, completeBasePlan, readBasePlan, type WrittenBase } from './config/base-plan.ts';
import { needsBuild } from './config/needs-build.ts';
import { onBase } from './config/on-base.ts';
import { planHead, readPlan } from './config/read-plan.ts';
import type { WrittenPlan } from './config/resolve.ts';
import type { Job } from './job.ts';
import type { Plan } from './model/plan.ts';
import type { Report } from './model/report.ts';
import { baseElsewhere, headElsewhere, isBaseElsewhere } from './workspace/build/already-running.ts';
import { checkoutOf, type PreparedHead, prepareBase, prepareHead, type Sides } from './workspace/build/prepare.ts';
import { type Base, findCommits } from './workspace/git/base.ts';

/** The two commits of a run, each with what its own config says. */
interface Commits {
  readonly head: Report['head'];
  /** Tracked files that earlier steps of a job changed; empty outside of one, where they are head's own changes. */
  readonly changed: readonly string[];
  readonly base: Base;
  /** The plan by head's config alone. */
  readonly written: WrittenPlan;
  /** The same by base's. */
  readonly writtenOfBase: WrittenBase;
}

/** Reads head's config, finds both commits, and reads base's config. */
export async function readCommits({ request, repository, progress, keepSecret }: Job): Promise<Commits> {
  const { directory, config } = request;
  const written = await readPlan(directory, config);
  const { head: found, base } = await findCommits(request.base, repository);
  const { changed, ...head } = found;
  const writtenOfBase = await readBasePlan({ repository, sha: base.failure ? null : base.sha, config });
  for (const secret of [...written.secrets, ...(writtenOfBase.plan?.secrets ?? [])]) keepSecret(secret);
  progress({ type: 'commits', base: base.sha, reason: base.reason, head: head.sha });
  return { head, changed: process.env.CI ? changed : [], base, written, writtenOfBase };
}

/** Builds head, unless all that is measured of it runs elsewhere, and completes its plan by what the build wrote. */
export async function buildHead(
  job: Job,
  { head, written }: Commits,
): Promise<{ readonly wholePlan: Plan; readonly preparedHead: PreparedHead }> {
  const { directory, only } = job.request;
  const isBuilt = await needsBuild(written, directory, only);
  const prepared = isBuilt
    ? await prepareHead({ ...job, plan: written, headSha: head.sha })
    : headElsewhere(directory, written);
  return planHead(written, prepared, only);
}

/** What determines the figures of a commit here; null if this run neither reads nor stores figures. */
export async function surroundingsIfStored(
  { request, repository }: Job,
  sha: string | null,
): Promise<Surroundings | null> {
  return request.baselines !== null || request.willBeStored ? surroundingsOf(sha, repository) : null;
}

/** Looks for figures that an earlier run stored of base. */
export async function findStoredBase(
  job: Job,
  { base, writtenOfBase }: Commits,
  wholePlan: Plan,
): Promise<FoundBaseline> {
  const plan = onBase(wholePlan, writtenOfBase.plan);
  const surroundings = await surroundingsIfStored(job, base.sha);
  const { baselines } = job.request;
  return findBaseline({ ...job, baselines, base, plan, surroundings, now: Date.now() });
}

/** What base is built for. */
interface BaseNeeds {
  readonly plan: Plan;
  readonly preparedHead: PreparedHead;
  readonly baseline: FoundBaseline;
}

/** Builds base by its own config, unless its figures are stored, or all that is measured of it runs elsewhere. */
export async function buildBase(
  job: Job,
  { head, base, written, writtenOfBase }: Commits,
  { plan, preparedHead, baseline }: BaseNeeds,
): Promise<Sides> {
  const needed = baseToBuild(base, plan, baseline);
  const isWanted = needed === base && job.request.base.kind !== 'none' && preparedHead.head !== null;
  if (isWanted && isBaseElsewhere(base, plan)) return baseElsewhere(preparedHead, base, job.temporary);
  const ofBase = onBase(written, writtenOfBase.plan);
  return prepareBase(preparedHead, needed, { ...job, plan: ofBase, headSha: head.sha });
}

/** Completes the plan of base's own config by what base's build wrote, and the plan by which base is measured. */
export async function planBase(
  { request: { only } }: Job,
  { writtenOfBase: written }: Commits,
  { plan, sides }: { readonly plan: Plan; readonly sides: Sides },
): Promise<BasePlan & { readonly measured: Plan }> {
  const built = sides.isBaseElsewhere ? null : checkoutOf('base', sides);
  return completeBasePlan({ written, head: plan, headDirectory: sides.head, built, only });
}
