import type { WrittenPlan } from '../../config/resolve.ts';
import { decideAgain } from '../../merge/decide-again.ts';
import type { Report } from '../../model/report.ts';
import type { FoundPull } from './find-pull.ts';

export interface ForkReport {
  /** As the fork's run wrote it. */
  readonly report: Report;
  /** Base's. */
  readonly plan: WrittenPlan;
  /** The input of this step. */
  readonly name: string;
  readonly pull: FoundPull;
  /** Address of the run that measured. */
  readonly runUrl: string;
}

/**
 * What a fork measured, decided by base's limits. Which commits it is about, and under which name, GitHub and this
 * workflow say; sentences of the fork's are left out, since they would stand here as ours.
 */
export function decideForBase({ report, plan, name, pull, runUrl }: ForkReport): Report {
  const { files: _, ...decided } = decideAgain(report, plan);
  const limits = plan.config === null ? 'default limits, since base has no config' : `${plan.config} of base`;
  return {
    ...decided,
    name,
    shard: null,
    head: { sha: pull.headSha, dirty: false },
    base: { ...decided.base, sha: pull.baseSha, reason: 'base of the pull request' },
    config: plan.config,
    failures: decided.failures.map((failure) =>
      failure.stage === 'visit' ? failure : { stage: failure.stage, side: failure.side, message: `See ${runUrl}` },
    ),
    notes: [
      `The figures come from a run of the fork's own code (${runUrl}), and are as true as that run. They were held against ${limits} (${pull.baseSha.slice(0, 7)}).`,
    ],
  };
}
