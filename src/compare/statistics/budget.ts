import { hodgesLehmann, walshAverages } from './hodges-lehmann.ts';
import { confidenceInterval } from './interval.ts';

/** Where one side's level lies against an absolute limit; `unclear`: its interval holds the limit. */
export type BudgetStatus = 'within' | 'over' | 'unclear';

/** One-sided: with the six values that a page has at its first look, the interval of 95 % is bounded. */
const LEVEL = 0.025;

/** Fewer values than this can't put a level over its limit, however they lie: p is never below 2⁻ⁿ. */
const LEAST_VALUES = 5;

/**
 * Holds the values of one side against a limit. The level is their Hodges–Lehmann estimate, of logarithms where all are
 * above zero, and the interval that of the signed-rank test.
 */
export function judgeBudget(
  values: readonly number[],
  { limit, worse, compared }: { limit: number; worse: 'higher' | 'lower'; compared: 'ratio' | 'difference' },
): BudgetStatus {
  if (values.length === 0) throw new RangeError('judgeBudget: there are no values to judge');
  // Distances past the limit: positive ones break it.
  const logarithms = compared === 'ratio' && limit > 0 && values.every((value) => value > 0);
  const past = values
    .map((value) => (logarithms ? Math.log(value) - Math.log(limit) : value - limit))
    .map((distance) => (worse === 'higher' ? distance : -distance));
  if (past.every((distance) => distance <= 0)) return 'within';
  if (values.length < LEAST_VALUES) return 'unclear';

  const equal = past.map(() => 1);
  const averages = walshAverages(past, equal);
  const { low, high } = confidenceInterval(past, equal, averages, Math.max(LEVEL, 2 ** -past.length));
  if (low !== null && low > 0) return 'over';
  return high !== null && high <= 0 && hodgesLehmann(averages) <= 0 ? 'within' : 'unclear';
}
