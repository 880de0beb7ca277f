import type { Report } from '../model/report.ts';

interface Failed {
  readonly failures: readonly { readonly code: string }[];
}

/**
 * Whether a result is missing because GitHub gives this run no secrets, as on a pull request from a fork. Nobody is to
 * blame: the report lists the result, and the run is not incomplete because of it.
 */
export const isWithheld = ({ failures }: Failed): boolean => failures.some(({ code }) => code === 'withheld');

/** The number of results that are missing for that reason. */
export const countWithheld = ({ results }: Pick<Report, 'results'>): number => results.filter(isWithheld).length;
