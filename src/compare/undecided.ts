import type { Result } from '../model/report.ts';

/**
 * Whether a result could fail the run and the data left open whether it does: a change held against a threshold that stayed
 * `uncertain`, or a value that may be over its budget. A result that fails by its other limit is decided.
 */
export const isUndecided = ({ gates, verdict, threshold, budget }: Result): boolean =>
  gates &&
  (verdict === 'pass' || verdict === 'warn') &&
  ((threshold.limit !== null && threshold.status === 'uncertain') || budget?.status === 'unclear');

export const countUndecided = ({ results }: { readonly results: readonly Result[] }): number =>
  results.filter(isUndecided).length;
