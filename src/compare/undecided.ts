import type { Result } from '../model/report.ts';

/**
 * Whether a result could fail the run and the data do not decide it. Its change is `uncertain` against a threshold, or
 * its value may be over its budget. A result that fails by its other limit is decided.
 */
export const isUndecided = ({ gates, verdict, threshold, budget }: Result): boolean =>
  gates &&
  (verdict === 'pass' || verdict === 'warn') &&
  ((threshold.limit !== null && threshold.status === 'uncertain') || budget?.status === 'unclear');

export const countUndecided = ({ results }: { readonly results: readonly Result[] }): number =>
  results.filter(isUndecided).length;
