import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { assemble, thisMachine } from './assemble.ts';
import { type Baselines, findBaseline } from './baseline/find.ts';
import type { StoredEvidence } from './baseline/format.ts';
import { evidenceOfHead } from './baseline/save.ts';
import { baseToBuild, mergeStored } from './baseline/substitute.ts';
import { decide } from './compare/decide.ts';
import { basePlan } from './config/base-plan.ts';
import { finalPlan, readPlan } from './config/read-plan.ts';
import { ofSubjects, shareOf } from './config/shard.ts';
import type { Shard } from './config/shard-number.ts';
import { diagnose } from './explain/diagnose.ts';
import { explain } from './explain/explain.ts';
import { measurePlan } from './measure/measure-plan.ts';
import type { Report } from './model/report.ts';
import type { Attachment } from './model/visit.ts';
import { type Progress, phaseTimer, redactOutput } from './progress.ts';
import { redact } from './redact.ts';
import { type BaseRequest, findCommits } from './workspace/base.ts';
import { checkoutRoot } from './workspace/checkout-root.ts';
import { checkoutOf, failureOfGit, prepareBase, prepareHead } from './workspace/prepare.ts';

export interface RunRequest {
  /** The working directory, absolute: the package to measure, at or below the repository's root. */
  readonly directory: string;
  /** Path of the config relative to `directory`; null if it has a usual name, or if everything is detected. */
  readonly config: string | null;
  /** Keeps several perf-budgets on one pull request apart. */
  readonly name: string;
  readonly base: BaseRequest;
  /** Only the git processes that fetch base get it, and only for `serverUrl`; null if none is needed. */
  readonly token: string | null;
  /** For example `https://github.com`. */
  readonly serverUrl: string;
  /** How long git may be silent; milliseconds, by default a minute. */
  readonly silenceMs?: number;
  /** An existing folder for temporary files, outside of the repository. */
  readonly temporary: string;
  /** Patterns of `check/subject`; empty for all subjects. */
  readonly only: readonly string[];
  /** The share of the subjects to measure; null for all. */
  readonly shard: Shard | null;
  /** The baselines of earlier runs; null if base is always measured. */
  readonly baselines: Baselines | null;
  /** Whether this head becomes a baseline for later runs. */
  readonly willBeStored: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The report, the files that lie next to it, and the evidence behind head's figures if they will be stored. */
export interface Outcome {
  readonly report: Report;
  readonly files: readonly Attachment[];
  readonly evidence: readonly StoredEvidence[];
}

/**
 * The whole job: config → base and head, built → measured in turn → decided → diagnosed → explained → reported. A job that
 * has one shard measures and decides its share of the plan; the confidence is still that of the whole plan.
 *
 * @throws UsageError if the user made a mistake. Whatever could not be measured is in the report.
 */
export async function run(request: RunRequest): Promise<Outcome> {
  const { directory, config, name, temporary, only, shard, baselines, willBeStored, signal } = request;
  const { token, serverUrl, silenceMs } = request;
  const repository = { directory, token, serverUrl, signal, ...(silenceMs !== undefined && { silenceMs }) };
  const clock = () => performance.now();

  const written = await readPlan(directory, config);
  const progress = redactOutput(request.progress, written.secrets);
  const { time, phases } = phaseTimer(progress, clock);
  const { head, base } = await findCommits(request.base, repository);
  progress({ type: 'commits', base: base.sha, reason: base.reason, head: head.sha });

  const preparation = { plan: written, repository, temporary, time, progress };
  const built = await prepareHead(preparation);
  const planned = await finalPlan(written, built, only).catch((error: unknown) => failureOfGit('head', error));
  const preparedHead = 'stage' in planned ? { ...built, head: null, failures: [...built.failures, planned] } : built;
  const wholePlan = 'stage' in planned ? await finalPlan(written, preparedHead, only) : planned;
  const folder = relative(checkoutRoot(directory), directory);
  const now = Date.now();
  const baseline = await findBaseline({ baselines, base, plan: wholePlan, folder, time, now, signal });
  const plan = shareOf(wholePlan, shard);
  await using sides = await prepareBase(preparedHead, baseToBuild(base, plan, baseline), preparation);
  const builtBase = checkoutOf('base', sides);
  const found = await basePlan({ repository, sha: base.sha, config, built: builtBase, only }).catch((error: unknown) =>
    failureOfGit('base', error),
  );
  const planOfBase = 'stage' in found ? { plan: null, note: null } : found;

  const seed = randomBytes(16).toString('hex');
  const knownOfBase = baseline.stored?.subjects ?? [];
  const measured = await measurePlan(plan, sides, { whole: wholePlan, knownOfBase, seed, clock, progress, signal });
  const merged = mergeStored(measured, baseline, plan);
  const decided = ofSubjects(decide(wholePlan, merged), plan.subjects);

  const diagnosis = {
    plan,
    sides,
    measurements: merged,
    decided,
    willBeStored,
    temporary,
    time,
    progress,
    signal,
  };
  const { measurements, files } = await diagnose(diagnosis);
  const report = assemble({
    name,
    shard,
    plan: wholePlan,
    written,
    folder,
    before: planOfBase,
    base,
    stored: baseline.stored,
    head,
    sides: { ...sides, failures: [...sides.failures, ...('stage' in found ? [found] : [])] },
    measurements,
    decided,
    files,
    phases,
    machine: thisMachine(),
    ...explain(plan, measurements, decided),
  });
  const evidence = willBeStored ? evidenceOfHead(plan, measurements) : [];
  return redact({ report, files, evidence }, wholePlan.secrets);
}
