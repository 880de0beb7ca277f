import type { Report, Result } from '../model/report.ts';

type Verdicts = readonly Pick<Result, 'verdict'>[];

/**
 * Whether something of head could not be measured. A failure of base only leaves less to compare, and results say
 * what a failed visit cost.
 */
export const isIncomplete = (results: Verdicts, failures: Report['failures']): boolean =>
  results.some(({ verdict }) => verdict === 'invalid') ||
  failures.some(({ stage, side }) => stage !== 'visit' && side === 'head');

/** The run's verdict: fail over incomplete over warn over pass. */
export function runVerdict(results: Verdicts, failures: Report['failures']): Report['verdict'] {
  const some = (verdict: Result['verdict']) => results.some((result) => result.verdict === verdict);
  if (some('fail')) return 'fail';
  if (isIncomplete(results, failures)) return 'incomplete';
  return some('warn') ? 'warn' : 'pass';
}
