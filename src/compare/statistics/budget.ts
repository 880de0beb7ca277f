import { mean } from './center.ts';
import { certainAfter } from './certain.ts';
import { type Estimate, estimateOf } from './interval.ts';
import type { Looks } from './levels.ts';

/** Where one side's level lies against an absolute limit; `unclear`: past it, but not certainly. */
export type BudgetStatus = 'within' | 'over' | 'unclear';

export interface BudgetJudgement {
  readonly status: BudgetStatus;
  /** Whether more launches would not change it. */
  readonly settled: boolean;
}

/** One side's values, one for each launch, and their limit. */
interface Held {
  /** At least one; launches without a value are left out. */
  readonly launches: readonly number[];
  readonly limit: number;
  readonly worse: 'higher' | 'lower';
}

/**
 * Standard deviation of logarithms due to launch luck alone: launches of one program may be in two modes that differ by
 * a factor of two.
 */
const SPREAD_OF_LUCK = 0.35;
/** A mean that is past its limit by so many standard errors is over, even after few launches. */
const GROSSLY = 3.3;

/**
 * Holds the typical launch of head against the budgets of a subject, all of them together.
 *
 * - `over`: past the limit by exact flips about it (see flips.ts), or in every launch so far that luck can't explain it
 * - `within`: the estimate keeps the limit
 *
 * @param looks null: too few launches for flips; a gross breach can still be over.
 * @param level of all of the subject's budgets, over all looks.
 */
export function judgeBudgets(held: readonly Held[], looks: Looks | null, level: number): BudgetJudgement[] {
  const distances = held.map(distancesPastLimit);
  const columns = distances.map(({ past }) => ({ launches: past, margin: 0 }));
  const isEven = columns.every(({ launches }) => launches.length === columns[0]?.launches.length);
  const estimates = distances.map(({ past }) => estimateOf(past, 'typical'));
  const after =
    // Trying all flips is expensive, and useless if no value is past its limit.
    looks === null || estimates.every(({ value }) => value <= 0)
      ? []
      : isEven
        ? certainAfter(columns, looks, level)
        : columns.map((one) => certainAfter([one], looks, level / columns.length)[0] ?? null);
  return distances.map(({ past, isLogarithm }, index): BudgetJudgement => {
    const estimate = estimates[index] as Estimate;
    const isLast = looks !== null && past.length >= looks.last;
    if (isLogarithm && isGross(past)) return { status: 'over', settled: true };
    if (estimate.value <= 0) return { status: 'within', settled: isLast || estimate.value + estimate.half <= 0 };
    const certain = (after[index] ?? null) !== null;
    return { status: certain ? 'over' : 'unclear', settled: certain || isLast };
  });
}

/** Logarithms where all are above zero, else plain differences; positive ones break the limit. */
function distancesPastLimit({ launches, limit, worse }: Held): { past: number[]; isLogarithm: boolean } {
  const sign = worse === 'higher' ? 1 : -1;
  const isLogarithm = limit > 0 && launches.every((value) => value > 0);
  return { past: launches.map((value) => sign * (isLogarithm ? Math.log(value / limit) : value - limit)), isLogarithm };
}

const isGross = (past: readonly number[]): boolean =>
  past.every((distance) => distance > 0) && mean(past) >= (GROSSLY * SPREAD_OF_LUCK) / Math.sqrt(past.length);
