import { relative } from 'node:path';
import { assemble, thisMachine } from './assemble.ts';
import { type Baselines, findBaseline } from './baseline/find.ts';
import type { KeptEvidence } from './baseline/format.ts';
import { evidenceOfHead } from './baseline/save.ts';
import { toBuild, withStored } from './baseline/substitute.ts';
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
import { hushed, type Progress, phaseTimer } from './progress.ts';
import { redact } from './redact.ts';
import { type BaseRequest, findBase } from './workspace/base.ts';
import { checkoutRoot } from './workspace/checkout-root.ts';
import { headCommit } from './workspace/head.ts';
import { prepareBase, prepareHead } from './workspace/prepare.ts';

export interface RunRequest {
  /** The working directory, absolute: the package that is measured, at or below the repository's root. */
  readonly directory: string;
  /** Path of the config relative to `directory`; null: found by its usual names, or all is detected. */
  readonly config: string | null;
  /** Tells several perf-budgets on one pull request apart. */
  readonly name: string;
  readonly base: BaseRequest;
  /** Given only to the git processes that fetch base, and only for `serverUrl`; null: none is needed. */
  readonly token: string | null;
  /** For example `https://github.com`. */
  readonly serverUrl: string;
  /** An existing folder for temporary files, outside of the repository. */
  readonly temporary: string;
  /** Patterns of `check/subject`; empty: all. */
  readonly only: readonly string[];
  /** Measure only this share of the subjects; null: all. */
  readonly shard: Shard | null;
  /** What earlier runs stored; null: base is measured. */
  readonly baselines: Baselines | null;
  /** Whether later runs may take this head for their base. */
  readonly isKept: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** What a run leaves: the report, the files that lie next to it, and what explains head, where that is to be kept. */
export interface Outcome {
  readonly report: Report;
  readonly files: readonly Attachment[];
  readonly evidence: readonly KeptEvidence[];
}

/**
 * The whole job: config → base and head, built → measured in turn → decided → looked at closer → explained → reported.
 * @throws UsageError for mistakes of the user's. What could not be measured is in the report, not thrown.
 */
export async function run(request: RunRequest): Promise<Outcome> {
  const { directory, temporary, signal } = request;
  const repository = { directory, token: request.token, serverUrl: request.serverUrl, signal };

  const written = await readPlan(directory, request.config);
  const progress = hushed(request.progress, written.secrets);
  const clock = () => performance.now();
  const { time, phases } = phaseTimer(progress, clock);
  const head = await headCommit(directory, signal);
  const base = await findBase(request.base, repository);
  progress({ type: 'commits', base: base.sha, reason: base.reason, head: head.sha });

  const preparing = { plan: written, repository, temporary, time, progress };
  const prepared = await prepareHead(preparing);
  const plan = await finalPlan(written, prepared.head, request.only);
  const folder = relative(checkoutRoot(directory), directory);
  const found = await findBaseline({ ...request, base, plan, folder, time, now: Date.now() });
  const own = shareOf(plan, request.shard, found.durations);
  await using sides = await prepareBase(prepared, toBuild(base, own, found), preparing);
  const before = await basePlan({ ...request, repository, sha: base.sha, built: sides.base });
  const seed = Number.parseInt(head.sha?.slice(-1) ?? '0', 16);
  const during = { whole: plan, knownOfBase: found.stored?.subjects ?? [], seed, clock, progress, signal };
  const measured = withStored(await measurePlan(own, sides, during), found, own);
  // The run's confidence is shared by all that is planned, wherever it is measured.
  const decided = ofSubjects(decide(plan, measured), own.subjects);
  const look = { ...request, plan: own, sides, measurements: measured, decided, time, progress };
  const { measurements, files } = await diagnose(look);
  const explained = explain(own, measurements, decided);
  const machine = thisMachine();
  const facts = {
    ...request,
    plan,
    folder,
    before,
    base,
    stored: found.stored,
    head,
    sides,
    measurements,
    decided,
    files,
    phases,
    machine,
    ...explained,
  };
  const evidence = request.isKept ? evidenceOfHead(own, measurements) : [];
  return redact({ report: assemble(facts), files, evidence }, plan.secrets);
}
