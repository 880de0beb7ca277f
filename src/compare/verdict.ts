import type { Report, Result, RunFailure } from '../model/report.ts';

/** Whether something of head could not be measured. What base lacks only leaves less to compare. */
export const isIncomplete = (results: readonly Result[], failures: readonly RunFailure[]): boolean =>
  results.some(({ verdict }) => verdict === 'invalid') || failures.some(({ side }) => side === 'head');

/** The run's verdict: fail over incomplete over warn over pass. */
export function runVerdict(results: readonly Result[], failures: readonly RunFailure[]): Report['verdict'] {
  const some = (verdict: Result['verdict']) => results.some((result) => result.verdict === verdict);
  if (some('fail')) return 'fail';
  if (isIncomplete(results, failures)) return 'incomplete';
  return some('warn') ? 'warn' : 'pass';
}
