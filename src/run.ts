import { randomBytes } from 'node:crypto';
import { assemble, thisMachine } from './assemble.ts';
import { type Baselines, findBaseline } from './baseline/find.ts';
import type { StoredEvidence } from './baseline/format.ts';
import { evidenceOfHead } from './baseline/save.ts';
import { baseToBuild, mergeStored } from './baseline/substitute.ts';
import { surroundingsOf } from './baseline/surroundings.ts';
import { decide } from './compare/decide.ts';
import { withoutOtherBuilds } from './compare/drop-unequal-builds.ts';
import { completeBasePlan, readBasePlan } from './config/base-plan.ts';
import { needsBuild } from './config/needs-build.ts';
import { onBase } from './config/on-base.ts';
import { planHead, readPlan } from './config/read-plan.ts';
import { ofSubjects, shareOf } from './config/shard.ts';
import type { Shard } from './config/shard-number.ts';
import { diagnose } from './explain/diagnose.ts';
import { explain } from './explain/explain.ts';
import { measurePlan } from './measure/measure-plan.ts';
import type { Withheld } from './model/failure-code.ts';
import type { Report } from './model/report.ts';
import type { Attachment } from './model/visit.ts';
import { type Progress, phaseTimer, redactOutput } from './progress.ts';
import { redact } from './redact.ts';
import { baseElsewhere, headElsewhere, isBaseElsewhere } from './workspace/build/already-running.ts';
import { otherBuild } from './workspace/build/files-base-lacks.ts';
import { checkoutOf, prepareBase, prepareHead } from './workspace/build/prepare.ts';
import { type BaseRequest, findCommits } from './workspace/git/base.ts';
import { keepLogs } from './workspace/processes/command-log.ts';
import { environmentSecrets } from './workspace/processes/environment-secrets.ts';

export interface RunRequest {
  /** The working directory, absolute: the package to measure, at or below the repository's root. */
  readonly directory: string;
  /** Path of the config relative to `directory`; null if it has a usual name, or if everything is detected. */
  readonly config: string | null;
  /** Distinguishes several perf-budgets on one pull request. */
  readonly name: string;
  readonly base: BaseRequest;
  /** Token for the git processes that fetch base, sent only to `serverUrl`; null if none is needed. */
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
  /** Why GitHub gives this run no secrets. Null or absent if the run has them, or does not run on GitHub. */
  readonly withheld?: Withheld | null;
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
 * Runs the whole job: read the config, build base and head, measure them in turn, decide, diagnose, explain, report.
 * Head's config says what is measured. Each commit's own config says how that commit is built and run. A shard measures
 * and decides its share of the plan, at the confidence of the whole plan.
 *
 * @throws UsageError if the user made a mistake. The report lists all that could not be measured.
 */
export async function run(request: RunRequest): Promise<Outcome> {
  const { directory, config, name, temporary, only, shard, baselines, willBeStored, signal } = request;
  const { token, serverUrl, silenceMs, withheld = null } = request;
  const repository = { directory, token, serverUrl, signal, ...(silenceMs !== undefined && { silenceMs }) };
  const clock = () => performance.now();

  const written = await readPlan(directory, config);
  const { head, base } = await findCommits(request.base, repository);
  const writtenOfBase = await readBasePlan({ repository, sha: base.failure ? null : base.sha, config });
  const secrets = new Set([...written.secrets, ...(writtenOfBase.plan?.secrets ?? [])]);
  const keepSecret = (value: string) => void secrets.add(value);
  const progress = redactOutput(request.progress, secrets);
  const { time, phases } = phaseTimer(progress, clock);
  const logs = keepLogs();
  const keepLog = logs.keep;
  progress({ type: 'commits', base: base.sha, reason: base.reason, head: head.sha });

  const preparation = { plan: written, repository, headSha: head.sha, temporary, time, progress, keepLog };
  const isHeadBuilt = await needsBuild(written, directory, only);
  const prepared = isHeadBuilt ? await prepareHead(preparation) : headElsewhere(directory, written);
  const { preparedHead, wholePlan } = await planHead(written, prepared, only);
  const now = Date.now();
  const isStored = baselines !== null || willBeStored;
  const surroundingsIf = async (sha: string | null) => (isStored ? surroundingsOf(sha, repository) : null);
  const surroundings = await surroundingsIf(base.sha);
  const storedPlan = onBase(wholePlan, writtenOfBase.plan);
  const baseline = await findBaseline({ baselines, base, plan: storedPlan, surroundings, time, now, signal });
  const plan = shareOf(wholePlan, shard);
  const ofBase = { ...preparation, plan: onBase(written, writtenOfBase.plan) };
  const needed = baseToBuild(base, plan, baseline);
  const isWanted = needed === base && request.base.kind !== 'none' && preparedHead.head !== null;
  const isElsewhere = isWanted && isBaseElsewhere(base, plan);
  await using sides = isElsewhere
    ? await baseElsewhere(preparedHead, base, temporary)
    : await prepareBase(preparedHead, needed, ofBase);
  const built = isElsewhere ? null : checkoutOf('base', sides);
  const planOfBase = await completeBasePlan({
    written: writtenOfBase,
    head: plan,
    headDirectory: preparedHead.head,
    built,
    only,
  });
  const plans = { base: planOfBase.measured, head: plan };

  const seed = randomBytes(16).toString('hex');
  const knownOfBase = baseline.stored?.subjects ?? [];
  const during = { whole: wholePlan, knownOfBase, withheld, seed, clock, progress, keepLog, keepSecret, signal };
  const measured = await measurePlan(plans, sides, during);
  const other = sides.areFilesEqual && !head.dirty ? otherBuild(sides) : null;
  const comparable = other === null ? measured : withoutOtherBuilds(plan, measured, other);
  const merged = mergeStored(comparable, baseline, plan);
  const decided = ofSubjects(decide(wholePlan, merged), plan.subjects);

  const diagnosis = { plans, sides, measurements: merged, decided, willBeStored, temporary };
  const { measurements, files: found } = await diagnose({ ...diagnosis, time, progress, keepLog, signal });
  const files = [...found, ...logs.all()];
  const report = assemble({
    name,
    shard,
    plan: wholePlan,
    written,
    surroundings: await surroundingsIf(head.sha),
    before: planOfBase,
    base,
    stored: baseline.stored,
    head,
    sides,
    measurements,
    decided,
    files,
    phases,
    machine: thisMachine(),
    ...explain(plan, measurements, decided),
  });
  const evidence = willBeStored ? evidenceOfHead(plan, measurements) : [];
  return redact({ report, files, evidence }, [...secrets], [...secrets, ...environmentSecrets(token)]);
}
