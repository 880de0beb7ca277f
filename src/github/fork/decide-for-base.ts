import type { WrittenPlan } from '../../config/resolve.ts';
import { decideAgain } from '../../merge/decide-again.ts';
import { FIRST_WITH_COINS, lacksCoins } from '../../merge/without-coins.ts';
import type { OutOfReach, Report } from '../../model/report.ts';
import { shortSha } from '../../text/short-sha.ts';
import { claimedRelaxations } from './claimed-relaxations.ts';
import type { FoundPull } from './find-pull.ts';

interface ForkReport {
  /** As written by the fork's run. */
  readonly report: Report;
  /** The plan of base. */
  readonly plan: WrittenPlan;
  /** The input `name` of this step. */
  readonly name: string;
  readonly pull: FoundPull;
  /** Address of the run that measured. */
  readonly runUrl: string;
}

type DecidedForBase =
  | { readonly ok: true; readonly report: Report }
  /** The report can't be decided again. `why` quotes nothing of it. */
  | { readonly ok: false; readonly why: string };

/**
 * Decides a fork's measurements by base's limits. Commits and name come from GitHub and this workflow. The fork's own
 * sentences are dropped, because they would pass for ours.
 */
export function decideForBase({ report, plan, name, pull, runUrl }: ForkReport): DecidedForBase {
  if (lacksCoins(report)) {
    return {
      ok: false,
      why: `The report is of perf-budget before ${FIRST_WITH_COINS}, and can't be decided again. Measure with ${FIRST_WITH_COINS} or later.`,
    };
  }
  const { files: _, reach, ...decided } = decideAgain(report, plan);
  const loosened = claimedRelaxations(report.loosened ?? [], plan);
  const limits = plan.config === null ? 'default limits, since base has no config' : `${plan.config} of base`;
  const ours: Report = {
    ...decided,
    name,
    shard: null,
    head: { sha: pull.headSha, dirty: false },
    base: { ...decided.base, sha: pull.baseSha, reason: 'base of the pull request' },
    config: plan.config,
    ...(reach === undefined ? {} : { reach: reach.filter((one) => isPlanned(one, plan)) }),
    ...(loosened.length === 0 ? {} : { loosened }),
    failures: decided.failures.map((failure) =>
      failure.stage === 'visit' ? failure : { stage: failure.stage, side: failure.side, message: `See ${runUrl}` },
    ),
    notes: [
      `The figures come from a run of the fork's own code (${runUrl}), and are as reliable as that run. They were decided by ${limits} (${shortSha(pull.baseSha)}).`,
    ],
  };
  return { ok: true, report: ours };
}

/** Names of subjects are shown only where base's config has them. */
const isPlanned = ({ check, subject }: OutOfReach, { subjects }: WrittenPlan): boolean =>
  subjects.some((planned) => planned.check === check && planned.subject.name === subject);
