import { randomBytes } from 'node:crypto';
import { assemble, thisMachine } from './assemble.ts';
import type { StoredEvidence } from './baseline/format.ts';
import { evidenceOfHead } from './baseline/save.ts';
import { mergeStored } from './baseline/substitute.ts';
import { decide } from './compare/decide.ts';
import { withoutOtherBuilds } from './compare/drop-unequal-builds.ts';
import { ofSubjects, shareOf } from './config/shard.ts';
import { diagnose } from './explain/diagnose.ts';
import { explain } from './explain/explain.ts';
import { type RunRequest, startJob } from './job.ts';
import { measurePlan } from './measure/measure-plan.ts';
import type { Report } from './model/report.ts';
import type { Attachment } from './model/visit.ts';
import { buildBase, buildHead, findStoredBase, planBase, readCommits, surroundingsIfStored } from './prepare.ts';
import { redact } from './redact.ts';
import { otherBuild } from './workspace/build/files-base-lacks.ts';
import { environmentSecrets } from './workspace/processes/environment-secrets.ts';

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
  const { name, shard, willBeStored, withheld = null } = request;
  const job = startJob(request);

  const commits = await readCommits(job);
  const { preparedHead, wholePlan } = await buildHead(job, commits);
  const plan = shareOf(wholePlan, shard);
  const baseline = await findStoredBase(job, commits, wholePlan);
  await using sides = await buildBase(job, commits, { plan, preparedHead, baseline });
  const planOfBase = await planBase(job, commits, { plan, sides });
  const plans = { base: planOfBase.measured, head: plan };

  const seed = randomBytes(16).toString('hex');
  const knownOfBase = baseline.stored?.subjects ?? [];
  const visited = await measurePlan(plans, sides, { ...job, whole: wholePlan, knownOfBase, withheld, seed });
  const comparable = withoutOtherBuilds(plan, visited, otherBuild(sides, commits.head.dirty));
  const measured = mergeStored(comparable, baseline, plan);
  const decided = ofSubjects(decide(wholePlan, measured), plan.subjects);

  const diagnosed = await diagnose({ ...job, plans, sides, measurements: measured, decided, willBeStored });
  const { measurements } = diagnosed;
  const files = [...diagnosed.files, ...job.logs()];
  const report = assemble({
    ...commits,
    ...{ name, shard, plan: wholePlan, planOfBase, sides, measurements, decided, files },
    ...explain(plan, measurements, decided),
    stored: baseline.stored,
    surroundings: await surroundingsIfStored(job, commits.head.sha),
    phases: job.phases,
    machine: thisMachine(),
  });
  const evidence = willBeStored ? evidenceOfHead(plan, measurements) : [];
  return redact({ report, files, evidence }, [...job.secrets], [...job.secrets, ...environmentSecrets(request.token)]);
}
