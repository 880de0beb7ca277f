import type { Report } from '../model/report.ts';
import { countUndecided } from './undecided.ts';
import { isIncomplete } from './verdict.ts';

export const FAIL_ON = ['breach', 'budget', 'regression', 'undecided', 'never'] as const;

/**
 * The results that fail the run: any breach (over a budget or regressed), only one of the two, breaches and undecided
 * results, or none.
 */
export type FailOn = (typeof FAIL_ON)[number];

const overBudget = (result: Report['results'][number]) => result.verdict === 'fail' && result.budget?.status === 'over';
const regressed = (result: Report['results'][number]) =>
  result.verdict === 'fail' && result.threshold.status === 'regressed';

/** Counts failing results by what they break; a result that breaks both counts once in `breaches`. */
export function countBreaches(report: Report): { breaches: number; overBudget: number; regressions: number } {
  return {
    breaches: report.results.filter((result) => result.verdict === 'fail').length,
    overBudget: report.results.filter(overBudget).length,
    regressions: report.results.filter(regressed).length,
  };
}

/** 1 if a result fails by `failOn`; else 3 if something could not be measured; else 0. Always 0 for `never`. */
export function exitCode(report: Report, failOn: FailOn): 0 | 1 | 3 {
  if (failOn === 'never') return 0;
  const { breaches, overBudget, regressions } = countBreaches(report);
  const failing = {
    breach: breaches,
    budget: overBudget,
    regression: regressions,
    undecided: breaches + countUndecided(report),
  }[failOn];
  if (failing > 0) return 1;
  const incomplete = isIncomplete(report.results, report.failures);
  return incomplete ? 3 : 0;
}
