import type { Finding } from '../model/finding.ts';
import type { Report, Result, StageFailure } from '../model/report.ts';
import { troublesOf } from './recurring-failures.ts';
import { lossyIn } from './subjects-without-files.ts';
import { isWithheld } from './withheld.ts';

type Verdicts = readonly Pick<Result, 'verdict' | 'failures'>[];

/**
 * Whether something of head could not be measured, or base exists but is unavailable. A base that can't be built only
 * leaves less to compare. Results show what a failed visit cost.
 */
export const isIncomplete = (results: Verdicts, failures: Report['failures']): boolean =>
  results.some((result) => result.verdict === 'invalid' && !isWithheld(result)) ||
  failures.some((failure) => failure.stage !== 'visit' && (failure.side === 'head' || isUnavailable(failure)));

/** Whether a stage failed for a reason that the commit did not cause, such as a full disk. */
const isUnavailable = ({ stage, code }: StageFailure): boolean => stage === 'checkout' || code === 'disk-full';

/** The run's verdict: fail precedes incomplete, warn and pass. A head that fails again and again never passes. */
export function runVerdict({
  results,
  failures,
  samples,
  findings,
}: Pick<Report, 'failures' | 'samples'> & {
  readonly results: Verdicts;
  readonly findings: readonly Pick<Finding, 'warns'>[];
}): Report['verdict'] {
  const some = (verdict: Result['verdict']) => results.some((result) => result.verdict === verdict);
  if (some('fail')) return 'fail';
  if (isIncomplete(results, failures)) return 'incomplete';
  const isUnlike = failures.some((failure) => failure.stage === 'visit' && failure.code === 'unlike');
  const isDoubtful = isUnlike || troublesOf({ samples, failures }).length > 0 || lossyIn(samples).length > 0;
  const isWarned = some('warn') || findings.some(({ warns }) => warns === true);
  return isWarned || isDoubtful ? 'warn' : 'pass';
}
