import type { Report } from '../model/report.ts';

interface Failed {
  readonly failures: readonly { readonly code: string }[];
}

/**
 * Whether a result is missing because GitHub gives this run no secrets, as on a pull request from a fork. That is nobody's
 * failure: the result is reported, and the run is not incomplete for it.
 */
export const isWithheld = ({ failures }: Failed): boolean => failures.some(({ code }) => code === 'withheld');

/** How many results are missing for that. */
export const countWithheld = ({ results }: Pick<Report, 'results'>): number => results.filter(isWithheld).length;
