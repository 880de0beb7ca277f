import type { WrittenPlan } from '../../config/resolve.ts';
import { decideAgain } from '../../merge/decide-again.ts';
import { LIST_LIMITS, MOST_UNNAMED } from '../../merge/limits.ts';
import { projected } from '../../merge/projected-report.ts';
import { readReport } from '../../merge/read-report.ts';
import { FIRST_WITH_COINS, lacksCoins } from '../../merge/without-coins.ts';
import { basesAtAddresses } from '../../model/plan.ts';
import type { Report } from '../../model/report.ts';
import { counted } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';
import { claimedRelaxations } from './claimed-relaxations.ts';
import type { FoundPull } from './find-pull.ts';

/** Plain data: it is decided in a thread of its own. */
export interface ForkReport {
  /** The report.json of the fork's run. */
  readonly content: Uint8Array;
  /** The plan of base. */
  readonly plan: Pick<WrittenPlan, 'subjects' | 'servers' | 'measure' | 'config'>;
  /** The input `name` of this step. */
  readonly name: string;
  readonly pull: FoundPull;
  /** Address of the run that measured. */
  readonly runUrl: string;
}

export type DecidedForBase =
  | { readonly ok: true; readonly report: Report }
  /** The report can't be decided again. `why` quotes nothing of it. */
  | { readonly ok: false; readonly why: string };

const refused = (why: string): DecidedForBase => ({ ok: false, why });

/**
 * Reads a fork's report and decides its measurements by base's limits. Name and head come from GitHub and this
 * workflow. Only numbers, codes and strict names come from the report: readers would take the fork's own sentences for
 * ours.
 */
export function decideForBase({ content, plan, name, pull, runUrl }: ForkReport): DecidedForBase {
  const read = readReport(Buffer.from(content));
  if (!read.ok) return refused(read.message);
  if (lacksCoins(read.report)) {
    return refused(
      `The report is of perf-budget before ${FIRST_WITH_COINS}, and can't be decided again. Measure with ${FIRST_WITH_COINS} or later.`,
    );
  }
  const { report, standIns } = projected(read.report, plan);
  const unnamed = standIns.unnamedSubjects();
  if (unnamed + standIns.unnamedInteractions() > MOST_UNNAMED) {
    return refused(
      `The report can't be used: base's config lacks more than ${MOST_UNNAMED} of its subjects and interactions.`,
    );
  }
  const decided = decideAgain(report, plan);
  if (decided.results.length > LIST_LIMITS.results) {
    return refused(`The report can't be used: it has more than ${LIST_LIMITS.results} results.`);
  }
  const loosened = claimedRelaxations(read.report.loosened ?? [], plan);
  const addresses = decided.base.source === 'measured' ? basesAtAddresses(plan) : [];
  const limits = plan.config === null ? 'default limits, for lack of a config' : `\`${plan.config}\``;
  return {
    ok: true,
    report: {
      ...decided,
      name,
      base: { ...decided.base, ...(addresses.length > 0 && { addresses }) },
      head: { sha: pull.headSha, dirty: false },
      config: plan.config,
      ...(loosened.length === 0 ? {} : { loosened }),
      failures: decided.failures.map((failure) =>
        failure.stage === 'visit' ? failure : { ...failure, message: `See ${runUrl}` },
      ),
      notes: [
        `The fork's figures were decided by ${limits} of the base branch, at \`${shortSha(pull.baseSha)}\`.`,
        ...(unnamed === 0
          ? []
          : [
              `${counted(unnamed, 'subject')} that base's config does not name ${unnamed === 1 ? 'has a number for its name' : 'have numbers for their names'}, and default limits.`,
            ]),
        ...pathNotes(standIns.paths()),
      ],
    },
  };
}

const MOST_PATHS = 20;

/** A path is no name of base's config, so it appears only as code here. */
function pathNotes(paths: ReadonlyMap<string, string>): string[] {
  const named = [...paths].slice(0, MOST_PATHS).map(([part, path]) => `${part} is \`${path}\``);
  return named.length === 0 ? [] : [`By the report, ${named.join(', ')}.`];
}
