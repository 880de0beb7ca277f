import type { BudgetJudgement } from './budget.ts';
import { mean, standardDeviation } from './center.ts';
import { poissonLowerBound } from './poisson-bound.ts';
import { quantileAbove } from './student-t.ts';

/** An endpoint whose true rate is at its limit is reported as over it in at most 1 % of runs. */
const LEVEL = 0.01;
const LEVEL_OF_T = 0.002;
const LAUNCHES_FOR_T = 7;
const LEAST_LAUNCHES = 3;

/**
 * Holds a rate of failures against its limit. Failures come in bursts, at least one for each failing launch. Bursts are
 * assumed to be as large as those observed. The rate is certainly above the limit if even the Poisson lower bound of
 * the number of bursts puts it there. If every launch fails alike, a t interval over launches shows it sooner.
 *
 * @param rates failed requests as a fraction of all requests, one for each launch; at least one.
 */
export function judgeErrorRate(rates: readonly number[], limit: number): BudgetJudgement {
  const rate = mean(rates);
  const failing = rates.filter((one) => one > 0).length;
  const launches = rates.length;
  if (rate <= limit) return { status: 'within', settled: launches >= LEAST_LAUNCHES };
  const certainBursts = (rate / failing) * poissonLowerBound(failing, LEVEL) > limit;
  const certainLevel =
    launches >= LAUNCHES_FOR_T &&
    rate - (quantileAbove(LEVEL_OF_T, launches - 1) * standardDeviation(rates)) / Math.sqrt(launches) > limit;
  const isOver = certainBursts || certainLevel;
  return { status: isOver ? 'over' : 'unclear', settled: isOver };
}
