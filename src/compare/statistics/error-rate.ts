import type { BudgetJudgement } from './budget.ts';
import { mean, standardDeviation } from './center.ts';
import { poissonLowerBound } from './poisson-bound.ts';
import { quantileAbove } from './student-t.ts';

/** An endpoint that lives at its limit is called over it in at most 1 % of runs. */
const LEVEL = 0.01;
const LEVEL_OF_T = 0.002;
const LAUNCHES_FOR_T = 7;
const LEAST_LAUNCHES = 3;

/**
 * Holds a rate of failures against its limit. Failures come in bursts, one a launch at the least, and bursts are taken to
 * be as large as those that were seen: the rate is certainly above the limit where even the lower bound of their number
 * (Poisson) makes it so. Where every launch fails alike, a t interval over launches says it sooner.
 *
 * @param rates failed of all requests, of each launch; at least one.
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
